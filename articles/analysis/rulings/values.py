"""What an editor can say of a comparison, as values that name articles by their keys and passages by their spans.

Nothing here refers to the id of a statement or the number of a point: these are positions, and change with every
analysis. A place is a statement's characters, or those of a passage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from articles.analysis.types import FindingKind, Kind, Span, SpeakerKind, Stance, Thing

SHARED = 0.5  # of the longer one's characters, from which two places are the same statement
REFOUND = 0.8  # the same, for a statement that an editor added: it may stand within one that the machine had


class RulingKind(StrEnum):
    """What an editor says. A ruling that repeats what the machine says confirms it."""

    SPEAKER = "speaker"
    SIDE = "side"
    STANCES = "stances"
    KIND = "kind"
    SPAN = "span"
    ADDED = "added"  # a statement that the machine missed
    REMOVED = "removed"  # there is no statement here
    CONFIRMED = "confirmed"  # there is a statement here
    MERGED = "merged"  # two points are one
    SPLIT = "split"  # one point is two
    MATCHED = "matched"  # statements of one point belong to another
    CARRIED = "carried"  # the article carries the point, here
    ABSENT = "absent"  # the article does not carry the point
    FINDING_CONFIRMED = "finding_confirmed"
    FINDING_REJECTED = "finding_rejected"

    @property
    def thing(self) -> Thing:
        """What it rules on."""
        return _THINGS[self]


_THINGS = {
    RulingKind.SPEAKER: Thing.SPEAKER,
    RulingKind.SIDE: Thing.SIDE,
    RulingKind.STANCES: Thing.STANCES,
    RulingKind.KIND: Thing.KIND,
    RulingKind.SPAN: Thing.SPAN,
    RulingKind.ADDED: Thing.STATEMENT,
    RulingKind.REMOVED: Thing.STATEMENT,
    RulingKind.CONFIRMED: Thing.STATEMENT,
    RulingKind.MERGED: Thing.POINTS,
    RulingKind.SPLIT: Thing.POINTS,
    RulingKind.MATCHED: Thing.POINTS,
    RulingKind.CARRIED: Thing.COVERAGE,
    RulingKind.ABSENT: Thing.COVERAGE,
    RulingKind.FINDING_CONFIRMED: Thing.FINDING,
    RulingKind.FINDING_REJECTED: Thing.FINDING,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of one article (its key): the parts of a statement, or a passage. There is one part at least.

    ``exact``: it was found by this very analysis in this very text. What only overlaps with it is something else then,
    such as a statement within a statement; otherwise it may be the same, cut another way.
    """

    article: str
    parts: tuple[Span, ...]
    exact: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A statement as an editor left it: enough to put it back where the machine does not find it."""

    parts: tuple[Span, ...]
    kind: Kind
    speaker: str | None
    speaker_kind: SpeakerKind | None
    organisation: str | None
    side: str | None
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class OnStatement:
    """About the statement found ``at`` a place: what ``kind`` names is as in ``sketch``, the rest stays the machine's.

    Where the machine finds no statement there (any more), ``sketch`` stands for it, unless it is to be removed.
    """

    id: int
    kind: RulingKind
    at: Place
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class OnPoints:
    """The statements ``these`` and ``joined`` make one point; none of them is one with ``apart``, which are together.

    Either ``joined`` or ``apart`` may be empty, not both.
    """

    id: int
    these: tuple[Place, ...]
    joined: tuple[Place, ...] = ()
    apart: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class OnCell:
    """Whether ``article`` carries the point made of ``point``: at ``passage``, or not at all where that is None."""

    id: int
    point: tuple[Place, ...]
    article: str
    passage: Place | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a finding claims: of an article, about whom, on which passages. Rank and wording do not belong to it."""

    finding: FindingKind
    article: str
    about: tuple[str, ...]
    evidence: tuple[Place, ...]

    def is_as(self, other: "Claim") -> bool:
        """Whether two claim the same: of the same article and people, on mostly the same passages."""
        if (self.finding, self.article, self.about) != (other.finding, other.article, other.about):
            return False
        ours, theirs = _characters(self.evidence), _characters(other.evidence)
        return len(ours & theirs) >= SHARED * max(len(ours), len(theirs), 1)


@dataclass(frozen=True, slots=True)
class OnFinding:
    """Whether a finding holds."""

    id: int
    holds: bool
    claim: Claim


type Ruling = OnStatement | OnPoints | OnCell | OnFinding


def shared(first: Sequence[Span], second: Sequence[Span]) -> float:
    """The share of the longer one's characters that two lists of spans have in common, 0 to 1; 0 for no characters.

    The spans of a list must not overlap each other.
    """
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    return both / max(_length(first), _length(second), 1)


def find(place: Place, among: Iterable[tuple[int, Place]], least: float = SHARED) -> int | None:
    """The number of the place that is the same: equal, else the one that shares most, from ``least`` up; else None.

    An exact place is the same as an equal one only.
    """
    best, most = None, 0.0
    for number, other in among:
        if other == place:
            return number
        if place.exact or other.article != place.article:
            continue
        share = shared(place.parts, other.parts)
        if share >= least and share > most:
            best, most = number, share
    return best


def known(places: Sequence[Place], rulings: Iterable[Ruling]) -> list[tuple[int, Place]]:
    """The places of statements with their numbers, and where a statement was found before its span was ruled.

    All other rulings hold on to a statement where it was found, so that one on its span can be undone.
    """
    number = {place: n for n, place in enumerate(places)}
    before = [
        (number[moved], ruling.at)
        for ruling in rulings
        if isinstance(ruling, OnStatement)
        and ruling.kind is RulingKind.SPAN
        and (moved := Place(ruling.at.article, ruling.sketch.parts)) in number
    ]
    return [*enumerate(places), *before]


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _characters(places: Iterable[Place]) -> set[tuple[str, int]]:
    return {(place.article, at) for place in places for part in place.parts for at in range(*part)}
