"""The values that the finding of facts takes and gives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from articles.analysis.types import Span


class FactKind(StrEnum):
    """What sort of thing texts may give differently, in the order in which a page shows them."""

    AMOUNT = "amount"
    DATE = "date"
    PLACE = "place"
    TITLE = "title"
    CHANNEL = "channel"
    PAPER = "paper"


class Agreement(StrEnum):
    """How what the texts give of one thing goes together."""

    DIFFERS = "differs"
    LOOSER = "looser"  # one rounds, hedges or bounds what another gives
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a text. ``point`` is the number of the point that it belongs to, ``source`` who is said to say it.

    ``close``: the texts of the point have mostly the same words here and there, so that it is one utterance.
    """

    point: int | None
    parts: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    close: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a story. ``sentences`` and ``body`` (paragraphs) leave out what is not part of the report.

    ``published`` is the day on which the text came out, None where that is not known.
    """

    key: str
    text: str
    sentences: tuple[Span, ...]
    body: tuple[Span, ...]
    told: tuple[Told, ...] = ()
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What one text gives of a thing: the characters, the sentence that they stand in, and their plain value.

    Two that give the same have the same ``value``; it is for telling them apart, not for showing.
    """

    piece: str
    span: Span
    sentence: Span
    value: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing of which two texts or more give something. ``about`` names it: "members", "Pat McFadden", "point 4".

    ``given`` stands in the order of the pieces, and within one in that of the text; a value stands once a piece.
    """

    kind: FactKind
    about: str
    agreement: Agreement
    given: tuple[Given, ...]

    @property
    def pieces(self) -> tuple[str, ...]:
        """The keys of the pieces that give something, each once."""
        return tuple(dict.fromkeys(given.piece for given in self.given))
