"""Task ``joining``: arrivals that join a story by themselves, where editors have put all earlier articles right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from articles.analysis.joining import BACKGROUND_DAYS, MOST_BACKGROUND, clear_places
from articles.analysis.story_groups import WINDOW_DAYS, Arrival
from articles.evaluation.arrivals import arrivals_of
from articles.evaluation.lines import rows_of
from articles.evaluation.matching import share
from articles.evaluation.task import Figures, Item, Judged, Task


@dataclass(frozen=True, slots=True)
class Arriving:
    """An article as it arrives, and what is there: the articles before it, and the stories that editors put them in."""

    article: Arrival
    before: tuple[Arrival, ...]
    story_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Belongs:
    """The story that an article belongs to, and whether any article of it is there, within the grouping's days."""

    story: str
    there: bool


class JoiningTask(Task[Arriving, Belongs, str | None]):
    """Articles in, each with what came before it; the story that it joins by itself out, or None."""

    name = "joining"
    takes = 'lines {"id", "title", "text", "date", "outlet", "story"}'

    def items(self, path: Path) -> list[Item[Arriving, Belongs]]:
        """One article a line. What comes before are the lines with a story and an earlier date."""
        rows = rows_of(path)
        labels = {row.text("id"): row.text("story") for row in rows if row.has("story")}
        articles = arrivals_of(rows)
        placed = sorted((one for one in articles if one.id in labels), key=lambda one: (one.date, one.id))
        return [_item(article, placed, labels) for article in articles]

    def predict(self, given: Sequence[Arriving]) -> Iterator[str | None]:
        """The story that each article clearly belongs to."""
        for arriving in given:
            place = clear_places([*arriving.before, arriving.article], arriving.story_of).get(arriving.article.id)
            yield place.story if place else None

    def line(self, prediction: str | None) -> Mapping[str, Any]:
        """The story's name, or null."""
        return {"story": prediction}

    def figures(self, judged: Sequence[Judged[Arriving, Belongs, str | None]]) -> Figures:
        """Precision: of those that join, the share that is right; recall: of those whose story is there."""
        joined = sum(row.prediction is not None for row in judged)
        right = sum(row.prediction == row.label.story for row in judged)
        there = sum(row.label.there for row in judged)
        return {"precision": share(right, joined), "recall": share(right, there), "joined": joined, "could_join": there}


def _item(article: Arrival, placed: Sequence[Arrival], labels: Mapping[str, str]) -> Item[Arriving, Belongs]:
    def within(days: float) -> list[Arrival]:
        first = article.date - timedelta(days=days)
        return [one for one in placed if first <= one.date and (one.date, one.id) < (article.date, article.id)]

    before = tuple(within(BACKGROUND_DAYS)[-MOST_BACKGROUND:])
    label = labels.get(article.id)
    there = any(labels[one.id] == label for one in within(WINDOW_DAYS))
    given = Arriving(article, before, {one.id: labels[one.id] for one in before})
    return Item(given, None if label is None else Belongs(label, there))
