"""Which of several short answers to one question say the same.

Answers are joined by average link: two groups become one while the mean cosine of the static embeddings over all
pairs between them reaches ``SAME_ANSWER``. The setting is one number for all questions. It is far lower than what
joins statements of a story: answers to one question are a few words each and share a subject already.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.text.similarity import embed

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_ANSWER = 0.2  # on four public questions 0.857 to 0.869 from 0.16 to 0.22; one question falls apart above


def same_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts that say the same, in order; empty for fewer than two texts."""
    if len(texts) < 2:
        return []
    vectors = embed(texts).astype(np.float64)
    groups = average_link(vectors @ vectors.T, SAME_ANSWER)
    return sorted(pair for group in groups for pair in combinations(group, 2))


def average_link(likeness: "NDArray[np.float64]", least: float) -> list[list[int]]:
    """Groups of row numbers: the two with the highest mean likeness are joined while it is at least ``least``.

    ``likeness`` is square and symmetric. Of equal pairs the first in order is joined first.
    """
    means = likeness.copy()
    np.fill_diagonal(means, -np.inf)
    groups = {number: [number] for number in range(len(means))}
    while len(groups) > 1:
        kept, gone = (int(at) for at in np.unravel_index(int(np.argmax(means)), means.shape))
        if means[kept, gone] < least:
            break
        mine, theirs = len(groups[kept]), len(groups[gone])
        joined = (means[kept] * mine + means[gone] * theirs) / (mine + theirs)
        means[kept], means[:, kept] = joined, joined
        means[gone], means[:, gone] = -np.inf, -np.inf
        means[kept, kept] = -np.inf
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
    return list(groups.values())
