"""Which statements of a story have a run of three words in common, and in which of their sentences."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np

from articles.analysis.points.pairs import Ints, ranges
from articles.analysis.points.telling import Placed
from articles.analysis.points.words import Numbers
from articles.analysis.text.similarity import words_of

_SHINGLE = 3
_COMMON = 61  # the first places of a shingle are looked at: one that stands in more tells nothing

type Met = tuple[int, int, list[tuple[int, int]]]


def met(placed: Sequence[Placed]) -> Iterator[Met]:
    """Pairs of statements (the earlier one first) that share a shingle, and the pairs of sentences that do, in order.

    A sentence of fewer than three words is one shingle.
    """
    sentences = [(n, s, words_of(text)) for n, one in enumerate(placed) for s, text in enumerate(one.texts)]
    if not sentences:
        return
    owner, place = (np.array(of, dtype=np.int64) for of in list(zip(*sentences, strict=True))[:2])
    early, late = _sharing([words for _, _, words in sentences], owner)
    statements = owner[late] * len(placed) + owner[early]
    order = np.argsort(statements, kind="stable")
    early, late = early[order], late[order]
    begin = np.flatnonzero(np.diff(statements[order], prepend=-1))
    sharing = zip(owner[early[begin]].tolist(), owner[late[begin]].tolist(), strict=True)
    pairs = list(zip(place[early].tolist(), place[late].tolist(), strict=True))
    for (one, other), (first, end) in zip(sharing, pairwise([*begin.tolist(), len(pairs)]), strict=True):
        yield one, other, pairs[first:end]


def _sharing(sentences: Sequence[Sequence[str]], owner: Ints) -> tuple[Ints, Ints]:
    """Pairs of sentences of different owners that share a shingle, by number, the earlier one first; each pair once."""
    shingle, sentence = _shingles(sentences)
    begin = np.flatnonzero(np.diff(shingle, prepend=-1))
    rank = np.arange(len(shingle)) - np.repeat(begin, np.diff([*begin, len(shingle)]))
    rank[rank >= _COMMON] = 0
    others, of = ranges(np.arange(len(shingle)) - rank, rank)
    early, late = sentence[others], sentence[of]
    apart = owner[early] != owner[late]
    pair = np.unique(early[apart] * len(sentences) + late[apart])
    return pair // len(sentences), pair % len(sentences)


def _shingles(sentences: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """The numbers of the shingles in order, each beside the sentences that have it, in order."""
    numbers: Numbers[str] = Numbers()
    many = np.array([len(words) for words in sentences], dtype=np.int64)
    first = np.cumsum(many + _SHINGLE) - many - _SHINGLE  # each sentence is followed by as many times no word
    places, _ = ranges(first, many)
    word = np.zeros(int((many + _SHINGLE).sum()), dtype=np.int64)
    word[places] = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sentences)), np.int64, len(places)) + 1
    begin, sentence = ranges(first, np.maximum(many - _SHINGLE + 1, 1))
    shingle = word[begin]
    for further in range(1, _SHINGLE):
        _, shingle = np.unique(shingle * (len(numbers) + 1) + word[begin + further], return_inverse=True)
    key = np.unique(shingle * len(sentences) + sentence)
    return key // len(sentences), key % len(sentences)
