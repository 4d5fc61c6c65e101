"""Whose the statements of a story are: which may be said by one and the same, and who may speak for another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.points.pairs import Ints
from articles.analysis.points.words import Numbers
from articles.analysis.types import SpeakerKind, Statement

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Flags = "NDArray[np.bool_]"


class Voices:
    """The speakers of statements, asked about pairs of them by their numbers: ``one[n]`` with ``other[n]``."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        names: Numbers[str] = Numbers()
        sides: Numbers[str] = Numbers()
        self._speaker = _numbered([s.speaker for s in statements], names)
        self._organisation = _numbered([s.organisation for s in statements], names)
        self._side = _numbered([s.side for s in statements], sides)
        self._person = np.array([s.speaker_kind is SpeakerKind.PERSON for s in statements], dtype=bool)

    def one_speaker(self, one: Ints, other: Ints) -> Flags:
        """Whether both are said to be of one speaker."""
        return _alike(self._speaker[one], self._speaker[other])

    def kindred(self, one: Ints, other: Ints) -> Flags:
        """Whether one may speak for the other: not two people, and of one organisation or side, or unknown."""
        both_people = self._person[one] & self._person[other]
        return np.asarray(~both_people & (self._side[one] == self._side[other]), dtype=bool)

    def may_be_one(self, one: Ints, other: Ints) -> Flags:
        """Whether the same words may be one statement.

        Those of two speakers whom the texts tell apart are two, unless one speaks for the other.
        """
        mine, theirs = self._speaker[one], self._speaker[other]
        my_house, their_house = self._organisation[one], self._organisation[other]
        unknown = (mine < 0) | (theirs < 0)
        one_house = _alike(my_house, their_house) | _alike(my_house, theirs) | _alike(mine, their_house)
        one_side = _alike(self._side[one], self._side[other])
        return np.asarray(unknown | (mine == theirs) | one_house | one_side, dtype=bool)


def _numbered(names: Sequence[str | None], numbers: Numbers[str]) -> Ints:
    """A number for each name, -1 for none."""
    return np.array([-1 if name is None else numbers[name] for name in names], dtype=np.int64)


def _alike(one: Ints, other: Ints) -> Flags:
    """Whether two names are there and the same."""
    return np.asarray((one == other) & (one >= 0), dtype=bool)
