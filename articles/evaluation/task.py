"""What a task is: rows whose labels stand apart from what is given to the predictor."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

type Figures = dict[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Item[Given, Label]:
    """One row: what a predictor may see, and apart from it the label (None where the row has none)."""

    given: Given
    label: Label | None


@dataclass(frozen=True, slots=True)
class Judged[Given, Label, Prediction]:
    """One labelled row with what was predicted for it."""

    given: Given
    label: Label
    prediction: Prediction


class Task[Given, Label, Prediction](ABC):
    """One kind of labelled data: how it is read, predicted and measured.

    ``predict`` is handed ``Given`` values alone: a type that has no place for a label.
    """

    name: ClassVar[str]
    takes: ClassVar[str]  # one line for the help of the command

    @abstractmethod
    def items(self, path: Path) -> list[Item[Given, Label]]:
        """The rows of a file or folder, in order. Raises ``BadFile``."""

    @abstractmethod
    def predict(self, given: Sequence[Given]) -> Iterator[Prediction]:
        """One prediction a row, in order."""

    @abstractmethod
    def line(self, prediction: Prediction) -> Mapping[str, Any]:
        """A prediction as the JSON object of ``--predictions``."""

    @abstractmethod
    def figures(self, judged: Sequence[Judged[Given, Label, Prediction]]) -> Figures:
        """The metrics over the labelled rows; for no rows the same keys (the values say nothing then)."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Metrics by name, each None where no row has a label, and one prediction line a row."""

    figures: Figures
    lines: list[Mapping[str, Any]]


def evaluate[Given, Label, Prediction](
    task: Task[Given, Label, Prediction],
    items: Sequence[Item[Given, Label]],
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Evaluation:
    """Predict for every row and measure on the labelled ones; ``tell`` hears how many of all rows are done."""
    predictions: list[Prediction] = []
    for prediction in task.predict([item.given for item in items]):
        predictions.append(prediction)
        tell(len(predictions), len(items))
    judged = [
        Judged(item.given, item.label, prediction)
        for item, prediction in zip(items, predictions, strict=True)
        if item.label is not None
    ]
    figures = task.figures(judged)
    if not judged:
        figures = dict.fromkeys(figures)
    return Evaluation(
        {"rows": len(items), "labelled": len(judged), **figures}, [task.line(prediction) for prediction in predictions]
    )
