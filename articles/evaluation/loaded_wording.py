"""Task ``loaded_wording``: whether a sentence is worded to sway, and by which words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.analysis.wording import judge
from articles.evaluation.lines import Row, rows_of
from articles.evaluation.matching import macro_f1, score, share
from articles.evaluation.task import Figures, Item, Judged, Task


@dataclass(frozen=True, slots=True)
class Wording:
    """Whether a sentence is loaded, and the words that make it so (none known: empty)."""

    loaded: bool
    words: tuple[str, ...]


class LoadedWordingTask(Task[str, Wording, Wording]):
    """Sentences in; loaded or not, and the loaded words, out."""

    name = "loaded_wording"
    takes = 'lines {"sentence", "loaded", "words"}'

    def items(self, path: Path) -> list[Item[str, Wording]]:
        """One sentence a line."""
        return [Item(row.text("sentence"), _wording(row)) for row in rows_of(path)]

    def predict(self, given: Sequence[str]) -> Iterator[Wording]:
        """The language core's judgement of each sentence."""
        for sentence in given:
            yield Wording(*judge(sentence))

    def line(self, prediction: Wording) -> Mapping[str, Any]:
        """The judgement and its words."""
        return {"loaded": prediction.loaded, "words": list(prediction.words)}

    def figures(self, judged: Sequence[Judged[str, Wording, Wording]]) -> Figures:
        """``macro_f1``: the mean F1 of loaded and not loaded; ``words_f1``: F1 of the loaded words, pooled.

        Words are compared as sets of lower-case tokens a sentence ("so-called" is one). Each 0 to 1;
        0 where nothing was counted.
        """
        right = predicted = gold = 0
        for row in judged:
            given, wanted = tokens(row.prediction.words), tokens(row.label.words)
            right += len(given & wanted)
            predicted += len(given)
            gold += len(wanted)
        pairs = [(row.prediction.loaded, row.label.loaded) for row in judged]
        words = score(right, predicted, gold)
        return {
            "macro_f1": macro_f1(pairs, (True, False)),
            "accuracy": share(sum(given == wanted for given, wanted in pairs), len(pairs)),
            "words_f1": words.f1,
            "words_precision": words.precision,
            "words_recall": words.recall,
        }


def tokens(words: Sequence[str]) -> frozenset[str]:
    """The lower-case tokens of words and phrases."""
    return frozenset(token for word in words for token in re.findall(r"\w+(?:['’-]\w+)*", word.lower()))


def _wording(row: Row) -> Wording | None:
    if not row.has("loaded"):
        return None
    return Wording(row.truth("loaded"), tuple(row.texts("words")) if row.has("words") else ())
