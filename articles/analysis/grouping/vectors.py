"""Texts as TF-IDF vectors, with the document frequencies known when each arrives."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from articles.analysis.grouping.runs import Floats, Ints, bounds_of, ranks, run_bounds, sizes
from articles.analysis.grouping.terms import TermNumbers

RARITY_POWER = 1.5  # names of a story outweigh the words of its field
TERMS = 64  # the heaviest of a text's terms are kept


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of articles, one row each.

    ``terms`` (by their numbers) and ``weights`` have one entry for each term of each row, side by side: the heaviest of
    a row first, together of length 1 or none. The entries of row ``r`` are those from ``bounds[r]`` to
    ``bounds[r + 1]``.
    """

    bounds: Ints
    terms: Ints
    weights: Floats

    def __len__(self) -> int:
        """How many rows."""
        return len(self.bounds) - 1

    def __getitem__(self, rows: slice) -> "Vectors":
        """Some rows that stand side by side, numbered anew."""
        bounds = self.bounds[rows.start : rows.stop + 1]
        entries = slice(bounds[0], bounds[-1])
        return Vectors(bounds - bounds[0], self.terms[entries], self.weights[entries])

    def rows(self) -> Ints:
        """The row of each entry."""
        return np.arange(len(self)).repeat(sizes(self.bounds))


class Vectoriser:
    """Makes vectors of texts as they arrive; how they are cut into calls changes nothing, not even the last bit."""

    def __init__(self) -> None:
        self._came = 0
        self._terms = TermNumbers()
        self._texts_with: Ints = np.zeros(1024, dtype=np.int64)  # each term

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The heaviest terms of each text, and what each weighs among all texts up to it."""
        rows, terms, weights = self._weighed(texts)
        # By rows, the heaviest first, of equal ones those that were met first.
        order = ((rows * len(rows) + ranks(-weights)) * len(rows) + np.arange(len(rows))).argsort()
        rows, terms, weights = rows[order], terms[order], weights[order]
        bounds = rows.searchsorted(np.arange(len(texts) + 1))
        places = np.arange(len(rows)) - bounds[rows]
        (kept,) = (places < TERMS).nonzero()
        rows, terms, weights = rows[kept], terms[kept], weights[kept]
        squares = np.zeros((len(texts), TERMS))  # as many for each row: so the sum is rounded in one way
        squares[rows, places[kept]] = weights * weights
        lengths = np.sqrt(squares.sum(axis=1))
        return Vectors(bounds_of(np.minimum(sizes(bounds), TERMS)), terms, weights / lengths[rows])

    def _weighed(self, texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """The row and the number of each term of each text, and what it weighs there; by terms, then by rows."""
        rows, terms = self._terms.of(texts)
        words = terms * len(texts) + rows
        words.sort()
        words = words[words.searchsorted(0) :]  # those without a term are below
        runs = run_bounds(words)
        terms, rows = np.divmod(words[runs[:-1]], len(texts))
        rarity = np.log((rows + (self._came + 2)) / (self._texts_up_to_each(terms) + 0.5))
        weights = (1 + np.log(sizes(runs))) * rarity**RARITY_POWER
        self._came += len(texts)
        return rows, terms, weights

    def _texts_up_to_each(self, terms: Ints) -> Ints:
        """How many texts up to that of each entry have its term; entries come by terms, then by texts."""
        if len(self._terms) > len(self._texts_with):
            self._texts_with = np.concatenate([self._texts_with, np.zeros(2 * len(self._terms), dtype=np.int64)])
        runs = run_bounds(terms)
        starts, many = runs[:-1], sizes(runs)
        before = self._texts_with[terms[starts]]
        self._texts_with[terms[starts]] = before + many
        return (before - starts + 1).repeat(many) + np.arange(len(terms))
