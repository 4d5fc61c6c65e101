"""Two versions of one text set against each other: paragraph by paragraph, and word by word in those that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from articles.analysis.text.folding import fold
from articles.analysis.text.similarity import contained
from articles.comparison.alignment import Piece, align

_NEW_FORM = 0.5  # of the content words of the shorter of two paragraphs: from here the one is the other's new form
_MOST_PAIRS = 2_500  # pairs of paragraphs looked at in one changed stretch; beyond, old ones stand before new ones
_MOST_WORDS = 1_000_000  # the product of the words of two paragraphs; beyond, they are not aligned


class Became(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; in ``pieces`` "here" is what the newer version alone has, "there" what the older one alone has."""

    became: Became
    pieces: tuple[Piece, ...]


def changes(older: str, newer: str) -> tuple[Paragraph, ...]:
    """All paragraphs of both versions in order, each once; two equal texts give none that changed, two empty ones none.

    Kinds of quotation mark, dash and space are no change.
    """
    old, new = _paragraphs(older), _paragraphs(newer)
    matcher = SequenceMatcher(None, [fold(text) for text in old], [fold(text) for text in new])
    found: list[Paragraph] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            found += [Paragraph(Became.SAME, (Piece("same", text),)) for text in new[c:d]]
        else:
            found += _stretch(old[a:b], new[c:d])
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [joined for line in text.splitlines() if (joined := " ".join(line.split()))]


def _stretch(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """A stretch in which no paragraph stayed as it was: which went, which came, and which are new forms of old ones."""
    done_old = done_new = 0
    for one, other in [*_pairs(old, new), (len(old), len(new))]:
        yield from (Paragraph(Became.REMOVED, (Piece("there", text),)) for text in old[done_old:one])
        yield from (Paragraph(Became.ADDED, (Piece("here", text),)) for text in new[done_new:other])
        if one < len(old):
            yield Paragraph(Became.CHANGED, _aligned(old[one], new[other]))
        done_old, done_new = one + 1, other + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in the order of both; as much in common over all pairs as can be."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_in_common(one, other) for other in new] for one in old]
    for a in reversed(range(len(old))):
        for b in reversed(range(len(new))):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], alike[a][b] and alike[a][b] + best[a + 1][b + 1])
    pairs: list[tuple[int, int]] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if alike[a][b] and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _in_common(one: str, other: str) -> float:
    """The share of the shorter one's content words that the other has; 0 where that is too little for a new form."""
    shorter, longer = sorted((one, other), key=len)
    share = contained(shorter, longer)
    return share if share >= _NEW_FORM else 0.0


def _aligned(old: str, new: str) -> tuple[Piece, ...]:
    if len(old.split()) * len(new.split()) > _MOST_WORDS:
        return Piece("there", old), Piece("here", f" {new}")
    return align(old, new)
