"""The terms of many texts at once: no word becomes an object of its own.

All texts stand in one array of bytes. A term is a stem, and its letters are read as one whole number, its key.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np

from articles.analysis.grouping.runs import Ints, run_bounds, sizes
from articles.analysis.text.folding import fold
from articles.analysis.text.similarity import STEM_LETTERS, STOP_WORDS

NO_TERM = -1
_KEY = np.dtype("<i8")  # the first letter is the lowest byte: what follows the stem can be masked out
_MASKS = np.array([(1 << 8 * letters) - 1 for letters in range(STEM_LETTERS + 1)])
_STOP_KEYS = np.array([int.from_bytes(word.encode(), "little") for word in STOP_WORDS])
_NO_STOP_WORD = 1 << 8 * STEM_LETTERS  # in the key of "it's", which has the stem of a stop word and is none
_ENDING = re.compile("'(?<=[a-z0-9]')[a-z]+'?")  # of "rock'n'roll" the "n" alone: a word has one ending at most
_ENDED = "E"  # stands for an ending: there are no other capitals
_PLACES = 1 << 18
_SPREAD, _SHIFT = 0x1E37_79B9_7F4A_7C15, 40  # multiplied so, the middle bits of keys differ as if by chance


class TermNumbers:
    """Numbers terms from 0 in the order in which they are met; how texts are cut into calls changes nothing.

    The term of a word is what ``similarity.stems`` makes of it.
    """

    def __init__(self) -> None:
        self._numbers = defaultdict[int, int](count().__next__, dict.fromkeys(_STOP_KEYS.tolist(), NO_TERM))
        # Most keys are found here, each at the place that it is spread to, without a step of Python.
        self._key_at: Ints = np.zeros(_PLACES, dtype=np.int64)
        self._number_at: Ints = np.zeros(_PLACES, dtype=np.int64)

    def __len__(self) -> int:
        """How many terms were met."""
        return len(self._numbers) - len(_STOP_KEYS)

    def of(self, texts: Sequence[str]) -> tuple[Ints, Ints]:
        """For each word of the texts the row of its text and the number of its term, ``NO_TERM`` for stop words.

        The words come in no order to rely on.
        """
        rows, keys = _words(texts)
        order = keys.argsort()
        keys = keys[order]
        runs = run_bounds(keys)
        starts = runs[:-1]
        numbers = self._numbered(keys[starts], order, starts)
        return rows[order], numbers.repeat(sizes(runs))

    def _numbered(self, keys: Ints, order: Ints, starts: Ints) -> Ints:
        """The number of each key; the words that have it are told by ``order``, from the key's start on."""
        at = keys * _SPREAD >> _SHIFT & _PLACES - 1
        numbers: Ints = self._number_at[at]
        (missed,) = (self._key_at[at] != keys).nonzero()
        if len(missed):
            missed = missed[np.minimum.reduceat(order, starts)[missed].argsort()]  # as they are met
            numbers[missed] = list(map(self._numbers.__getitem__, keys[missed].tolist()))
            self._key_at[at[missed]], self._number_at[at[missed]] = keys[missed], numbers[missed]
        return numbers


def _words(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """For each word of the texts, in order, the row of its text and the key of its stem."""
    plain = [_plain(text) for text in texts]
    marks = np.frombuffer("".join([*plain, " " * _KEY.itemsize]).encode("ascii", "replace"), dtype=np.uint8)
    in_word = np.zeros(len(marks) + 1, dtype=bool)
    np.logical_or(marks - ord("a") < 26, marks - ord("0") < 10, out=in_word[1:])
    (edges,) = (in_word[1:] != in_word[:-1]).nonzero()
    starts, ends = edges[::2], edges[1::2]
    windows = np.ndarray(len(marks) - _KEY.itemsize + 1, dtype=f"V{_KEY.itemsize}", buffer=marks, strides=(1,))
    keys = windows[starts].view(_KEY) & _MASKS[np.minimum(ends - starts, STEM_LETTERS)]
    (ended,) = (marks[ends] == ord(_ENDED)).nonzero()
    if len(ended):
        keys[ended[np.isin(keys[ended], _STOP_KEYS)]] |= _NO_STOP_WORD
    bounds = np.array([0, *map(len, plain)]).cumsum()
    return np.arange(len(texts)).repeat(sizes(starts.searchsorted(bounds))), keys


def _plain(text: str) -> str:
    """A text in small letters, ended by a space; its words are runs of letters and digits."""
    small = fold(text).lower() + " "
    return _ENDING.sub(_ENDED + " ", small) if "'" in small else small
