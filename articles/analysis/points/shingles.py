"""Which statements of a story have a run of three words in common, and in which of their sentences."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from articles.analysis.points.pairs import Ints, ranges
from articles.analysis.points.telling import Placed
from articles.analysis.points.words import Numbers
from articles.analysis.text.similarity import words_of

_SHINGLE = 3
_COMMON = 61  # the first places of a shingle are looked at: one that stands in more tells nothing
_BITS = 21  # of a word's number that stand in a shingle: three of them are one number of 63
_SPREADING = 0x9E3779B97F4A7C15  # an odd number near 2^64 / 1.618: products with it differ in their first bits


class Met(NamedTuple):
    """Sentences that share a shingle: ``here[n]`` of statement ``one[n]``, ``there[n]`` of the later ``other[n]``."""

    one: Ints
    other: Ints
    here: Ints
    there: Ints


def met(placed: Sequence[Placed]) -> Met:
    """The sentences of different statements that share a shingle, each pair once, in order of other, one, here, there.

    A sentence of fewer than three words is one shingle.
    """
    owner, place = (
        np.array(of, dtype=np.int64)
        for of in (
            [n for n, one in enumerate(placed) for _ in one.texts],
            [s for one in placed for s in range(len(one.texts))],
        )
    )
    early, late = _sharing([words_of(text) for one in placed for text in one.texts], owner)
    order = np.argsort(owner[late] * len(placed) + owner[early], kind="stable")
    early, late = early[order], late[order]
    return Met(owner[early], owner[late], place[early], place[late])


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
    return pair // max(1, len(sentences)), pair % max(1, len(sentences))


def _shingles(sentences: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """The shingles of several sentences in order, each beside the sentences that have it, in order."""
    numbers: Numbers[str] = Numbers()
    many = np.array([len(words) for words in sentences], dtype=np.int64)
    first = np.cumsum(many + _SHINGLE) - many - _SHINGLE  # each sentence is followed by as many times no word
    places, _ = ranges(first, many)
    word = np.zeros(int((many + _SHINGLE).sum()), dtype=np.int64)
    word[places] = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sentences)), np.int64, len(places)) + 1
    begin, sentence = ranges(first, np.maximum(many - _SHINGLE + 1, 1))
    shingle = np.zeros(len(begin), dtype=np.int64)
    for further in range(_SHINGLE):  # words whose numbers end alike make a pair too many, which letters tell apart
        shingle = (shingle << _BITS) | (word[begin + further] & ((1 << _BITS) - 1))
    again = _may_stand_twice(shingle)
    shingle, sentence = shingle[again], sentence[again]
    order = np.argsort(shingle, kind="stable")
    shingle, sentence = shingle[order], sentence[order]
    new = (np.diff(shingle, prepend=-1) != 0) | (np.diff(sentence, prepend=-1) != 0)
    return shingle[new], sentence[new]


def _may_stand_twice(shingle: Ints) -> Ints:
    """Where shingles stand of which there may be two: most stand once, and need not be sorted."""
    bits = max(1, len(shingle)).bit_length() + 1
    slot = (shingle.view(np.uint64) * np.uint64(_SPREADING) >> np.uint64(64 - bits)).view(np.int64)
    return np.flatnonzero(np.bincount(slot)[slot] > 1)
