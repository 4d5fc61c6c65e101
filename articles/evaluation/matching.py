"""Matching predicted spans with gold ones, and the scores that follow from the counts."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

type Spans = Sequence[Sequence[int]]


def characters(spans: Spans) -> frozenset[int]:
    """The positions that spans (start, end exclusive) cover."""
    return frozenset(at for start, end in spans for at in range(start, end))


def overlap(first: frozenset[int], second: frozenset[int]) -> float:
    """Shared characters over those of the longer, 0 to 1; 0 when either is empty."""
    longest = max(len(first), len(second))
    return len(first & second) / longest if longest else 0.0


def match(predicted: Sequence[frozenset[int]], gold: Sequence[frozenset[int]], *, least: float = 0.5) -> dict[int, int]:
    """One-to-one pairs (gold index to predicted index) with an overlap of at least ``least``, best pairs first."""
    pairs = sorted(
        (
            (score, j, i)
            for j, wanted in enumerate(gold)
            for i, given in enumerate(predicted)
            if (score := overlap(wanted, given)) >= least
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, j, i in pairs:
        if j not in matched and i not in taken:
            matched[j] = i
            taken.add(i)
    return matched


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score(right: int, predicted: int, gold: int) -> Score:
    """The score of ``right`` hits among so many predicted and so many gold ones."""
    return Score(share(right, predicted), share(right, gold))


def share(part: float, whole: float) -> float:
    """``part / whole``; 0 when the whole is 0."""
    return part / whole if whole else 0.0


def macro_f1(pairs: Iterable[tuple[Hashable, Hashable]], labels: Sequence[Hashable]) -> float:
    """The mean F1 of ``labels`` over (predicted, gold) pairs, 0 to 1; a label that never occurs counts 0."""
    listed = list(pairs)
    scores = [
        score(
            sum(p == label == g for p, g in listed),
            sum(p == label for p, _ in listed),
            sum(g == label for _, g in listed),
        ).f1
        for label in labels
    ]
    return share(sum(scores), len(scores))


def same_name(first: str | None, second: str | None) -> bool:
    """Whether two names may mean one: equal, the same last name, or one within the other; case is ignored."""
    if not first or not second:
        return False
    a, b = first.lower().strip(), second.lower().strip()
    return a == b or a in b or b in a or a.split()[-1] == b.split()[-1]


def rounded(figures: Mapping[str, float | int | None]) -> dict[str, float | int | None]:
    """Figures for people: four digits."""
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}


type Predictor[Row, Prediction] = Callable[[Row], Prediction]
