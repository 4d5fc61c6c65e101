"""What stands at stretches of a text, found by where it stands."""

from bisect import bisect_left
from collections.abc import Iterable

from articles.analysis.types import Span


class InOrder[V]:
    """Values, each at a stretch of one text; those in a part of it are found without looking at all."""

    def __init__(self, placed: Iterable[tuple[Span, V]]) -> None:
        self._placed = sorted(placed, key=lambda one: one[0].start)
        self._starts = [span.start for span, _ in self._placed]
        self._longest = max((span.end - span.start for span, _ in self._placed), default=0)

    def within(self, span: Span) -> list[V]:
        """Those that have characters in a span, by their starts."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return [value for at, value in self._placed[first:last] if overlap(at, span)]


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches have a character in common."""
    return max(one.start, other.start) < min(one.end, other.end)
