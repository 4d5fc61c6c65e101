"""The words of texts with their places, found once for all comparisons of a story."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate, count
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.text.folding import fold
from articles.analysis.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Ints = "NDArray[np.int64]"

_WORD = re.compile(r"([A-Za-z0-9]+)((?:'[A-Za-z]+)?)")


class Words:
    """The words of one text, possessive endings and contractions cut off, and where they begin."""

    def __init__(self, text: str) -> None:
        parts = _WORD.split(fold(text))  # what stands before a word, the word, its ending; and so on
        self.starts = list(accumulate(map(len, parts)))[:-1:3]
        self.words = parts[1::3]

    def within(self, spans: Iterable[Span]) -> list[str]:
        """The words that begin in any of ``spans``."""
        return [w for s, e in spans for w in self.words[bisect_left(self.starts, s) : bisect_left(self.starts, e)]]


class Numbers[T](defaultdict[T, int]):
    """A number for each thing that is asked for, from 0 on."""

    def __init__(self) -> None:
        super().__init__(count().__next__)
