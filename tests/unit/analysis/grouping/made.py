"""Vectors by rows of weights."""

from collections.abc import Sequence

import numpy as np

from articles.analysis.grouping.runs import Floats
from articles.analysis.grouping.vectors import Vectors


def vectors(*rows: Sequence[float] | Floats) -> Vectors:
    """Terms 0, 1, ... with these weights, one row for each article; terms without weight are left out."""
    terms = [np.flatnonzero(row) for row in rows]
    weights = [np.asarray(row, dtype=np.float64)[there] for row, there in zip(rows, terms, strict=True)]
    return Vectors(
        np.array([0, *map(len, terms)]).cumsum(),
        np.concatenate([np.zeros(0, dtype=np.int64), *terms]),
        np.concatenate([np.zeros(0), *weights]),
    )


def table(count: int, terms: int, seed: int) -> Floats:
    """Weights by rows, most of them nothing."""
    chance = np.random.default_rng(seed)
    return chance.random((count, terms)) * (chance.random((count, terms)) < 0.3)
