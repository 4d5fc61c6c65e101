"""The articles of the last days by their terms, to be asked which of them are like another one.

Terms and articles stand in flat arrays, the entries of one term side by side, so that an answer costs a few passes over
the entries that it needs. What came last is held apart, article by article, and worked in from time to time.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Ints = "NDArray[np.int64]"
type Floats = "NDArray[np.float64]"

_LATE = 192  # articles that are held apart before they are worked in


@dataclass(frozen=True, slots=True)
class Vector:
    """The terms of an article by their numbers, and their weights: the heaviest first, together of length 1 or none."""

    terms: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Near:
    """Articles by their numbers, each with its cosine and how many days before it came."""

    articles: Ints
    cosines: Floats
    before: Floats


class WindowIndex:
    """An inverted index of the articles of the last ``days``; they come in order of time, numbered from 0.

    An answer reads at most ``most`` entries, those of the heaviest terms, besides those of the latest few articles: so
    its cost is flat however full the window is.
    """

    def __init__(self, days: float, most: int) -> None:
        self._span, self._most = days, most
        self._first = 0  # the number of the oldest article that is kept
        self._days: Floats = np.zeros(0)  # of those kept and worked in
        self._begin: Ints = np.zeros(1, dtype=np.int64)  # where the entries of each term begin; at the end, all
        self._article: Ints = np.zeros(0, dtype=np.int64)  # of each entry, numbered from the oldest kept
        self._weight: Floats = np.zeros(0)
        self._late_days: list[float] = []
        self._late = _Entries()
        self._asked: Floats = np.zeros(0)  # the weight of each term that is asked for, nothing between two answers

    def __len__(self) -> int:
        """How many articles are kept."""
        return len(self._days) + len(self._late_days)

    def near(self, vector: Vector, day: float, least: float) -> Near:
        """The articles within the days before ``day`` whose cosine with a vector is at least ``least``."""
        cosines = np.concatenate([self._with_worked_in(vector), self._with_late(vector)])
        found = np.flatnonzero(cosines >= least)
        before = day - np.concatenate([self._days, self._late_days])[found]
        inside = before <= self._span
        found = found[inside]
        return Near(found + self._first, cosines[found], before[inside])

    def add(self, vector: Vector, day: float) -> None:
        """Keep the next article; ``day`` must not fall back."""
        self._late.add(len(self._late_days), vector)
        self._late_days.append(day)
        if len(self._late_days) == _LATE:
            self._work_in(day)

    def _with_worked_in(self, vector: Vector) -> Floats:
        last = len(self._begin) - 1
        place = np.minimum(vector.terms, last)  # a term met since has no entries there
        begin = self._begin[place]
        many = self._begin[np.minimum(place + 1, last)] - begin
        read = np.cumsum(many)
        used = int(np.searchsorted(read, self._most, "right"))
        begin, many, read = begin[:used], many[:used], read[:used]
        entries = np.arange(read[-1] if used else 0) + np.repeat(begin - read + many, many)
        shares = self._weight[entries] * np.repeat(vector.weights[:used], many)
        return np.bincount(self._article[entries], shares, minlength=len(self._days))

    def _with_late(self, vector: Vector) -> Floats:
        late = self._late
        if len(self._asked) <= max(late.highest, int(vector.terms.max(initial=0))):
            self._asked = np.zeros(2 * max(late.highest, int(vector.terms.max(initial=0))) + 2)
        self._asked[vector.terms] = vector.weights
        shares = self._asked[late.terms] * late.weights
        self._asked[vector.terms] = 0.0
        return np.bincount(late.articles, shares, minlength=len(self._late_days))

    def _work_in(self, day: float) -> None:
        """Put the late entries in their places, and leave out the articles that are too old for any that may come."""
        days, late = np.concatenate([self._days, self._late_days]), self._late
        gone = int(np.searchsorted(days, day - self._span, "left"))
        terms = max(len(self._begin) - 1, late.highest + 1)
        there = np.repeat(np.arange(len(self._begin) - 1), np.diff(self._begin))
        kept, new = np.flatnonzero(self._article >= gone), np.flatnonzero(late.articles + len(self._days) >= gone)
        new = new[np.argsort(late.terms[new], kind="stable")]
        many, more = (np.bincount(of, minlength=terms) for of in (there[kept], late.terms[new]))
        # Each entry moves behind those that were added to the terms before; the earlier articles of a term come first.
        places = np.arange(len(kept)) + np.repeat(np.cumsum(more) - more, many)
        new_places = np.arange(len(new)) + np.repeat(np.cumsum(many), more)
        articles, weights = np.empty(len(kept) + len(new), dtype=np.int64), np.empty(len(kept) + len(new))
        articles[places], articles[new_places] = self._article[kept] - gone, late.articles[new] + len(self._days) - gone
        weights[places], weights[new_places] = self._weight[kept], late.weights[new]
        self._article, self._weight = articles, weights
        self._begin = np.concatenate([[0], np.cumsum(many + more)])
        self._days = days[gone:]
        self._first += gone
        self._late_days, self._late = [], _Entries()


class _Entries:
    """Terms, articles and weights side by side, in arrays that grow by doubling."""

    def __init__(self) -> None:
        self.highest = 0  # term
        self._size = 0
        self._terms, self._articles = np.zeros(1024, dtype=np.int64), np.zeros(1024, dtype=np.int64)
        self._weights = np.zeros(1024)

    @property
    def terms(self) -> Ints:
        return self._terms[: self._size]

    @property
    def articles(self) -> Ints:
        return self._articles[: self._size]

    @property
    def weights(self) -> Floats:
        return self._weights[: self._size]

    def add(self, article: int, vector: Vector) -> None:
        end = self._size + len(vector.terms)
        while end > len(self._terms):
            self._terms, self._articles = np.tile(self._terms, 2), np.tile(self._articles, 2)
            self._weights = np.tile(self._weights, 2)
        new = slice(self._size, end)
        self._terms[new], self._articles[new], self._weights[new] = vector.terms, article, vector.weights
        self._size = end
        self.highest = max(self.highest, int(vector.terms.max(initial=0)))
