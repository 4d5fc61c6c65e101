"""Task ``stance_stories``: who is against or for whom, article by article, and which outlet alone says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.analysis.knowledge import Knowledge
from articles.analysis.stance_stories import stances_in
from articles.evaluation.lines import Row, rows_of
from articles.evaluation.matching import same_name, score
from articles.evaluation.task import Figures, Item, Judged, Task

SENTIMENTS = ("NEG", "POS")
_UNNAMED = {"", "not in the list"}  # the annotators' word for a name outside their list: nobody can give it


@dataclass(frozen=True, slots=True)
class ToldSentences:
    """One article as far as its annotators saw it. ``story`` groups articles in the metric."""

    story: str
    outlet: str
    title: str
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Triple:
    """Who (``None``: the outlet, or nobody named) is against (NEG) or for (POS) whom or what, in which sentence."""

    sentence: str
    subject: str | None
    sentiment: str
    object: str


type Triples = list[Triple]


@dataclass(slots=True)
class _Carried:
    triple: Triple
    outlets: set[str] = field(default_factory=set)


class StanceStoriesTask(Task[ToldSentences, Triples, Triples]):
    """Titles and sentences in, stances out."""

    name = "stance_stories"
    takes = 'lines {"story", "outlet", "title", "sentences", "stances"}'

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        named = [(entry.name, entry.aliases) for entry in knowledge.sides]
        named += [(entry.name, entry.aliases) for entry in knowledge.speakers]
        self._alias_of = {alias.lower(): name.lower() for name, aliases in named for alias in (name, *aliases)}

    def items(self, path: Path) -> list[Item[ToldSentences, Triples]]:
        """One article a line."""
        return [Item(_told(row), _triples(row)) for row in rows_of(path)]

    def predict(self, given: Sequence[ToldSentences]) -> Iterator[Triples]:
        """Each article by itself."""
        for article in given:
            found = stances_in(article.title, article.sentences, self.knowledge)
            yield [Triple(sentence, subject, sentiment, aim) for sentence, subject, sentiment, aim in found]

    def line(self, prediction: Triples) -> Mapping[str, Any]:
        """The stances."""
        return {
            "stances": [
                {"sentence": t.sentence, "subject": t.subject, "sentiment": t.sentiment, "object": t.object}
                for t in prediction
            ]
        }

    def figures(self, judged: Sequence[Judged[ToldSentences, Triples, Triples]]) -> Figures:
        """F1 of a story's distinct triples, and of those that one outlet alone carries; pooled over stories.

        Two triples are one when the sentiments are equal and both names match: equal, by last name, one within the
        other, or aliases of one entry of the starter knowledge. ``only`` takes triples of stories told by two or more
        outlets; a predicted one is right when it matches a gold one that the same outlet alone carries. Gold triples
        with a name outside the annotators' list are left out. Each 0 to 1; 0 where nothing was counted.
        """
        totals = {"triples": [0, 0, 0], "only": [0, 0, 0]}
        for story in sorted({row.given.story for row in judged}):
            rows = [row for row in judged if row.given.story == story]
            gold = self._carried([(row.given.outlet, row.label) for row in rows])
            found = self._carried([(row.given.outlet, row.prediction) for row in rows])
            several = len({row.given.outlet for row in rows}) > 1
            alone_gold = [entry for entry in gold if several and len(entry.outlets) == 1]
            alone_found = [entry for entry in found if several and len(entry.outlets) == 1]
            _add(totals["triples"], self._pairs(found, gold), found, gold)
            _add(totals["only"], self._pairs(alone_found, alone_gold, by_outlet=True), alone_found, alone_gold)
        triples, only = score(*totals["triples"]), score(*totals["only"])
        return {
            "triples_f1": triples.f1, "triples_precision": triples.precision, "triples_recall": triples.recall,
            "only_f1": only.f1, "only_precision": only.precision, "only_recall": only.recall,
            "triples": totals["triples"][2], "only": totals["only"][2],
        }  # fmt: skip

    def _carried(self, articles: Sequence[tuple[str, Triples]]) -> list[_Carried]:
        """The distinct triples of a story, each with the outlets that carry it."""
        carried: list[_Carried] = []
        for outlet, triples in articles:
            for triple in triples:
                if _unnamed(triple):
                    continue
                known = next((entry for entry in carried if self._same(entry.triple, triple)), None)
                if known is None:
                    known = _Carried(triple)
                    carried.append(known)
                known.outlets.add(outlet)
        return carried

    def _pairs(self, found: Sequence[_Carried], gold: Sequence[_Carried], *, by_outlet: bool = False) -> int:
        """How many gold triples match a predicted one, one to one."""
        left = list(found)
        right = 0
        for wanted in gold:
            for entry in left:
                if self._same(entry.triple, wanted.triple) and (not by_outlet or entry.outlets == wanted.outlets):
                    left.remove(entry)
                    right += 1
                    break
        return right

    def _same(self, one: Triple, other: Triple) -> bool:
        return (
            one.sentiment == other.sentiment
            and self._same_name(one.subject, other.subject)
            and self._same_name(one.object, other.object)
        )

    def _same_name(self, one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return one is other
        known, its = self._alias_of.get(one.lower()), self._alias_of.get(other.lower())
        return same_name(one, other) or (known is not None and known == its)


def _add(totals: list[int], right: int, found: Sequence[_Carried], gold: Sequence[_Carried]) -> None:
    totals[0] += right
    totals[1] += len(found)
    totals[2] += len(gold)


def _unnamed(triple: Triple) -> bool:
    return (triple.subject or "-").lower() in _UNNAMED or triple.object.lower() in _UNNAMED


def _told(row: Row) -> ToldSentences:
    sentences = row.values.get("sentences")
    if not isinstance(sentences, dict) or not all(isinstance(text, str) for text in sentences.values()):
        raise row.fault("the key sentences must hold an object of texts")
    title = row.text("title") if row.has("title") else ""
    return ToldSentences(row.text("story"), row.text("outlet"), title, sentences)


def _triples(row: Row) -> Triples | None:
    if not row.has("stances"):
        return None
    return [
        Triple(entry.text("sentence"), _subject(entry), entry.one_of("sentiment", SENTIMENTS), entry.text("object"))
        for entry in row.rows("stances", "stance")
    ]


def _subject(row: Row) -> str | None:
    """The subject; the data write "None" where nobody is named."""
    name = row.text("subject") if row.has("subject") else "None"
    return None if name == "None" else name
