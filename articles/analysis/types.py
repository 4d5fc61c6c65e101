"""What the language core hands out: frozen values whose every claim is a span of the given text.

A ``Span`` is a pair of ``str`` indices into the text as it was given, end exclusive. ``None`` means
"not known from the text" and is never a guess; where a guess was made, ``rule`` names how and
``confidence`` (0 to 1) says how sure the core is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Span(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of one article's text."""

    start: int
    end: int


class Kind(StrEnum):
    """How a statement is reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerKind(StrEnum):
    """What sort of source a statement is attributed to."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"


class Tone(StrEnum):
    """What a statement does towards its target."""

    CRITICISM = "criticism"
    SUPPORT = "support"
    NEUTRAL = "neutral"


class Status(StrEnum):
    """How one article carries one point."""

    VERBATIM = "verbatim"
    VARIANT = "variant"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    ABSENT = "absent"
    TOO_EARLY = "too_early"
    UNREADABLE = "unreadable"
    UNCHECKED = "unchecked"

    @property
    def carries(self) -> bool:
        """Whether the article has the point, in whatever form."""
        return self in _CARRYING


_CARRYING = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL, Status.PARAPHRASE})


class PointKind(StrEnum):
    """Whose words a point is made of: a source's, or the outlets' own."""

    STATEMENT = "statement"
    NARRATION = "narration"


class Voice(StrEnum):
    """In whose voice a loaded term stands."""

    OUTLET = "outlet"
    QUOTED = "quoted"


class CueTone(StrEnum):
    """What a verb of saying lets the reader think of what was said."""

    NEUTRAL = "neutral"
    DOUBTING = "doubting"
    HEATED = "heated"


class Thing(StrEnum):
    """What an editor can rule on; of two rulings on one thing the later one stands."""

    STATEMENT = "statement"
    SPAN = "span"
    SPEAKER = "speaker"
    SIDE = "side"
    STANCES = "stances"
    KIND = "kind"
    POINTS = "points"
    COVERAGE = "coverage"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Ruled:
    """An editor's ruling (its id) that shaped a value, with what the machine says there, as JSON values.

    ``machine`` is None where the machine has nothing; ``confidence`` and ``rule`` are its own, where it gives them.
    """

    thing: Thing
    ruling: int
    machine: Mapping[str, Any] | None = field(default=None, hash=False)
    confidence: float | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """One attitude of a statement. ``target`` is a name or noun phrase; ``span`` its evidence."""

    stance: Tone
    target: str | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """One loaded term and the voice that uses it; ``category`` is a key of the wording lexicon."""

    span: Span
    term: str
    category: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article reports a source to have said.

    ``parts`` leave out the outer marks, the reporting clause and interrupting boilerplate.
    ``id`` is unique within the article ("s1" is the first in the text). ``paragraph`` counts from 1.
    ``organisation`` is whom the speaker speaks for ("Scottish Conservatives"), ``side`` the camp that
    it belongs to ("Conservatives"). ``stances`` may be empty; ``stance`` and ``target`` repeat the first.
    ``ruled`` has one entry for each thing about it that an editor has ruled on.
    """

    id: str
    parts: tuple[Span, ...]
    kind: Kind
    in_headline: bool
    paragraph: int
    cue: Span | None
    cue_tone: CueTone | None
    speaker_span: Span | None
    speaker: str | None
    speaker_kind: SpeakerKind | None
    organisation: str | None
    side: str | None
    stances: tuple[Stance, ...]
    confidence: float
    rule: str
    ruled: tuple[Ruled, ...] = ()

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1].end

    @property
    def stance(self) -> Tone:
        """The first stance; neutral when there is none."""
        return self.stances[0].stance if self.stances else Tone.NEUTRAL

    @property
    def target(self) -> str | None:
        """Whom or what the first stance is about."""
        return self.stances[0].target if self.stances else None


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """One article as read within its story: speakers are resolved over all the story's articles."""

    text: str
    language: str | None
    headline: Span | None
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    boilerplate: tuple[Span, ...]
    statements: tuple[Statement, ...]
    loaded: tuple[Loaded, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage of a text that comes nearest to a point that it does not carry; score 0 to 1."""

    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article carries one point. ``spans`` is empty unless ``status.carries``."""

    status: Status
    statements: tuple[str, ...]
    spans: tuple[Span, ...]
    nearest: Nearest | None
    ruled: Ruled | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One statement or narrated claim across the articles of a story: a row of the comparison.

    ``coverage`` has one cell for each article, keyed as the articles are. ``only_in`` is set only when
    every other cell is ``absent``. ``similar`` are the ids of points where someone else argues alike,
    ``ruled`` those of the rulings that joined or parted statements of the point.
    ``only_in_once`` is ``only_in`` with copies counted as one: every article of another origin is ``absent``, and named
    is the fullest of those that carry the point.
    """

    id: str
    gist: str
    kind: PointKind
    speaker: str | None
    organisation: str | None
    side: str | None
    stances: tuple[Stance, ...]
    only_in: str | None
    coverage: Mapping[str, Cell]
    similar: tuple[str, ...] = ()
    only_in_once: str | None = None
    ruled: tuple[int, ...] = ()

    @property
    def stance(self) -> Tone:
        """The first stance; neutral when there is none."""
        return self.stances[0].stance if self.stances else Tone.NEUTRAL

    @property
    def target(self) -> str | None:
        """Whom or what the first stance is about."""
        return self.stances[0].target if self.stances else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a finding rests on: the article's key and the characters."""

    article: str
    span: Span


class FindingKind(StrEnum):
    """The templates a finding can be written from, in the order in which they matter."""

    ONLY_CRITICISM = "only_criticism"
    ONLY_SIDE = "only_side"
    MISSING_SIDE = "missing_side"
    MISSING = "missing"
    WORDS_DIFFER = "words_differ"
    ONLY_SPEAKER = "only_speaker"


@dataclass(frozen=True, slots=True)
class Finding:
    """One template sentence about the comparison; rank 1 comes first.

    ``article`` is the piece that the sentence is about, ``points`` the ids of the points it rests on,
    ``searched`` the keys of the articles whose full text was searched for an absence,
    ``words`` and ``paragraph`` the length of the passages and where the first stands. ``about`` is whom the
    sentence names besides outlets, and what tone it gives: with ``kind``, ``article`` and ``evidence`` this tells what
    is claimed, whatever the rank and the wording. ``ruled`` is the id of the ruling that confirmed it.
    """

    rank: int
    kind: FindingKind
    text: str
    article: str
    points: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    nearest: tuple[Evidence, ...] = ()
    searched: tuple[str, ...] = ()
    words: int = 0
    paragraph: int | None = None
    about: tuple[str, ...] = ()
    ruled: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All points of a story, with each article as read. ``articles`` keeps the order given.

    ``findings_once`` are those with copies counted as one article; none where the story has no copies.
    ``in_effect`` are the ids of the rulings that were heeded; of others the matter was not found.
    """

    articles: Mapping[str, AnalysedArticle]
    points: tuple[Point, ...]
    findings: tuple[Finding, ...] = field(default=())
    findings_once: tuple[Finding, ...] = field(default=())
    in_effect: frozenset[int] = frozenset()
