"""The articles of the last days by their terms: as articles arrive, which of the earlier ones are like them.

What came last is held apart, article by article, and worked into the inverted index from time to time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from articles.analysis.grouping.latest import Latest
from articles.analysis.grouping.postings import Postings
from articles.analysis.grouping.runs import Floats, Ints
from articles.analysis.grouping.vectors import Vectors

_LATE = 256  # articles that are held apart before they are worked in
_CELLS = 1 << 17  # cosines that are worked out at once: what a near cache holds


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs of an article that arrives, by its row, and an earlier one, by its number; in order of both.

    Each has its cosine and how many days the earlier one came before.
    """

    rows: Ints
    articles: Ints
    cosines: Floats
    before: Floats


class WindowIndex:
    """An index of the articles of the last ``days``; they come in order of time, numbered from 0.

    For each article at most ``most`` entries are read, those of its heaviest terms, besides those of the latest few
    articles: so its cost is flat however full the window is.
    """

    def __init__(self, days: float, most: int) -> None:
        self._span, self._most = days, most
        self._first = 0  # the number of the oldest article that is kept
        self._days: Floats = np.zeros(0)  # of those that are kept
        self._postings, self._late = Postings(), Latest()

    def __len__(self) -> int:
        """How many articles are kept."""
        return len(self._days)

    def take(self, vectors: Vectors, days: Floats, least: float) -> Near:
        """Keep the next articles; ``days``, one for each, must not fall back. How they are cut changes nothing.

        Gives for each the earlier ones within the days before it whose cosine with it is at least ``least``.
        """
        found: list[Near] = []
        start = 0
        while start < len(vectors):
            end = min(len(vectors), start + _LATE - len(self._late))
            found.extend(self._near(vectors[start:end], days[start:end], least, start))
            if len(self._late) == _LATE:
                self._work_in(days[end - 1])
            start = end
        return found[0] if len(found) == 1 else _together(found)

    def _near(self, vectors: Vectors, days: Floats, least: float, before: int) -> Iterator[Near]:
        """Take articles that all find room among the late ones; ``before`` rows came before theirs."""
        worked_in = len(self._days) - len(self._late)
        late = self._late.take(vectors)
        self._days = np.concatenate([self._days, days])
        kept = range(self._first, self._first + len(self._days))
        step = max(1, _CELLS // len(kept))
        for row in range(0, len(vectors), step):
            part = slice(row, row + step)
            cosines = self._postings.cosines(vectors[part], self._most, kept)
            cosines[:, worked_in:] = late[part]
            cosines = cosines.reshape(-1)
            (near,) = (cosines >= least).nonzero()
            rows, others = np.divmod(near, len(kept))
            apart = days[part][rows] - self._days[others]
            (inside,) = (apart <= self._span).nonzero()
            yield Near(rows[inside] + row + before, others[inside] + kept.start, cosines[near[inside]], apart[inside])

    def _work_in(self, day: float) -> None:
        """Put the late entries in their places, and leave out the articles that are too old for any that may come."""
        late, first_late = self._late, self._first + len(self._days) - len(self._late)
        gone = int(self._days.searchsorted(day - self._span))
        self._days = self._days[gone:]
        self._first += gone
        if gone:
            self._postings.leave_out(self._first)
        order = (late.terms * _LATE + late.articles).argsort()
        articles = late.articles[order] + first_late
        kept = articles >= self._first
        self._postings.add(late.terms[order[kept]], articles[kept], late.weights[order[kept]])
        self._late = Latest()


def _together(parts: Sequence[Near]) -> Near:
    no_numbers, no_floats = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Near(
        np.concatenate([no_numbers, *(part.rows for part in parts)]),
        np.concatenate([no_numbers, *(part.articles for part in parts)]),
        np.concatenate([no_floats, *(part.cosines for part in parts)]),
        np.concatenate([no_floats, *(part.before for part in parts)]),
    )
