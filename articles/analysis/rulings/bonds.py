"""Which statements editors hold to be one, and which not: what grouping has to keep to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from articles.analysis.rulings.values import OnPoints, Place, find


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of statements, by their numbers: those that are one (the newest ruling's first), and those that are not.

    ``rulings`` has for each statement that a ruling names the ids of those that are heeded.
    """

    together: tuple[tuple[int, int], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    rulings: Mapping[int, tuple[int, ...]] | None = None

    def of(self, statements: Iterable[int]) -> tuple[int, ...]:
        """The rulings that name any of some statements."""
        named = self.rulings or {}
        return tuple(sorted({ruling for number in statements for ruling in named.get(number, ())}))


def bonds_of(rulings: Iterable[OnPoints], places: Sequence[tuple[int, Place]]) -> Bonds:
    """What rulings, the oldest first, say of statements; ``places`` are their numbers and where they are found.

    Of two that differ on a pair the later one counts. One that finds no statement of its own, or none that it joins
    them with or parts them from, says nothing.
    """
    pairs: dict[tuple[int, int], bool] = {}
    named: dict[int, list[int]] = defaultdict(list)
    for ruling in rulings:
        these, joined, apart = (_found(there, places) for there in (ruling.these, ruling.joined, ruling.apart))
        if not these or not (joined or apart):
            continue
        for number in {*these, *joined, *apart}:
            named[number].append(ruling.id)
        said = [(pair, True) for pair in (*combinations({*these, *joined}, 2), *combinations(apart, 2))]
        said += [((one, other), False) for one in these for other in apart]
        for pair, together in said:
            key = min(pair), max(pair)
            pairs.pop(key, None)  # so that the pair stands where the later ruling is
            pairs[key] = together
    return Bonds(
        together=tuple(pair for pair, together in reversed(pairs.items()) if together),
        apart=frozenset(pair for pair, together in pairs.items() if not together),
        rulings={number: tuple(ids) for number, ids in named.items()},
    )


def _found(wanted: Sequence[Place], places: Sequence[tuple[int, Place]]) -> tuple[int, ...]:
    numbers = (find(place, places) for place in wanted)
    return tuple(sorted({number for number in numbers if number is not None}))
