"""Fitting the linear part of a model: ridge regression, solved at once."""

from collections.abc import Sequence
from math import log

import numpy as np

from articles.analysis.learned.features import Seen
from articles.analysis.learned.wide import SLOTS, Wide, slots_of, vector_of

_LEAST_SENTENCES = 2  # a form that one sentence alone has says nothing of others


def fit_wide(sentences: Sequence[Seen], labels: Sequence[int], ridge: float) -> Wide:
    """The linear part for two labels (0 and 1)."""
    spread = np.zeros(2 * SLOTS)
    for seen in sentences:
        for counted in slots_of(seen):
            spread[list(counted)] += 1
    rarity = np.where(spread >= _LEAST_SENTENCES, log(1 + len(sentences)) - np.log1p(spread), 0).astype(np.float32)
    rows = np.zeros((len(sentences), 2 * SLOTS), dtype=np.float32)
    for number, seen in enumerate(sentences):
        slots, values = vector_of(seen, rarity)
        rows[number, slots] = values
    wanted = 2.0 * np.asarray(labels) - 1.0
    middle = float(wanted.mean())
    likeness = rows @ rows.T + ridge * np.eye(len(rows), dtype=np.float32)
    weights = rows.T @ np.linalg.solve(likeness, wanted - middle)
    return Wide(rarity, np.asarray(weights, dtype=np.float32), middle)
