"""A linear judgement of a whole sentence; it goes with the small network.

The network generalises by meaning. This remembers forms ("-monger", "so called"): words, pairs of words and pieces of
words, hashed into slots. And it counts: how many words of the sentence are of each group of the lexicons, of each
shape, in quotation.
"""

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from articles.analysis.learned.features import NAME, TARGET, Seen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

SLOTS = 1 << 14  # for words and pairs; as many again for pieces
COUNTED = ("setting", "shape", "wording", "stance", "sign")  # features whose values are counted
_FARTHEST = 3.0  # standard deviations: one sentence full of one thing does not decide alone


def slots_of(seen: Seen) -> tuple[Counter[int], Counter[int]]:
    """How often each slot occurs: words and pairs of words; pieces of three to five letters of words."""
    words = Counter(
        _slot(form) for form in (*seen.words, *map("_".join, zip(seen.words, seen.words[1:], strict=False)))
    )
    pieces: Counter[int] = Counter()
    for word in seen.words:
        if word not in {NAME, TARGET} and word[0].isalpha():
            marked = f"^{word}$"
            pieces.update(
                SLOTS + _slot(marked[i : i + size]) for size in (3, 4, 5) for i in range(max(0, len(marked) - size + 1))
            )
    return words, pieces


def _slot(form: str) -> int:
    return crc32(form.encode()) % SLOTS


@dataclass(frozen=True, slots=True)
class Counts:
    """Which values of which features are counted, and how many are usual (mean and deviation of log(1 + count))."""

    values: tuple[tuple[str, str], ...]
    usual: "Floats"
    spread: "Floats"

    def of(self, seen: Seen) -> "Floats":
        """How far the sentence is from what is usual; of length about 2 altogether, as forms are."""
        found = Counter((feature, value) for feature in COUNTED for value in seen.features[feature])
        logs = np.log1p([found[value] for value in self.values])
        apart = np.clip((logs - self.usual) / self.spread, -_FARTHEST, _FARTHEST)
        return np.asarray(apart * (2 / max(len(self.values), 1) ** 0.5), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Wide:
    """``rarity`` and ``weights`` have one entry a slot, ``count_weights`` one for each thing counted.

    ``middle`` is the score of a sentence that has nothing of it all.
    """

    rarity: "Floats"
    weights: "Floats"
    counts: Counts
    count_weights: "Floats"
    middle: float

    def score(self, seen: Seen) -> float:
        """About -1 to 1: minus for the first label, plus for the second."""
        slots, values = vector_of(seen, self.rarity)
        forms = float(self.weights[slots] @ values)
        return self.middle + forms + float(self.count_weights @ self.counts.of(seen))


def vector_of(seen: Seen, rarity: "Floats") -> tuple[list[int], "Floats"]:
    """The slots of a sentence and their values; words and pieces have length 1 each."""
    slots: list[int] = []
    values: list[float] = []
    for counted in slots_of(seen):
        weighed = [(1 + log(count)) * float(rarity[slot]) for slot, count in counted.items()]
        length = sum(value * value for value in weighed) ** 0.5
        slots.extend(counted)
        values.extend(value / length if length else 0.0 for value in weighed)
    return slots, np.asarray(values, dtype=np.float32)
