"""What a frozen comparison is: all that it was made from, all that was found, and what the reader had chosen."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.analysis.knowledge import Knowledge
from articles.analysis.rulings.values import OnCell, OnFinding, OnPoints, OnStatement, Ruling
from articles.analysis.types import Comparison
from articles.freezing.codec import from_json, to_json

FORMAT = "parallax-freeze/1"
_RULINGS: dict[str, type[Any]] = {one.__name__: one for one in (OnStatement, OnPoints, OnCell, OnFinding)}


class UnknownFormat(ValueError):
    """The document is of another release; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class GivenArticle:
    """One article as it was compared. ``key`` names it in everything that was found; ``name`` is its head on pages.

    ``sha256`` is that of the text in UTF-8, ``published`` ISO 8601. Empty texts and None were not given.
    """

    key: str
    outlet: str
    name: str
    headline: str
    byline: str
    url: str
    published: str | None
    complete: bool
    version: int
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class GivenRuling:
    """A ruling that counted: its id, when it was made, and what it says of these texts."""

    id: int
    made: str
    on: str
    says: Any

    @classmethod
    def of(cls, said: Ruling, made: dt.datetime) -> "GivenRuling":
        """A ruling as the analysis takes it."""
        return cls(said.id, made.astimezone(dt.UTC).isoformat(), type(said).__name__, to_json(said))

    @property
    def said(self) -> Ruling:
        """As the analysis takes it."""
        found: Ruling = from_json(_RULINGS[self.on], self.says)
        return found


@dataclass(frozen=True, slots=True)
class Given:
    """All that a comparison follows from, besides the analysis itself. ``origins`` are the copies among the texts."""

    articles: tuple[GivenArticle, ...]
    knowledge: Knowledge
    origins: Mapping[str, str]
    rulings: tuple[GivenRuling, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the analysis says: the comparison (its articles without their texts) and the framing of each article."""

    comparison: Comparison
    framing: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class GivenStory:
    """The story as it was called; ``date`` is ISO 8601."""

    title: str
    slug: str
    date: str | None


@dataclass(frozen=True, slots=True)
class View:
    """The filters under which it was frozen, as a query string and in words, and the numbers of the points left."""

    query: str
    filters: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One frozen comparison. ``analysis`` is the version of the analysis that found it."""

    format: str
    story: GivenStory
    analysis: str
    view: View
    given: Given
    found: Found


def read_document(text: str) -> Document:
    """The document of stored JSON; raises ``UnknownFormat`` on that of another release."""
    data = json.loads(text)
    form = data.get("format") if isinstance(data, dict) else None
    if form != FORMAT:
        raise UnknownFormat(
            f"The frozen comparison is of the form {form!r}, and this release reads {FORMAT!r}: open it "
            "with the release that wrote it."
        )
    try:
        document: Document = from_json(Document, data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnknownFormat(
            f"The frozen comparison of analysis {data.get('analysis')!r} cannot be read by this release: open it with "
            "the release that wrote it."
        ) from error
    return document
