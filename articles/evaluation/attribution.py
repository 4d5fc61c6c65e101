"""Task ``attribution``: quotations and reported speech with their sources, article by article."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.analysis import read
from articles.analysis.compare import analysed
from articles.analysis.knowledge import Knowledge
from articles.analysis.output import article_json
from articles.evaluation.lines import Row, rows_of
from articles.evaluation.matching import characters, match, score, share
from articles.evaluation.task import Figures, Item, Judged, Task

_EDGE = " \n\t\r\u00a0\"“”‘’'`´«»,.;:-–—…?!()[]"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One gold attribution; ``source`` is empty where the text names none."""

    content: list[list[int]]
    source: list[list[int]]
    quoted: bool


type Statements = list[Mapping[str, Any]]


class AttributionTask(Task[str, list[Attribution], Statements]):
    """Articles in, statements out, as ``manage.py analyse`` gives them."""

    name = "attribution"
    takes = 'lines {"text", "attributions": [{"content", "source", "quoted"}]}'

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def items(self, path: Path) -> list[Item[str, list[Attribution]]]:
        """One article a line."""
        return [Item(row.text("text"), _attributions(row)) for row in rows_of(path)]

    def predict(self, given: Sequence[str]) -> Iterator[Statements]:
        """Each article by itself, with the starter knowledge."""
        for text in given:
            article = analysed({"article": read(text)}, self.knowledge)["article"]
            yield article_json("article", article)["statements"]

    def line(self, prediction: Statements) -> Mapping[str, Any]:
        """The statements."""
        return {"statements": prediction}

    def figures(self, judged: Sequence[Judged[str, list[Attribution], Statements]]) -> Figures:
        """Pooled over articles: F1 by overlap and by exact content, and right sources, for quoted ones and for all.

        A predicted and a gold content match, one to one, when they share at least half of the longer's
        characters; exact means the same characters; both after ``trimmed``. ``source`` is the share of the
        matched ones with a gold source whose predicted source overlaps it. Under ``quoted`` a prediction counts
        against precision when it is direct or mixed and matches nothing. Each 0 to 1; 0 where nothing was counted.
        """
        counts: Counter[tuple[str, str]] = Counter()
        for article in judged:
            _count(article.given, article.label, article.prediction, counts)
        return {
            f"{which}_{name}": value for which in ("quoted", "all") for name, value in _figures(which, counts).items()
        }


def trimmed(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The characters of spans without outer marks, white space, edge punctuation and a leading "that"."""
    return characters([_inner(text, start, end) for start, end in spans])


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    while True:
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if text[start : min(end, start + 5)].lower() != "that ":
            return start, end
        start += 5


def _count(text: str, gold: Sequence[Attribution], given: Statements, counts: Counter[tuple[str, str]]) -> None:
    wanted = [trimmed(text, attribution.content) for attribution in gold]
    found = [trimmed(text, statement["parts"]) for statement in given]
    pairs = match(found, wanted)
    for j, attribution in enumerate(gold):
        for which in ("quoted", "all") if attribution.quoted else ("all",):
            counts[which, "gold"] += 1
            if j not in pairs:
                continue
            counts[which, "found"] += 1
            counts[which, "exact"] += found[pairs[j]] == wanted[j]
            if attribution.source:
                counts[which, "sourced"] += 1
                source = given[pairs[j]]["speaker_span"]
                counts[which, "source right"] += source is not None and any(
                    start < source[1] and source[0] < end for start, end in attribution.source
                )
    taken = set(pairs.values())
    for i, statement in enumerate(given):
        if i not in taken:
            counts["all", "spurious"] += 1
            counts["quoted", "spurious"] += statement["kind"] != "indirect"


def _figures(which: str, counts: Counter[tuple[str, str]]) -> Figures:
    def count(name: str) -> int:
        return counts[which, name]

    predicted = count("found") + count("spurious")
    overlap = score(count("found"), predicted, count("gold"))
    return {
        "overlap_f1": overlap.f1,
        "overlap_precision": overlap.precision,
        "overlap_recall": overlap.recall,
        "exact_f1": score(count("exact"), predicted, count("gold")).f1,
        "source": share(count("source right"), count("sourced")),
        "contents": count("gold"),
    }


def _attributions(row: Row) -> list[Attribution] | None:
    if not row.has("attributions"):
        return None
    length = len(row.text("text"))
    return [
        Attribution(
            entry.spans("content", length),
            entry.spans("source", length) if entry.has("source") else [],
            entry.truth("quoted"),
        )
        for entry in row.rows("attributions", "attribution")
    ]
