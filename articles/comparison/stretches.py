"""What the versions page shows of a comparison of two texts: what changed, with its surroundings, the rest folded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from articles.comparison.alignment import Piece
from articles.comparison.changes import Became, Paragraph
from articles.comparison.words import count, shortened

_CONTEXT = 1  # paragraphs shown on either side of a change; what lies between is folded
SHOWN = 160  # characters of a changed passage that readers without an account see
_SHOWN_AROUND = 60  # and of the unchanged words on either side
_MOST_SHOWN = 6  # changed paragraphs that they see


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that stand together; ``folded`` says how many unchanged ones are behind a fold, "" for none."""

    folded: str
    paragraphs: tuple[Paragraph, ...]


def summary(paragraphs: Sequence[Paragraph]) -> str:
    """What changed, in numbers: "1 paragraph changed, 2 added · 40 words added, 3 removed"."""
    number = {became: sum(one.became is became for one in paragraphs) for became in Became}
    said = [
        f"{number[became]} {became.value}"
        for became in (Became.CHANGED, Became.ADDED, Became.REMOVED)
        if number[became]
    ]
    if not said:
        return "Only spaces, marks or line breaks changed."
    first, *rest = said
    noun = "paragraph" if first.startswith("1 ") else "paragraphs"
    told = ", ".join([first.replace(" ", f"\u00a0{noun} ", 1), *rest])
    words = {
        kind: sum(len(piece.text.split()) for one in paragraphs for piece in one.pieces if piece.kind == kind)
        for kind in ("here", "there")
    }
    return f"{told} · {count(words['here'], 'word')} added, {words['there']} removed"


def stretches(paragraphs: Sequence[Paragraph]) -> Iterable[Stretch]:
    """Changed paragraphs with what stands beside them; other unchanged ones folded."""
    runs = [(same, list(run)) for same, run in groupby(paragraphs, key=lambda one: one.became is Became.SAME)]
    shown: list[Paragraph] = []
    for place, (same, run) in enumerate(runs):
        before = 0 if place == 0 else _CONTEXT
        after = 0 if place == len(runs) - 1 else _CONTEXT
        if not same or len(run) <= before + after + 1:
            shown += run
            continue
        middle = run[before : len(run) - after]
        shown += run[:before]
        if shown:
            yield Stretch("", tuple(shown))
        yield Stretch(f"{count(len(middle), 'paragraph')} unchanged", tuple(middle))
        shown = run[len(run) - after :] if after else []
    if shown:
        yield Stretch("", tuple(shown))


def excerpts(paragraphs: Iterable[Paragraph]) -> tuple[tuple[Stretch, ...], int]:
    """What changed with a few words around it, for readers who do not see the whole text, and how many more changes."""
    changed = [paragraph for paragraph in paragraphs if paragraph.became is not Became.SAME]
    shown = tuple(replace(one, pieces=tuple(_shorter(one.pieces))) for one in changed[:_MOST_SHOWN])
    return (Stretch("", shown),) if shown else (), len(changed) - len(shown)


def _shorter(pieces: Sequence[Piece]) -> Iterable[Piece]:
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        words = piece.text.strip()
        if piece.kind == "same":
            words = _around(words, before=place > 0, after=place < last)
        else:
            words = shortened(words, SHOWN)
        yield replace(piece, text=f" {words}" if piece.text.startswith(" ") else words)


def _around(words: str, *, before: bool, after: bool) -> str:
    """The words next to what changed ``before`` and ``after`` them."""
    if len(words) <= _SHOWN_AROUND * (before + after):
        return words
    head = shortened(words, _SHOWN_AROUND).removesuffix("…") if before else ""
    tail = words[-_SHOWN_AROUND:].partition(" ")[2] if after else ""
    return f"{head}… {tail}".strip()
