"""Which sentences of its article each statement of a story stands in."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from articles.analysis.points.pairs import Ints, Lists, ranges
from articles.analysis.types import Span


class Hosts(NamedTuple):
    """``characters[n]`` of sentence ``sentence[n]`` are of statement ``statement[n]``; in order of statements."""

    statement: Ints
    sentence: Ints
    characters: Ints

    def of_each(self, statements: int) -> Lists:
        """For each of so many statements the sentences that it stands in."""
        return Lists(self.sentence, np.bincount(self.statement, minlength=statements))


def hosts_of(parts: Sequence[Sequence[Span]], article: Ints, first: Ints, start: Ints, end: Ints) -> Hosts:
    """The hosts of statements from their ``parts`` and the number of the ``article`` of each.

    Of article n the sentences are those from ``first[n]`` on, before ``first[n + 1]``; sentence m goes from
    ``start[m]`` to ``end[m]`` of its article.
    """
    begin, finish = np.fromiter(chain.from_iterable(chain.from_iterable(parts)), dtype=np.int64).reshape(-1, 2).T
    statement = np.repeat(np.arange(len(parts)), np.fromiter(map(len, parts), dtype=np.int64))
    of = article[statement]
    apart = 1 + max(int(end.max(initial=0)), int(finish.max(initial=0)))
    starts = start + np.repeat(np.arange(len(first) - 1), np.diff(first)) * apart
    lowest = np.maximum(np.searchsorted(starts, begin + of * apart, "right") - 1, first[of])
    highest = np.searchsorted(starts, finish + of * apart, "left")
    sentence, part = ranges(lowest, np.maximum(highest - lowest, 0))
    shared = np.minimum(end[sentence], finish[part]) - np.maximum(start[sentence], begin[part])
    met = np.flatnonzero(shared > 0)
    key, which = np.unique(statement[part[met]] * max(1, len(start)) + sentence[met], return_inverse=True)
    characters = np.zeros(len(key), dtype=np.int64)
    np.add.at(characters, which, shared[met])
    return Hosts(key // max(1, len(start)), key % max(1, len(start)), characters)
