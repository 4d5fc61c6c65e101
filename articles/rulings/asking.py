"""What an editor asks for, and what becomes of it.

Passages are named by versions and characters, never by rows of a comparison: these are gone when another editor has
ruled meanwhile.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, Self

from articles.analysis.rulings.values import RulingKind
from articles.analysis.types import FindingKind, Kind, Span, SpeakerKind, Thing, Tone
from articles.models import Comparison, Ruling, Run

type Json = dict[str, Any]

_PLACE = re.compile(r"\d{1,18}:\d{1,9}-\d{1,9}(?:\+\d{1,9}-\d{1,9}){0,99}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one version: the parts of a statement, or a passage. ``str`` gives what ``parse`` takes."""

    version: int
    parts: tuple[Span, ...]

    def __str__(self) -> str:
        return f"{self.version}:" + "+".join(f"{start}-{end}" for start, end in self.parts)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The passage of "12:5-40+60-80"; raises ``ValueError`` on anything else."""
        if not _PLACE.fullmatch(text):
            raise ValueError(f"{text[:80]!r} is no passage.")
        version, _, parts = text.partition(":")
        pairs = (part.split("-") for part in parts.split("+"))
        return cls(int(version), tuple(Span(int(start), int(end)) for start, end in pairs))


@dataclass(frozen=True, slots=True)
class StanceGiven:
    """One attitude as an editor gives it; ``target`` is None where nobody and nothing is named."""

    stance: Tone
    target: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerIs:
    """The statement is ``speaker``'s; None: the text does not say whose. The same as the machine's confirms it."""

    statement: Passage
    speaker: str | None
    speaker_kind: SpeakerKind | None = None


@dataclass(frozen=True, slots=True)
class SideIs:
    """The statement's speaker speaks for a side (its name); None: for none, or the text does not say."""

    statement: Passage
    side: str | None


@dataclass(frozen=True, slots=True)
class StancesAre:
    """What the statement does, and towards whom; empty: neutral."""

    statement: Passage
    stances: tuple[StanceGiven, ...]


@dataclass(frozen=True, slots=True)
class KindIs:
    """The statement is direct, mixed or indirect."""

    statement: Passage
    kind: Kind


@dataclass(frozen=True, slots=True)
class SpanIs:
    """The statement's characters are those of ``parts``."""

    statement: Passage
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class NoStatement:
    """There is no statement here."""

    statement: Passage


@dataclass(frozen=True, slots=True)
class IsStatement:
    """There is a statement here, as the machine says."""

    statement: Passage


@dataclass(frozen=True, slots=True)
class Missed:
    """There is a statement here that the machine did not find. ``side`` None: as is known of the speaker."""

    statement: Passage
    kind: Kind
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    side: str | None = None
    stances: tuple[StanceGiven, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two points are one. Both are named by all their statements, as the editor saw them."""

    these: tuple[Passage, ...]
    those: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The statements ``these`` are another point than the ``rest`` of the one that they stand in."""

    these: tuple[Passage, ...]
    rest: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Rematch:
    """The statements ``these`` belong to the point of ``those``, not to that of the ``rest``."""

    these: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    those: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class CarriedHere:
    """The article of ``passage`` carries the point there. ``point``: its statements, or the spans of a narrated one."""

    point: tuple[Passage, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class NotCarried:
    """The article of ``version`` does not carry the point."""

    point: tuple[Passage, ...]
    version: int


@dataclass(frozen=True, slots=True)
class FindingIs:
    """A finding holds, or it does not. It is named by its row's ``kind``, ``version``, ``about`` and ``evidence``."""

    holds: bool
    finding: FindingKind
    version: int
    about: tuple[str, ...]
    evidence: tuple[Passage, ...]


type OfStatement = SpeakerIs | SideIs | StancesAre | KindIs | SpanIs | NoStatement | IsStatement | Missed
type OfPoints = Merge | Split | Rematch
type OfCell = CarriedHere | NotCarried
type What = OfStatement | OfPoints | OfCell | FindingIs

_KINDS: dict[type, RulingKind] = {
    SpeakerIs: RulingKind.SPEAKER,
    SideIs: RulingKind.SIDE,
    StancesAre: RulingKind.STANCES,
    KindIs: RulingKind.KIND,
    SpanIs: RulingKind.SPAN,
    NoStatement: RulingKind.REMOVED,
    IsStatement: RulingKind.CONFIRMED,
    Missed: RulingKind.ADDED,
    Merge: RulingKind.MERGED,
    Split: RulingKind.SPLIT,
    Rematch: RulingKind.MATCHED,
    CarriedHere: RulingKind.CARRIED,
    NotCarried: RulingKind.ABSENT,
}


def kind_of(what: What) -> RulingKind:
    """The kind of ruling that is asked for."""
    if isinstance(what, FindingIs):
        return RulingKind.FINDING_CONFIRMED if what.holds else RulingKind.FINDING_REJECTED
    return _KINDS[type(what)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood at the thing when the editor looked: the rulings (ids), and what the machine said (None: nothing).

    ``token`` and ``parse`` take it through a form.
    """

    rulings: frozenset[int] = frozenset()
    machine: Json | None = None

    @property
    def token(self) -> str:
        """The same as one text."""
        return json.dumps([sorted(self.rulings), self.machine], sort_keys=True)

    @classmethod
    def parse(cls, token: str) -> Self:
        """What a ``token`` says; raises ``ValueError`` on anything else."""
        try:
            rulings, machine = json.loads(token)
            seen = cls(frozenset(rulings), machine)
        except (TypeError, RecursionError) as error:
            raise ValueError("The token is damaged.") from error
        if not all(type(ruling) is int for ruling in seen.rulings) or not isinstance(machine, dict | None):
            raise ValueError("The token is damaged.")
        return seen


@dataclass(frozen=True, slots=True)
class Asked:
    """One ruling that an editor asks for."""

    what: What
    seen: Seen
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stands:
    """What stands at one thing now: what the machine says, how surely and by which rule, and the rulings there."""

    thing: Thing
    machine: Json | None
    confidence: float | None
    rule: str
    rulings: tuple[Ruling, ...]

    @property
    def seen(self) -> Seen:
        """What a form sends back."""
        return Seen(frozenset(ruling.pk for ruling in self.rulings), self.machine)


@dataclass(frozen=True, slots=True)
class Ruled:
    """The ruling was stored. ``comparison`` is the one that heeds it; None while ``run`` still makes it."""

    ruling: Ruling
    comparison: Comparison | None
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The ruling was withdrawn; ``stands_again`` are those that it had replaced."""

    ruling: Ruling
    stands_again: tuple[Ruling, ...]
    comparison: Comparison | None
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something else stands there than the editor saw, and nothing was stored; ``sentence`` says what and what to do.

    ``stands`` is what stands now (``stands.seen.token`` asks again on top of it), ``asked`` what the editor wanted.
    """

    stands: Stands
    asked: Asked
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was stored; ``sentence`` says what to do."""

    sentence: str
