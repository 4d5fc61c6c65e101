"""How often the machine was right in this installation, as far as its editors have judged it.

Only what was judged counts: each standing ruling holds what the machine had said against what the editor says, and one
that repeats the machine's value is a judgement too. Editors look where something seems wrong, so these are shares of
what they judged, not of all that the machine says; what they never looked at is not in them, either way.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import Max

from articles.analysis.rulings.values import RulingKind
from articles.analysis.types import Status, Thing, Tone
from articles.intervals import wilson
from articles.models import Anchor, AnchorRole, Ruling

type Json = Mapping[str, Any]

LEAST = 10  # judged, below which a share says nothing


class Feature(StrEnum):
    """What is measured."""

    STATEMENTS = "statements"
    SPAN = "span"
    SPEAKER = "speaker"
    SIDE = "side"
    STANCE = "stance"
    KIND = "kind"
    POINTS = "points"
    COVERAGE = "coverage"
    ABSENCE = "absence"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``, with the range in which the share lies in 95 of 100 cases (Wilson's), each 0 to 1."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share itself."""
        return self.right / self.of

    @property
    def low(self) -> float:
        """The lower end of the range."""
        return wilson(self.right, self.of)[0]

    @property
    def high(self) -> float:
        """The upper end of the range."""
        return wilson(self.right, self.of)[1]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What editors have judged of one feature: ``judged`` things.

    ``right``: the machine gave what the editor says. ``wrong``: it gave something else. ``missed``: it did not give
    what the editor says. Another speaker than the machine's is both wrong and missed. Where both say nothing (no
    speaker is named, two points are two) the thing is judged and none of the three.
    """

    feature: Feature
    judged: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> Share | None:
        """How much of what the machine gave was right; None under ``LEAST``."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share | None:
        """How much of what is there the machine gave; None under ``LEAST``, and where what is missed is not known."""
        return None if self.feature is Feature.FINDINGS else _share(self.right, self.right + self.missed)

    @property
    def enough(self) -> bool:
        """Whether anything can be said."""
        return self.precision is not None or self.recall is not None

    @property
    def sentence(self) -> str:
        """How much was right, for a reader: "34 of 40 judged here were right (85 %)."."""
        share = self.precision
        if share is None:
            return f"Too few were judged here to say how often this is right ({self.judged})."
        return f"{share.right} of {share.of} judged here were right ({round(100 * share.value)}\u00a0%)."


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standing ruling as far as it judges the machine. ``place`` tells statements apart."""

    kind: RulingKind
    value: Json
    machine: Json | None
    place: Hashable


def own_accuracy() -> Mapping[Feature, Accuracy]:
    """The accuracy of every feature by the rulings that stand, whichever analysis had been at work.

    One query, and two more when a ruling was made or undone since.
    """
    state = Ruling.objects.aggregate(made=Max("created_at"), undone=Max("withdrawn_at"), last=Max("pk"))
    return _counted(state["made"], state["undone"], state["last"])


@lru_cache(maxsize=1)
def _counted(*_state: object) -> Mapping[Feature, Accuracy]:
    standing = Ruling.objects.standing()
    about = Anchor.objects.filter(ruling__in=standing, role=AnchorRole.ABOUT)
    places: dict[int, list[Hashable]] = {}
    for ruling, *place in about.values_list("ruling_id", "version_id", "start", "end", "quote"):
        places.setdefault(ruling, []).append(tuple(place))
    return accuracy_of(
        Judgement(RulingKind(kind), value, machine, tuple(places.get(pk, ())))
        for pk, kind, value, machine in standing.values_list("pk", "kind", "value", "machine")
    )


def accuracy_of(judgements: Iterable[Judgement]) -> Mapping[Feature, Accuracy]:
    """The accuracy of every feature. Whoever rules on a statement in any other respect takes it for one."""
    counts: dict[Feature, Counter[str]] = {feature: Counter() for feature in Feature}
    statements: dict[Hashable, str] = {}
    for one in judgements:
        if one.kind is RulingKind.ADDED:
            statements[one.place] = "missed"
        elif one.machine is not None:  # where it had no statement, it said nothing that could be judged
            if one.kind is RulingKind.REMOVED:
                statements[one.place] = "wrong"
            elif one.kind.thing in _OF_STATEMENTS:
                statements.setdefault(one.place, "right")
            for feature, outcomes in _judged(one.kind, one.value, one.machine):
                counts[feature].update(["judged", *outcomes])
    counts[Feature.STATEMENTS].update([*statements.values(), *["judged"] * len(statements)])
    return {feature: Accuracy(feature, **counted) for feature, counted in counts.items()}


_OF_STATEMENTS = frozenset(Thing) - {Thing.POINTS, Thing.COVERAGE, Thing.FINDING}
_RIGHT, _OTHER = ("right",), ("wrong", "missed")


def _judged(kind: RulingKind, value: Json, machine: Json) -> Iterable[tuple[Feature, tuple[str, ...]]]:
    """The features that a ruling judges, each with what the machine was."""
    match kind:
        case RulingKind.SPEAKER:
            yield Feature.SPEAKER, _named(machine.get("speaker"), value["speaker"])
        case RulingKind.SIDE:
            yield Feature.SIDE, _named(machine.get("side"), value["side"])
        case RulingKind.STANCES:
            yield Feature.STANCE, _RIGHT if _stances(machine) == _stances(value) else _OTHER
        case RulingKind.KIND:
            yield Feature.KIND, _RIGHT if machine.get("kind") == value["kind"] else _OTHER
        case RulingKind.SPAN:
            yield Feature.SPAN, _RIGHT if machine.get("parts") == value["parts"] else _OTHER
        case RulingKind.MERGED | RulingKind.SPLIT | RulingKind.MATCHED:
            for name, together in value.items():
                yield Feature.POINTS, _held(machine.get(name) is True, together)
        case RulingKind.CARRIED | RulingKind.ABSENT:
            status = Status(machine.get("status", Status.UNCHECKED.value))
            yield Feature.COVERAGE, _held(status.carries, kind is RulingKind.CARRIED)
            yield Feature.ABSENCE, _held(status is Status.ABSENT, kind is RulingKind.ABSENT)
        case RulingKind.FINDING_CONFIRMED | RulingKind.FINDING_REJECTED:
            yield Feature.FINDINGS, _held(given=True, holds=kind is RulingKind.FINDING_CONFIRMED)


def _named(given: str | None, name: str | None) -> tuple[str, ...]:
    if given == name:
        return () if name is None else _RIGHT
    return (*(("wrong",) if given else ()), *(("missed",) if name else ()))


def _held(given: bool, holds: bool) -> tuple[str, ...]:
    if given:
        return _RIGHT if holds else ("wrong",)
    return ("missed",) if holds else ()


def _stances(said: Json) -> set[tuple[str, str | None]]:
    stances = said.get("stances") or ()
    return {(one["stance"], one["target"]) for one in stances if one["stance"] != Tone.NEUTRAL}


def _share(right: int, of: int) -> Share | None:
    return Share(right, of) if of >= LEAST else None
