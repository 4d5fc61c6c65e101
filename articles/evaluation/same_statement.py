"""Task ``same_statement``: which answers to one question say the same."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from articles.analysis.points.sameness import same_pairs
from articles.evaluation.lines import Row, rows_of
from articles.evaluation.matching import share
from articles.evaluation.task import Figures, Item, Judged, Task

type Texts = tuple[str, ...]
type Clusters = tuple[int | str, ...]
type Pairs = list[tuple[int, int]]


class SameStatementTask(Task[Texts, Clusters, Pairs]):
    """The answers to a question in, pairs of the same statement out."""

    name = "same_statement"
    takes = 'lines {"question", "answers": [{"text", "cluster"}]}'

    def items(self, path: Path) -> list[Item[Texts, Clusters]]:
        """One question a line."""
        return [_item(row) for row in rows_of(path)]

    def predict(self, given: Sequence[Texts]) -> Iterator[Pairs]:
        """Each question by itself."""
        for texts in given:
            yield same_pairs(texts)

    def line(self, prediction: Pairs) -> Mapping[str, Any]:
        """The pairs, as indices into the answers."""
        return {"same": [list(pair) for pair in prediction]}

    def figures(self, judged: Sequence[Judged[Texts, Clusters, Pairs]]) -> Figures:
        """``balanced_accuracy``: the mean over questions, 0 to 1; 0 for no question."""
        each = [balanced_accuracy(row.prediction, row.label) for row in judged]
        return {"balanced_accuracy": share(sum(each), len(each))}


def balanced_accuracy(same: Sequence[tuple[int, int]], clusters: Clusters) -> float:
    """Over all pairs: the mean of the share of same pairs said to be same and of other pairs said to be other.

    Where a question has pairs of one sort only, the share of that sort; with fewer than two answers 1.
    """
    said = {frozenset(pair) for pair in same}
    hits = {True: 0, False: 0}
    totals = {True: 0, False: 0}
    for i, j in combinations(range(len(clusters)), 2):
        together = clusters[i] == clusters[j]
        totals[together] += 1
        hits[together] += (frozenset((i, j)) in said) == together
    shares = [hits[sort] / totals[sort] for sort in (True, False) if totals[sort]]
    return sum(shares) / len(shares) if shares else 1.0


def _item(row: Row) -> Item[Texts, Clusters]:
    answers = row.rows("answers", "answer")
    texts = tuple(answer.text("text") for answer in answers)
    if not answers or not all(answer.has("cluster") for answer in answers):
        return Item(texts, None)
    return Item(texts, tuple(answer.values["cluster"] for answer in answers))
