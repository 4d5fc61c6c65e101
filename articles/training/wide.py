"""Fitting the linear part of a model: ridge regression, solved by conjugate gradients."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.learned.features import Seen
from articles.analysis.learned.wide import SLOTS, Counts, Wide, counted, slots_of, vector_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Doubles = NDArray[np.float64]
    type Ints = NDArray[np.int64]

_LEAST_SENTENCES = 2  # a form that one sentence alone has says nothing of others
_LEAST_COUNTED = 15  # sentences: what is rarer is not counted
_MOST_STEPS = 200
_NEAR_ENOUGH = 1e-8  # what is left of the squared error of the equations


def fit_wide(sentences: Sequence[Seen], labels: Sequence[int], ridge: float, names: int = 2) -> Wide:
    """The linear part for ``names`` labels (0, 1, ...): one score for two, of more one each."""
    counts = _counts(sentences)
    spread = np.zeros(2 * SLOTS)
    for seen in sentences:
        for found in slots_of(seen):
            spread[list(found)] += 1
    rarity = np.where(spread >= _LEAST_SENTENCES, log(1 + len(sentences)) - np.log1p(spread), 0).astype(np.float32)
    table = _table(sentences, counts, rarity)
    scored = [1] if names == 2 else range(names)
    wanted = np.stack([2.0 * (np.asarray(labels) == label) - 1.0 for label in scored], axis=1)
    middle = wanted.mean(axis=0)
    weights = np.asarray(_solved(table, wanted - middle, ridge).T, dtype=np.float32)
    return Wide(
        rarity, weights[:, : 2 * SLOTS], counts, weights[:, 2 * SLOTS :], np.asarray(middle, dtype=np.float32)
    )  # fmt: skip


def _counts(sentences: Sequence[Seen]) -> Counts:
    found = [counted(seen) for seen in sentences]
    having = Counter(value for each in found for value in each)
    values = tuple(sorted(value for value, many in having.items() if many >= _LEAST_COUNTED))
    logs = np.log1p(np.array([[each[value] for value in values] for each in found], dtype=np.float64))
    spread = np.maximum(logs.std(axis=0), 1e-6)
    return Counts(values, np.asarray(logs.mean(axis=0), dtype=np.float32), np.asarray(spread, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class _Table:
    """What is not zero of a large table: ``values`` at (``rows``, ``columns``)."""

    rows: "Ints"
    columns: "Ints"
    values: "Doubles"
    height: int
    width: int

    def times(self, weights: "Doubles") -> "Doubles":
        return np.stack(
            [np.bincount(self.rows, self.values * column[self.columns], self.height) for column in weights.T], axis=1
        )

    def turned_times(self, errors: "Doubles") -> "Doubles":
        return np.stack(
            [np.bincount(self.columns, self.values * column[self.rows], self.width) for column in errors.T], axis=1
        )


def _table(sentences: Sequence[Seen], counts: Counts, rarity: "NDArray[np.float32]") -> _Table:
    rows, columns, values = [], [], []
    dense = np.arange(2 * SLOTS, 2 * SLOTS + len(counts.values))
    for number, seen in enumerate(sentences):
        slots, found = vector_of(seen, rarity)
        columns += [np.asarray(slots, dtype=np.int64), dense]
        values += [found, counts.of(seen)]
        rows.append(np.full(len(slots) + len(dense), number))
    return _Table(
        np.concatenate(rows), np.concatenate(columns), np.concatenate(values).astype(np.float64), len(sentences),
        2 * SLOTS + len(dense),
    )  # fmt: skip


def _solved(table: _Table, wanted: "Doubles", ridge: float) -> "Doubles":
    """The weights with the least squared error plus ``ridge`` times their own squares."""
    left = table.turned_times(wanted)
    weights, step = np.zeros_like(left), left.copy()
    size = begun = (left * left).sum(axis=0)
    for _ in range(_MOST_STEPS):
        if (size <= _NEAR_ENOUGH * begun).all():
            break
        slope = table.turned_times(table.times(step)) + ridge * step
        length = size / np.maximum((step * slope).sum(axis=0), 1e-30)
        weights += length * step
        left -= length * slope
        before, size = size, (left * left).sum(axis=0)
        step = left + (size / np.maximum(before, 1e-30)) * step
    return weights
