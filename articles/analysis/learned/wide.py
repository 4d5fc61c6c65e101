"""A linear judgement of a whole sentence; it goes with the small network.

The network generalises by meaning. This remembers forms ("-monger", "so called"): words with what stands beside them
or where they stand to a target, pieces of words, and to a target also the groups of the lexicons. Forms are hashed
into slots. Where there is no target it counts too: how many words of the sentence are of each group of the
lexicons, of each shape, in quotation.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from articles.analysis.learned.features import NAME, TARGET, Seen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

SLOTS = 1 << 14  # for words and groups; as many again for pieces
_COUNTED = ("setting", "shape", "wording", "stance", "sign")  # features whose values are counted
_FARTHEST = 3.0  # standard deviations: one sentence full of one thing does not decide alone


def slots_of(seen: Seen) -> list[Counter[int]]:
    """How often each slot occurs, by sort of forms; each sort weighs the same."""
    pieces = Counter(chain.from_iterable(_pieces(word) for word in seen.words))
    if _has_target(seen):
        return [Counter(map(_slot, _placed_words(seen))), pieces, Counter(map(_slot, _placed_groups(seen)))]
    pairs = map("_".join, zip(seen.words, seen.words[1:], strict=False))
    return [Counter(map(_slot, (*seen.words, *pairs))), pieces]


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[int, ...]:
    """The slots of a word's pieces of three to five letters; of a mark or a hidden word none."""
    if word in {NAME, TARGET} or not word[0].isalpha():
        return ()
    marked = f"^{word}$"
    return tuple(
        SLOTS + _slot(marked[i : i + size]) for size in (3, 4, 5) for i in range(max(0, len(marked) - size + 1))
    )


def _has_target(seen: Seen) -> bool:
    return "distance" in seen.features


def _placed_words(seen: Seen) -> list[str]:
    """Each word before or after the target, near (three words), further (fifteen) or far from it."""
    places = {"1": "near", "2": "near", "3": "near", "8": "far"}
    return [
        word if at == "target" else f"{word} {at[0]}{places.get(at[1:], 'further')}"
        for word, at in zip(seen.words, seen.features["distance"], strict=True)
    ]


def _placed_groups(seen: Seen) -> list[str]:
    """The groups of the lexicons, denied or not: anywhere, by side and by clauses of the target, and in quotation."""
    forms = []
    for feature in ("stance", "sign"):
        for i, group in enumerate(seen.features[feature]):
            if group not in {"-", "target"}:
                setting, clauses = seen.features["setting"][i], seen.features["clauses"][i]
                named = f"{feature} {group}{' not' if setting[1] == 'n' else ''}"
                forms += [named, f"{named} {clauses[0]}", f"{named} {clauses}", f"{feature} {group} {setting}"]
    return forms


def _slot(form: str) -> int:
    return crc32(form.encode()) % SLOTS


def counted(seen: Seen) -> Counter[str]:
    """How many words have each value of the counted features; none where there is a target."""
    if _has_target(seen):
        return Counter()
    return Counter(f"{feature} {value}" for feature in _COUNTED for value in seen.features[feature])


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted ("sign contempt"), and how much of it is usual (mean and deviation of log(1 + count))."""

    values: tuple[str, ...]
    usual: "Floats"
    spread: "Floats"

    def of(self, seen: Seen) -> "Floats":
        """How far the sentence is from what is usual; of length about 2 altogether, as forms are."""
        found = counted(seen)
        logs = np.log1p([found[value] for value in self.values])
        apart = np.clip((logs - self.usual) / self.spread, -_FARTHEST, _FARTHEST)
        return np.asarray(apart * (2 / max(len(self.values), 1) ** 0.5), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Wide:
    """``rarity`` has one entry a slot. ``weights`` (scores, slots) and ``count_weights`` (scores, things counted).

    One score speaks for the second of two labels; of more labels each has its own. ``middle`` are the scores of a
    sentence that has nothing of it all.
    """

    rarity: "Floats"
    weights: "Floats"
    counts: Counts
    count_weights: "Floats"
    middle: "Floats"

    def scores(self, seen: Seen) -> "Floats":
        """One score a label, about -1 to 1; 0 for the first of two."""
        slots, values = vector_of(seen, self.rarity)
        found = self.middle + self.weights[:, slots] @ values + self.count_weights @ self.counts.of(seen)
        return np.asarray(found if len(found) > 1 else [0.0, found[0]], dtype=np.float32)


def vector_of(seen: Seen, rarity: "Floats") -> tuple[list[int], "Floats"]:
    """The slots of a sentence and their values; each sort of forms has length 1."""
    slots: list[int] = []
    values: list[float] = []
    for found in slots_of(seen):
        weighed = [(1 + log(count)) * float(rarity[slot]) for slot, count in found.items()]
        length = sum(value * value for value in weighed) ** 0.5
        slots.extend(found)
        values.extend(value / length if length else 0.0 for value in weighed)
    return slots, np.asarray(values, dtype=np.float32)
