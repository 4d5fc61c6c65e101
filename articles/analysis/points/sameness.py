"""Which of several short answers to one question say the same.

Answers are joined by average link: two groups become one while the mean likeness over all pairs between them reaches
``SAME_ANSWER``. The setting is one number for all questions. It is far lower than what joins statements of a story:
answers to one question are a few words each and share a subject already.

How alike two answers are is the cosine of the meanings of their words, in which a word counts the less the more
answers have it. Meaning knows little of numbers ("2024", "until July"), so these are compared as numbers; and it takes
a thing for its opposite, so an answer that is for something and one that is against are held apart.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.lexicon.terms import StanceLexicon, stance_lexicon
from articles.analysis.points.amounts import amounts
from articles.analysis.text.folding import fold
from articles.analysis.text.similarity import embedder, plain_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float64]

# These were looked at on parts drawn again and again from four public questions, and on fourteen questions that were
# made up for it (figures in docs/methods.md). From 0.12 to 0.20 the mean stays within 0.01 of its best on both.
SAME_ANSWER = 0.16
# What numbers add to or take from the likeness, which goes from -1 to 1; half or twice as much changes little.
SAME_NUMBERS = 0.5
SHARED_NUMBERS = 0.25
OTHER_NUMBERS = -0.5
ONE_NUMBER = -0.3  # one answer names a number, the other none
SHORT = 4  # words; in a longer answer a number is one thing among others and counts for less
OTHER_SIDE = -0.5  # one answer is for something, the other against
_SIDES = {"backing": 1.0, "attack": -1.0}  # groups of the stance lexicon that name an act for or against


def same_pairs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (i, j), i < j, of texts that say the same, in order; empty for fewer than two texts."""
    if len(texts) < 2:
        return []
    groups = average_link(_by_meaning(texts) + _by_numbers(texts) + _by_side(texts), SAME_ANSWER)
    return sorted(pair for group in groups for pair in combinations(group, 2))


def _by_meaning(texts: Sequence[str]) -> "Floats":
    words = [[word.partition("'")[0] for word in plain_words(text)] for text in texts]
    spread = Counter(stem for listed in words for stem in {word[:6] for word in listed})
    rarity = {stem: (log((1 + len(texts)) / count) + 0.5) ** 0.5 for stem, count in spread.items()}
    vectors = np.zeros((len(texts), embedder().embedding.shape[1]))
    for row, listed in enumerate(words):
        for word in listed:
            vectors[row] += rarity[word[:6]] * _meaning(word)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return np.asarray(vectors @ vectors.T, dtype=np.float64)


@cache
def _meaning(word: str) -> "Floats":
    pieces = embedder().tokenizer.encode(word, add_special_tokens=False).ids
    return np.asarray(embedder().embedding[pieces].sum(axis=0), dtype=np.float64)


def _by_numbers(texts: Sequence[str]) -> "Floats":
    named = [amounts(text) for text in texts]
    weight = [min(1.0, SHORT / max(len(plain_words(text)), 1)) for text in texts]
    result = np.zeros((len(texts), len(texts)))
    for i, j in combinations(range(len(texts)), 2):
        if named[i] and named[j]:
            agreed = SAME_NUMBERS if named[i] == named[j] else SHARED_NUMBERS if named[i] & named[j] else OTHER_NUMBERS
            result[i, j] = agreed * min(weight[i], weight[j])
        elif named[i] or named[j]:
            result[i, j] = ONE_NUMBER * (weight[i] if named[i] else weight[j])
    return result + result.T


def _by_side(texts: Sequence[str]) -> "Floats":
    sides = np.sign([_taking_sides().value(fold(text), 0, len(text)) for text in texts])
    return np.asarray(np.where(np.outer(sides, sides) < 0, OTHER_SIDE, 0.0), dtype=np.float64)


@cache
def _taking_sides() -> StanceLexicon:
    lexicon = stance_lexicon()
    return replace(lexicon, weights={group: _SIDES.get(group, 0.0) for group in lexicon.weights})


def average_link(likeness: "Floats", least: float) -> list[list[int]]:
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
