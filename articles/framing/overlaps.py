"""Text that outlets have in common: the share of words, and the longest passages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from articles.analysis.types import Span
from articles.framing.words import Flags, Indices, Words

RUN = 5  # words: as analysis/copies.py counts what two texts have in common
_LEAST_PASSAGE = 8  # words of a passage that is listed
_MOST_LOOKED_AT = 5_000  # stretches of a story, the longest: in fifty copies of one text each stands often


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of one text stands in another, 0 to 1: of all its words, and of those outside quotation marks."""

    first: str
    second: str
    words: int
    share: float
    unquoted: int
    unquoted_share: float
    longest: Span | None


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words that several texts have in a row; ``quoted`` of them stand between quotation marks in the first.

    ``places`` say where, in each of these texts.
    """

    words: int
    quoted: int
    places: tuple[tuple[str, Span], ...]


def overlaps_of(texts: Mapping[str, Words]) -> list[Overlap]:
    """Each text against each other one: words that stand in a run of five or more that the other has too.

    Nothing in common is 0.0, and so is a text without words.
    """
    runs = _runs(tuple(texts.items()))
    return [
        _overlap(first, second, texts[first], held)
        for first in texts
        for second, held in runs.held_by_others(first)
        if second != first
    ]


def shared_passages(texts: Mapping[str, Words], most: int = 10) -> list[SharedPassage]:
    """The longest runs of words that two texts or more have, longest first; none that lies within a longer one."""
    runs = _runs(tuple(texts.items()))
    kept: list[tuple[str, SharedPassage]] = []
    for first, start, end in runs.longest:
        line = f" {' '.join(texts[first].words[start:end])} "
        if not any(line in other for other, _ in kept):
            passage = runs.passage(first, start, end, line)
            if len(passage.places) > 1:  # its runs may stand in the other text without standing in a row there
                kept.append((line, passage))
        if len(kept) == most:
            break
    return [passage for _, passage in kept]


def _overlap(first: str, second: str, words: Words, held: Flags) -> Overlap:
    unquoted = ~words.quoted
    outside = int((held & unquoted).sum())
    start, end = _longest(held)
    return Overlap(
        first=first,
        second=second,
        words=int(held.sum()),
        share=float(held.mean()) if len(held) else 0.0,
        unquoted=outside,
        unquoted_share=outside / max(int(unquoted.sum()), 1),
        longest=Span(int(words.starts[start]), int(words.ends[end - 1])) if end > start else None,
    )


def _longest(held: Flags) -> tuple[int, int]:
    """The longest stretch of held words, as the first one and the one behind the last; two equal numbers for none."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], held.astype(np.int8), [0]))))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    at = int(np.argmax(ends - starts))
    return int(starts[at]), int(ends[at])


@lru_cache(maxsize=4)  # stories
def _runs(texts: tuple[tuple[str, Words], ...]) -> "_Runs":
    return _Runs(dict(texts))


class _Runs:
    """Every run of five words of the texts as a number, and which texts have it."""

    def __init__(self, texts: Mapping[str, Words]) -> None:
        self.texts, self.keys = texts, list(texts)
        numbers: dict[tuple[str, ...], int] = {}
        self.runs: dict[str, Indices] = {}
        self.lines = {key: f" {' '.join(words.words)} " for key, words in texts.items()}
        for key, words in texts.items():
            every = zip(*(words.words[skip:] for skip in range(RUN)), strict=False)
            self.runs[key] = np.fromiter((numbers.setdefault(run, len(numbers)) for run in every), dtype=np.int64)
        self.having = np.zeros((len(self.keys), max(len(numbers), 1)), dtype=bool)
        for row, key in enumerate(self.keys):
            self.having[row, self.runs[key]] = True

    def held_by_others(self, first: str) -> list[tuple[str, Flags]]:
        """For each text which words of the first one stand in a run that it has too."""
        length, shared = len(self.texts[first].words), self.having[:, self.runs[first]]
        held = np.zeros((len(self.keys), length), dtype=bool)
        for skip in range(RUN if shared.shape[1] else 0):
            held[:, skip : skip + shared.shape[1]] |= shared
        return [(key, held[row]) for row, key in enumerate(self.keys)]

    @cached_property
    def longest(self) -> list[tuple[str, int, int]]:
        """Words of a text whose runs one other text has: the text, the first word and the one behind the last.

        Longest first; of two texts each pair is looked at once. At most some thousands, of eight words and more.
        """
        found: list[tuple[int, int, int, int]] = []
        for row, key in enumerate(self.keys):
            shared = self.having[row + 1 :, self.runs[key]].astype(np.int8)
            edges = np.diff(shared, axis=1, prepend=0, append=0)
            starts, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1] + RUN - 1
            long = ends - starts >= _LEAST_PASSAGE
            pairs = np.unique(np.stack((starts[long], ends[long])), axis=1)
            found.extend((int(start - end), row, int(start), int(end)) for start, end in pairs.T)
        return [(self.keys[row], start, end) for _, row, start, end in sorted(found)[:_MOST_LOOKED_AT]]

    def passage(self, first: str, start: int, end: int, line: str) -> SharedPassage:
        """A stretch of a text with its places in all that have its words in a row."""
        words = self.texts[first]
        whole = self.having[:, self.runs[first][start : end - RUN + 1]].all(axis=1)
        places = []
        for key in (self.keys[row] for row in np.flatnonzero(whole)):
            at = self.lines[key].find(line)
            if at >= 0:
                begin, other = self.lines[key].count(" ", 0, at), self.texts[key]
                places.append((key, Span(int(other.starts[begin]), int(other.ends[begin + end - start - 1]))))
        return SharedPassage(end - start, int(words.quoted[start:end].sum()), tuple(places))
