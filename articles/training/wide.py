"""Fitting the linear part of a model: ridge regression, solved at once."""

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from articles.analysis.learned.features import Seen
from articles.analysis.learned.wide import COUNTED, SLOTS, Counts, Wide, slots_of, vector_of

_LEAST_SENTENCES = 2  # a form that one sentence alone has says nothing of others
_LEAST_COUNTED = 15  # sentences: what is rarer is not counted


def fit_wide(sentences: Sequence[Seen], labels: Sequence[int], ridge: float) -> Wide:
    """The linear part for two labels (0 and 1)."""
    counts = _counts(sentences)
    spread = np.zeros(2 * SLOTS)
    for seen in sentences:
        for counted in slots_of(seen):
            spread[list(counted)] += 1
    rarity = np.where(spread >= _LEAST_SENTENCES, log(1 + len(sentences)) - np.log1p(spread), 0).astype(np.float32)
    used = np.flatnonzero(rarity)
    place = np.zeros(2 * SLOTS, dtype=np.int64)
    place[used] = np.arange(len(used))
    rows = np.zeros((len(sentences), len(used) + len(counts.values)), dtype=np.float32)
    for number, seen in enumerate(sentences):
        slots, values = vector_of(seen, rarity)
        known = rarity[slots] > 0
        rows[number, place[np.asarray(slots, dtype=np.int64)[known]]] = values[known]
        rows[number, len(used) :] = counts.of(seen)
    wanted = 2.0 * np.asarray(labels) - 1.0
    middle = float(wanted.mean())
    likeness = rows @ rows.T + ridge * np.eye(len(rows), dtype=np.float32)
    solved = np.asarray(rows.T @ np.linalg.solve(likeness, wanted - middle), dtype=np.float32)
    weights = np.zeros(2 * SLOTS, dtype=np.float32)
    weights[used] = solved[: len(used)]
    return Wide(rarity, weights, counts, solved[len(used) :], middle)


def _counts(sentences: Sequence[Seen]) -> Counts:
    found = [Counter((name, value) for name in COUNTED for value in seen.features[name]) for seen in sentences]
    having = Counter(value for counted in found for value in counted)
    values = tuple(sorted(value for value, many in having.items() if many >= _LEAST_COUNTED))
    logs = np.log1p([[counted[value] for value in values] for counted in found])
    if not values:
        return Counts((), np.zeros(0, dtype=np.float32), np.ones(0, dtype=np.float32))
    spread = np.maximum(logs.std(axis=0), 1e-6)
    return Counts(values, np.asarray(logs.mean(axis=0), dtype=np.float32), np.asarray(spread, dtype=np.float32))
