"""What intake hands on: rows that can be stored, and refusals that say why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why something offered cannot be stored."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNDECODABLE = "undecodable"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    NO_ARTICLE = "no_article"
    UNKNOWN_KIND = "unknown_kind"
    BAD_ARCHIVE = "bad_archive"
    BAD_TABLE = "bad_table"
    BAD_ROW = "bad_row"
    BAD_ADDRESS = "bad_address"
    NOT_SERVED = "not_served"
    NOT_REACHED = "not_reached"  # a later try may succeed


@dataclass(frozen=True, slots=True)
class Row:
    """A text as it will be stored, with what its source says about it; what it does not say is empty.

    ``file_name`` names the file ("" for a pasted text), within an archive as "news.zip/one.txt"; ``place`` where in
    the file the row stands ("line 12"); ``encoding`` how the text was decoded. ``published`` is an ISO date, with
    time and zone where they were given. ``complete`` is False where the text looks cut or behind a paywall.
    """

    text: str
    file_name: str = ""
    encoding: str = "utf-8"
    place: str = ""
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    published: str = ""
    url: str = ""
    outlet: str = ""
    story: str = ""
    language: str = ""
    complete: bool = True

    @property
    def where(self) -> str:
        """The file, and the place in it: "a.csv, line 12"."""
        return _where(self.file_name, self.place)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that was not taken. ``sentence`` names the text and says what to do.

    ``values`` are the columns of a refused row of a table as they stood, so that it can be mended and given again.
    """

    reason: Reason
    sentence: str
    file_name: str = ""
    place: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The file, and the place in it: "a.csv, line 12"."""
        return _where(self.file_name, self.place)


def _where(file_name: str, place: str) -> str:
    return f"{file_name}, {place}" if place else file_name


@dataclass(frozen=True, slots=True)
class Page:
    """The article of one page; None where the page does not say. Paragraphs of ``body`` are parted by blank lines.

    ``published`` is an ISO date, with time and zone where the page gives them. ``language`` is a code like "en".
    ``standfirst`` is what the page says it is about, ``url`` the address that it calls its own, ``site`` its name.
    ``complete`` is False where the text looks cut or behind a paywall.
    """

    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    body: str
    complete: bool
    standfirst: str | None = None
    url: str | None = None
    site: str | None = None
