"""Two texts of one point set against each other, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from articles.analysis.text.differences import Difference, differences
from articles.analysis.types import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: in both texts (``same``), only in this one (``here``) or only in the other (``there``).

    ``text`` begins with a blank where its words are parted from what stands before them.
    """

    kind: str
    text: str


def align(other: str, this: str, *, capitals: bool = True) -> tuple[Piece, ...]:
    """``this`` text in order, with the words that only ``other`` has where they would stand.

    Equal texts give one piece that is the same; two empty ones none. Without ``capitals`` a word is the same whatever
    its capitals are.
    """
    pieces: list[Piece] = []
    for difference in differences(other, this) if capitals else differences_of_words(other, this):
        if difference.op == "same":
            _add(pieces, "same", this, difference.right)
        else:
            _add(pieces, "there", other, difference.left)
            _add(pieces, "here", this, difference.right)
    return tuple(pieces)


def differences_of_words(left: str, right: str) -> tuple[Difference, ...]:
    """The differences of two texts but for their capitals, which where a quotation begins say nothing."""
    plain = (left.lower(), right.lower())
    kept = len(plain[0]) == len(left) and len(plain[1]) == len(right)  # "İ" becomes two characters
    return differences(*plain) if kept else differences(left, right)


_MARKED = {"there": ("del", "only in the fullest text"), "here": ("ins", "only here")}


def aligned_html(pieces: Iterable[Piece]) -> SafeString:
    """The pieces as HTML: what only the other text has as ``<del>``, what only this one has as ``<ins>``.

    Each mark has words for who does not see it.
    """
    return mark_safe("".join(map(_html, pieces)))  # noqa: S308 - all text is escaped  # nosec B308


def _html(piece: Piece) -> str:
    if piece.kind not in _MARKED:
        return escape(piece.text)
    tag, words = _MARKED[piece.kind]
    unseen = f'<span class="visually-hidden">[{words}: </span>'
    return f'<{tag}>{unseen}{escape(piece.text)}<span class="visually-hidden">]</span></{tag}>'


def _add(pieces: list[Piece], kind: str, source: str, span: Span | None) -> None:
    if span is None:
        return
    parted = pieces and (span.start == 0 or source[span.start - 1].isspace())
    text = f"{' ' if parted else ''}{' '.join(source[slice(*span)].split())}"
    if pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(kind, pieces[-1].text + text)
    else:
        pieces.append(Piece(kind, text))
