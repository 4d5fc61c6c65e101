"""One comparison as plain values: what the pages of a story are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.analysis.types import Loaded, Span, Status
from articles.comparison.histories import History
from articles.comparison.ruled import RuledRow
from articles.models import OutletSource


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side as marks show it."""

    name: str
    short_name: str
    colour: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as it was compared. ``key`` names it in addresses; empty texts were not given.

    Its text is version ``number`` of ``versions``, stored here at ``stored_at``; a newer one may not be compared yet.
    ``origin`` is the version of the fullest article that carries the same text, None where no other carries it; the
    shares are those of its own words that the fullest has, and of the fullest's words that it has.
    """

    version_id: int
    key: str
    name: str
    outlet_source: OutletSource
    licensed: bool
    headline: str
    byline: str
    url: str
    published_at: datetime | None
    language: str
    complete: bool
    text: str
    headline_span: Span | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Span, ...]
    loaded: tuple[Loaded, ...]
    measures: Mapping[str, Any]
    article_id: int = 0
    number: int = 1
    versions: int = 1
    stored_at: datetime | None = None
    origin: int | None = None
    share: float = 0.0
    share_of_fullest: float = 0.0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with its speaker and side as resolved over the story; None is not known.

    ``ruled`` has an entry for each thing (speaker, side, stances, kind, span, statement) that an editor has ruled on.
    """

    version_id: int
    point_id: int | None
    ident: str
    parts: tuple[Span, ...]
    kind: str
    paragraph: int
    in_headline: bool
    cue: Span | None
    cue_tone: str
    speaker: str | None
    speaker_kind: str
    organisation: str
    side: SideRow | None
    stance: str
    target: str
    stances: tuple[tuple[str, str], ...]
    confidence: float
    rule: str
    ruled: Mapping[str, RuledRow]


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article carries one point; ``ruled`` where an editor says so."""

    status: Status
    spans: tuple[Span, ...]
    ruled: RuledRow | None = None


@dataclass(frozen=True, slots=True)
class PointRow:
    """A row of the comparison with its cells by version and its statements in every article.

    ``ruled`` are the rulings that joined or parted its statements.
    """

    number: int
    gist: str
    kind: str
    speaker: str | None
    organisation: str
    side: SideRow | None
    stance: str
    target: str
    stances: tuple[tuple[str, str], ...]
    similar: tuple[int, ...]
    only_in: int | None
    cells: Mapping[int, Cell]
    statements: tuple[StatementRow, ...]
    ruled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one article."""

    version_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding with the passages that it rests on; ``searched`` are versions, ``points`` numbers.

    ``ident`` tells what is claimed, whatever the rank; ``ruled`` is the ruling that confirmed it.
    """

    ident: str
    rank: int
    kind: str
    text: str
    version_id: int
    points: tuple[int, ...]
    evidence: tuple[Passage, ...]
    nearest: tuple[Passage, ...]
    searched: tuple[int, ...]
    words: int
    paragraph: int | None
    about: tuple[str, ...]
    ruled: int | None


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class StoryRows:
    """Everything that is stored about one comparison, each part in the order in which it is shown.

    Two are never equal: what follows from one is remembered for as long as it is there (remembering.py).

    ``pieces`` are what is counted: each article, or with copies counted ``once`` those that carry one text together.
    """

    articles: tuple[ArticleRow, ...]
    pieces: tuple[tuple[ArticleRow, ...], ...]
    once: bool
    points: tuple[PointRow, ...]
    statements: tuple[StatementRow, ...]
    findings: tuple[FindingRow, ...]
    sides: Mapping[str, SideRow]
    histories: Mapping[int, History]
