"""Two texts of one point set against each other, word by word."""

from dataclasses import dataclass

from articles.analysis.text.differences import differences
from articles.analysis.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both texts (``same``), only in this one (``here``) or only in the other (``there``).

    ``text`` begins with a blank where its words are parted from what stands before them.
    """

    kind: str
    text: str


def align(other: str, this: str) -> tuple[Piece, ...]:
    """``this`` text in order, with the words that only ``other`` has where they would stand.

    Equal texts give one piece that is the same; two empty ones none.
    """
    pieces: list[Piece] = []
    for difference in differences(other, this):
        if difference.op == "same":
            _add(pieces, "same", this, difference.right)
        else:
            _add(pieces, "there", other, difference.left)
            _add(pieces, "here", this, difference.right)
    return tuple(pieces)


def _add(pieces: list[Piece], kind: str, source: str, span: Span | None) -> None:
    if span is None:
        return
    parted = pieces and (span.start == 0 or source[span.start - 1].isspace())
    text = f"{' ' if parted else ''}{' '.join(source[slice(*span)].split())}"
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))
