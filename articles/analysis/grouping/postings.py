"""An inverted index in flat arrays: the entries of one term side by side, those of earlier articles first."""

import numpy as np

from articles.analysis.grouping.runs import Floats, Ints, bounds_of, ranges
from articles.analysis.grouping.vectors import Vectors


class Postings:
    """Entries of articles (by their numbers) under their terms, and what they weigh."""

    def __init__(self) -> None:
        self._bounds: Ints = np.zeros(1, dtype=np.int64)  # of the entries of each term
        self._articles: Ints = np.zeros(0, dtype=np.int64)  # of each entry
        self._weights: Floats = np.zeros(0)

    def cosines(self, vectors: Vectors, most: int, articles: range) -> Floats:
        """A row for each vector, with its cosine with each of ``articles``, which must be all that are here or more.

        At most ``most`` entries are read for a row, those of its heaviest terms.
        """
        last = len(self._bounds) - 1
        terms = np.minimum(vectors.terms, last)  # one met since has no entries here
        starts = self._bounds[terms]
        many = self._bounds[np.minimum(terms + 1, last)] - starts
        rows, read = vectors.rows(), bounds_of(many)
        many[read[1:] - read[vectors.bounds[rows]] > most] = 0
        entries = ranges(starts, many)
        cells = (rows * len(articles) - articles.start).repeat(many)
        cells += self._articles[entries]
        shares = vectors.weights.repeat(many)
        shares *= self._weights[entries]
        found = np.bincount(cells, shares, minlength=len(vectors) * len(articles))
        return found.astype(np.float64, copy=False).reshape(len(vectors), -1)  # sums of nothing come as whole numbers

    def add(self, terms: Ints, articles: Ints, weights: Floats) -> None:
        """Put entries, by terms and then by articles, in their places; articles come after all that are here."""
        more = np.bincount(terms, minlength=len(self._bounds) - 1)
        none = np.full(len(more) + 1 - len(self._bounds), self._bounds[-1])  # of terms that are new
        self._bounds = np.concatenate([self._bounds, none])
        places = self._bounds[terms + 1]
        self._articles = np.insert(self._articles, places, articles)
        self._weights = np.insert(self._weights, places, weights)
        self._bounds[1:] += more.cumsum()

    def leave_out(self, first: int) -> None:
        """Leave out the entries of articles before ``first``."""
        kept = self._articles >= first
        (gone,) = (~kept).nonzero()
        terms = self._bounds.searchsorted(gone, "right") - 1
        self._bounds[1:] -= np.bincount(terms, minlength=len(self._bounds) - 1).cumsum()
        self._articles, self._weights = self._articles[kept], self._weights[kept]
