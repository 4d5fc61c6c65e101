"""Shares of stories with their 95 % intervals; of too few stories there is a count alone."""

from dataclasses import dataclass

from articles.comparison.words import percent
from articles.intervals import wilson

ENOUGH = 10  # stories; of fewer the interval is wider than half of all there is


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole`` stories. ``low`` and ``high`` (0 to 1) are the bounds of Wilson's interval."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def counted(self) -> str:
        """The counts: "34 of 41"."""
        return f"{self.part} of {self.whole}"

    @property
    def enough(self) -> bool:
        """Whether there are stories enough to speak of a share."""
        return self.whole >= ENOUGH

    @property
    def words(self) -> str:
        """The share with its interval, "83 % (69 to 92 %)"; empty where there are too few stories."""
        if not self.enough:
            return ""
        return f"{percent(self.part / self.whole)} ({100 * self.low:.0f} to {100 * self.high:.0f}\u00a0%)"

    @property
    def bar(self) -> tuple[str, str, str]:
        """The share and the bounds in a hundred, as a drawing takes them."""
        share = self.part / self.whole if self.whole else 0.0
        return f"{100 * share:.1f}", f"{100 * self.low:.1f}", f"{100 * self.high:.1f}"


def share(part: int, whole: int) -> Share:
    """``part`` of ``whole`` with Wilson's interval; of nothing it is everything, 0 to 1."""
    low, high = wilson(part, whole)
    return Share(part, whole, low, high)
