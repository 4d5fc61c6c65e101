"""Task ``target_tone``: what a sentence lets the reader think of one person or thing in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.analysis.stance.tone import polarity
from articles.analysis.types import Tone
from articles.evaluation.lines import Row, rows_of
from articles.evaluation.matching import macro_f1, share
from articles.evaluation.task import Figures, Item, Judged, Task

POLARITIES = ("negative", "neutral", "positive")
_OF_TONE = {Tone.CRITICISM: "negative", Tone.NEUTRAL: "neutral", Tone.SUPPORT: "positive"}


@dataclass(frozen=True, slots=True)
class Target:
    """A sentence and the place of the target in it."""

    sentence: str
    start: int
    end: int


class TargetToneTask(Task[Target, str, str]):
    """Sentences with a target in, polarities out."""

    name = "target_tone"
    takes = 'lines {"sentence", "start", "end", "polarity"}'

    def items(self, path: Path) -> list[Item[Target, str]]:
        """One target a line."""
        return [
            Item(_target(row), row.one_of("polarity", POLARITIES) if row.has("polarity") else None)
            for row in rows_of(path)
        ]

    def predict(self, given: Sequence[Target]) -> Iterator[str]:
        """The language core's tone towards each target."""
        for target in given:
            yield _OF_TONE[polarity(target.sentence, target.start, target.end)]

    def line(self, prediction: str) -> Mapping[str, Any]:
        """The polarity."""
        return {"polarity": prediction}

    def figures(self, judged: Sequence[Judged[Target, str, str]]) -> Figures:
        """``macro_f1``: the mean of the three polarities' F1; ``accuracy``: the share of right rows. Each 0 to 1."""
        pairs = [(row.prediction, row.label) for row in judged]
        return {
            "macro_f1": macro_f1(pairs, POLARITIES),
            "accuracy": share(sum(given == gold for given, gold in pairs), len(pairs)),
        }


def _target(row: Row) -> Target:
    sentence, start, end = row.text("sentence"), row.number("start"), row.number("end")
    if not start < end <= len(sentence):
        raise row.fault("start and end must mark characters of the sentence")
    return Target(sentence, start, end)
