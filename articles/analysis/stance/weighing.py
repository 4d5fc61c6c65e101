"""How the signs of a stance in a statement are weighed together, and what its neighbours add."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import tanh

from articles.analysis.lexicon.terms import stance_lexicon
from articles.analysis.statements.draft import Draft
from articles.analysis.types import SpeakerKind


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a stance, each about -1 (criticism) to 1 (support)."""

    words: float
    verb: float
    asked: float
    target: float
    opening: float
    ought: float
    pointed: float


# How the signals are weighed: round numbers, set on six hand-made stories with an eye on 120 statements of other news
# judged by hand. Any of them may be a third less or more: macro-F1 moves by 0.02 at most (docs/methods.md).
WEIGHTS = Signals(words=1.2, verb=1.0, asked=1.2, target=0.8, opening=0.6, ought=0.3, pointed=0.8)
LEAST = 0.4  # the weighed sum from which a statement takes a stand
# Looked for on 4,500 statements of SEESAW's train part, which nothing is trained on: criticism is told from support
# in 0.79 of pairs instead of 0.77, and on 120 statements judged by hand macro-F1 rises from 0.54 to 0.58.
NEIGHBOURS = 0.5  # what the mean of the same speaker's words just before and after adds
_REACH = 3  # statements before and after
_PARAGRAPHS = 1
INFORMING = 0.5  # what is left of the sum where somebody tells what was found
_INFORMANTS = re.compile(
    r"\b(?:polls?|surveys?|reports?|stud(?:y|ies)|data|documents?|records?|figures|census|police|historians?|analysts?|"
    r"observers?|Times|Post|Journal|News|Press|Tribune|Herald|Reuters|CNN|BBC)$",
)


def weighed(signals: Signals) -> float:
    """The sum of the signals by their weights."""
    return (
        WEIGHTS.words * signals.words + WEIGHTS.verb * signals.verb + WEIGHTS.asked * signals.asked
        + WEIGHTS.target * signals.target + WEIGHTS.opening * signals.opening + WEIGHTS.ought * signals.ought
        + WEIGHTS.pointed * signals.pointed
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with what is known of its speaker; ``own`` are the names that the speaker goes by."""

    draft: Draft
    speaker: str | None = None
    kind: SpeakerKind | None = None
    own: frozenset[str] = frozenset()

    @property
    def informs(self) -> bool:
        """Whether it tells what was found or published, not what somebody thinks of it."""
        return (
            self.draft.verb in stance_lexicon().cue_information
            or self.kind is SpeakerKind.DOCUMENT
            or (self.speaker is not None and _INFORMANTS.search(self.speaker) is not None)
        )


def in_context(said: Sequence[Said], sums: Sequence[float]) -> list[float]:
    """The sum of each statement with what stands around it: one speaker in one breath takes one stand."""
    found = []
    for number, (statement, own) in enumerate(zip(said, sums, strict=True)):
        near = [
            tanh(sums[other])
            for other in range(max(0, number - _REACH), min(len(said), number + _REACH + 1))
            if other != number and _goes_on(statement, said[other])
        ]
        total = own + (NEIGHBOURS * sum(near) / (len(near) + 0.5) if near else 0.0)
        found.append(total * (INFORMING if statement.informs else 1.0))
    return found


def _goes_on(one: Said, other: Said) -> bool:
    near = abs(one.draft.paragraph - other.draft.paragraph) <= _PARAGRAPHS
    return near and one.speaker is not None and one.speaker == other.speaker
