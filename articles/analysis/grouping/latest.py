"""The latest articles by their terms: entries article by article, quick to add to, each looked at for an answer."""

import numpy as np

from articles.analysis.grouping.runs import Floats, Ints, ranges, run_bounds, sizes
from articles.analysis.grouping.vectors import Vectors


class Latest:
    """The vectors of articles, numbered from 0, in arrays that grow by doubling."""

    def __init__(self) -> None:
        self._count = self._size = 0  # articles, entries
        self._terms: Ints = np.zeros(1024, dtype=np.int64)
        self._articles: Ints = np.zeros(1024, dtype=np.int64)
        self._weights: Floats = np.zeros(1024)
        # For each term: whether it is asked for, and where it stands among those that are.
        self._asked, self._place = np.zeros(1024, dtype=bool), np.zeros(1024, dtype=np.int64)

    def __len__(self) -> int:
        """How many articles."""
        return self._count

    @property
    def terms(self) -> Ints:
        """The term of each entry."""
        return self._terms[: self._size]

    @property
    def articles(self) -> Ints:
        """The article of each entry."""
        return self._articles[: self._size]

    @property
    def weights(self) -> Floats:
        """What each entry weighs."""
        return self._weights[: self._size]

    def take(self, vectors: Vectors) -> Floats:
        """Add the next articles.

        Gives a row for each, with its cosine with every article that is here now: 0 with itself and later ones.
        """
        held, rows = self._size, vectors.rows()
        self._add(vectors, rows)
        entries, theirs = self._sharing(vectors, rows, held)
        cells = rows[theirs] * self._count
        cells += self._articles[entries]
        shares = vectors.weights[theirs]
        shares *= self._weights[entries]
        return np.bincount(cells, shares, minlength=len(vectors) * self._count).reshape(len(vectors), self._count)

    def _add(self, vectors: Vectors, rows: Ints) -> None:
        end = self._size + len(rows)
        while end > len(self._terms):
            self._terms, self._articles = np.tile(self._terms, 2), np.tile(self._articles, 2)
            self._weights = np.tile(self._weights, 2)
        new = slice(self._size, end)
        self._terms[new], self._articles[new], self._weights[new] = vectors.terms, rows + self._count, vectors.weights
        self._count, self._size = self._count + len(vectors), end
        highest = int(vectors.terms.max(initial=0))
        if highest >= len(self._asked):
            self._asked, self._place = np.zeros(2 * highest, dtype=bool), np.zeros(2 * highest, dtype=np.int64)

    def _sharing(self, vectors: Vectors, rows: Ints, held: int) -> tuple[Ints, Ints]:
        """Each entry beside each one of ``vectors`` (which came after ``held`` entries) that has its term and is later.

        They come in order of the earlier entries. So the shares of a cosine are summed in one order, whatever is added
        together.
        """
        if len(vectors) == 1:
            return self._having(vectors.terms, held)
        order = (vectors.terms * len(vectors) + rows).argsort()
        terms = vectors.terms[order]
        runs = run_bounds(terms)
        entries, run = self._having(terms[runs[:-1]], held)
        starts, ends = runs[run], runs[run + 1]
        later, run_end = np.empty_like(order), np.empty_like(order)  # of each entry that is added
        later[order] = np.arange(1, len(order) + 1)
        run_end[order] = runs[1:].repeat(sizes(runs))
        starts, ends = np.concatenate([starts, later]), np.concatenate([ends, run_end])
        entries = np.concatenate([entries, np.arange(held, self._size)])
        return entries.repeat(ends - starts), order[ranges(starts, ends - starts)]

    def _having(self, terms: Ints, held: int) -> tuple[Ints, Ints]:
        """Which of the first ``held`` entries have one of these terms, and the place of each one's term among them."""
        self._asked[terms] = True
        (entries,) = self._asked[self._terms[:held]].nonzero()
        self._asked[terms] = False
        self._place[terms] = np.arange(len(terms))
        return entries, self._place[self._terms[entries]]
