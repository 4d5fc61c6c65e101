"""Which characters of a text stand unchanged in a later version of it, and where.

The versions are aligned line by line, and lines that differ word by word. A passage is carried over only where all of
its characters stand in one run that both texts share, in order. A passage that stands elsewhere by now, or that only
looks the same, is not: in another place the same words may be another's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from articles.analysis.types import Span

_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_LEAST = 30  # characters of a run that both texts share: shorter ones agree by chance
_AROUND = 60  # characters on each side that may tell a passage from others of the same words
_MOST = 4_000_000  # pairs of tokens up to which changed lines are aligned word by word; beyond they count as new


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that two texts share: where they begin in each, and how many there are."""

    old: int
    new: int
    length: int


class Carrying:
    """What stands unchanged from ``old`` to ``new``."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.runs = tuple(_joined(_grown(old, new, _joined(_aligned(old, new)))))
        self._starts = [run.old for run in self.runs]

    def span(self, span: Span) -> Span | None:
        """Where the characters of ``span`` stand in the new text; None where they are gone or may be others."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or span.start >= span.end:
            return None
        run = self.runs[at]
        if span.end > run.old + run.length or (run.length < _LEAST and run.length < len(self.old)):
            return None
        moved = Span(span.start - run.old + run.new, span.end - run.old + run.new)
        return moved if self._whole_words(span, moved) and self._only_here(span, run) else None

    @property
    def adds_nothing(self) -> bool:
        """Whether the new text has no word that the old one does not have in the same place."""
        kept, end = [], 0
        for run in self.runs:
            kept.append(self.new[end : run.new])
            end = run.new + run.length
        kept.append(self.new[end:])
        return not any(re.search(r"\w", added) for added in kept)

    def _whole_words(self, span: Span, moved: Span) -> bool:
        """Whether the passage begins and ends with a word in the new text as it does in the old one."""
        return all(
            _cuts_word(self.old, there) or not _cuts_word(self.new, here)
            for there, here in zip(span, moved, strict=True)
        )

    def _only_here(self, span: Span, run: Run) -> bool:
        """Whether the passage, with what is unchanged around it, stands once in each text."""
        start = max(run.old, span.start - _AROUND)
        end = min(run.old + run.length, span.end + _AROUND)
        window = self.old[start:end]
        return all(text.find(window, text.find(window) + 1) < 0 for text in (self.old, self.new))


@lru_cache(maxsize=64)  # a story is compared several times over while its editors work on it
def carrying(old: str, new: str) -> Carrying:
    """``Carrying``, remembered."""
    return Carrying(old, new)


def _cuts_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _aligned(old: str, new: str) -> Iterator[Run]:
    ours, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    at, to = _offsets(ours), _offsets(theirs)
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run(at[a], to[c], at[b] - at[a])
        elif tag == "replace":
            yield from _by_words(old, new, Span(at[a], at[b]), Span(to[c], to[d]))


def _by_words(old: str, new: str, there: Span, here: Span) -> Iterator[Run]:
    ours, theirs = _TOKEN.findall(old, *there), _TOKEN.findall(new, *here)
    if len(ours) * len(theirs) > _MOST:
        return
    at, to = _offsets(ours, there.start), _offsets(theirs, here.start)
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        if block.size:
            yield Run(at[block.a], to[block.b], at[block.a + block.size] - at[block.a])


def _offsets(pieces: Sequence[str], start: int = 0) -> list[int]:
    offsets = [start]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return offsets


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that follow each other in both texts are one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.old + last.length == run.old and last.new + last.length == run.new:
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return joined


def _grown(old: str, new: str, runs: Sequence[Run]) -> Iterator[Run]:
    """Runs with the equal characters before and behind them, which are part of words or spaces that differ."""
    begin_old = begin_new = 0
    for number, run in enumerate(runs):
        end_old, end_new = (runs[number + 1].old, runs[number + 1].new) if number + 1 < len(runs) else (
            len(old), len(new),
        )  # fmt: skip
        start, to, length = run.old, run.new, run.length
        while start > begin_old and to > begin_new and old[start - 1] == new[to - 1]:
            start, to, length = start - 1, to - 1, length + 1
        while start + length < end_old and to + length < end_new and old[start + length] == new[to + length]:
            length += 1
        begin_old, begin_new = start + length, to + length
        yield Run(start, to, length)
