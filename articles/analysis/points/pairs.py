"""Pairs of passages, and what stands with them: in flat arrays, so that a story costs a few passes over its pairs."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Floats = "NDArray[np.float32]"
type Ints = "NDArray[np.int64]"

_ROWS_AT_ONCE = 1 << 10  # whose vectors are summed at a time: they stay near the processor


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that may be alike (``left[n]`` with ``right[n]``) and how alike they are, each 0 to 1.

    ``told`` is how much of the left one's words the right one has, ``back`` how much of the right one's the left one.
    """

    left: Ints
    right: Ints
    cosine: Floats
    shared: Floats
    told: Floats
    back: Floats

    @property
    def likeness(self) -> Floats:
        """The mean of three measures: how much the right one tells of the left one. Computed each time."""
        return np.asarray((self.cosine + self.shared + self.told) / 3, dtype=np.float32)

    def turned(self) -> "Pairs":
        """The same pairs, right and left changed."""
        return Pairs(self.right, self.left, self.cosine, self.shared, self.back, self.told)

    def both_ways(self) -> "Pairs":
        """Each pair and the same turned."""
        turned = self.turned()
        return Pairs(*(np.concatenate([getattr(self, name), getattr(turned, name)]) for name in self.__slots__))

    def at(self, places: Ints, left: Ints, right: Ints) -> "Pairs":
        """New pairs with the measures of those at ``places``."""
        return Pairs(left, right, *(of[places] for of in (self.cosine, self.shared, self.told, self.back)))


class Lists:
    """For each number from 0 on some numbers, one list after the other.

    List n is ``members[begin[n] : begin[n + 1]]``.
    """

    def __init__(self, members: Ints, many: Ints) -> None:
        """``many`` says how many of the ``members``, in order, are of each list."""
        self.members, self.begin = members, np.concatenate([[0], np.cumsum(many)])

    @classmethod
    def of(cls, lists: Collection[Collection[int]]) -> "Lists":
        """The same lists."""
        members = np.fromiter(chain.from_iterable(lists), dtype=np.int64)
        return cls(members, np.fromiter(map(len, lists), dtype=np.int64))

    @classmethod
    def inverse(cls, owners: Ints, count: int) -> "Lists":
        """For each of ``count`` owners the places where it stands in ``owners``, in order."""
        return cls(np.argsort(owners, kind="stable"), np.bincount(owners, minlength=count))

    def spread(self, numbers: Ints) -> tuple[Ints, Ints]:
        """The members of list n for each n of ``numbers``, one after the other; and the place of n in ``numbers``."""
        first = self.begin[numbers]
        places, of = ranges(first, self.begin[numbers + 1] - first)
        return self.members[places], of


def ranges(first: Ints, many: Ints) -> tuple[Ints, Ints]:
    """The numbers ``first[n]``, ``first[n] + 1`` … (``many[n]`` of them) for each n, and n for each of them."""
    of = np.repeat(np.arange(len(first)), many)
    return np.arange(len(of)) + np.repeat(first - np.cumsum(many) + many, many), of


def sums(vectors: Floats, lists: Lists) -> Floats:
    """For each list the sum of its ``vectors``; zeros for an empty one. Shape (lists, width of a vector)."""
    many = np.diff(lists.begin)
    result = np.zeros((len(many), vectors.shape[1]), dtype=np.float32)
    longest = np.argsort(-many, kind="stable")
    for rows in np.array_split(longest, 1 + len(many) // _ROWS_AT_ONCE):
        some = np.zeros((len(rows), vectors.shape[1]), dtype=np.float32)
        for place in range(int(many[rows].max(initial=0))):
            having = rows[: np.searchsorted(-many[rows], -place, "left")]  # the others have no more members
            some[: len(having)] += vectors.take(lists.members[lists.begin[having] + place], axis=0)
        result[rows] = some
    return result
