"""Ruled stories in the formats of labelled data that ``manage.py evaluate`` takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.analysis.types import Kind, Status, Tone
from articles.models import Coverage, Point, Statement, Story

type Json = dict[str, Any]

_POLARITIES = {Tone.CRITICISM: "negative", Tone.NEUTRAL: "neutral", Tone.SUPPORT: "positive"}


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article as editors left it. ``name`` is its own within the story; ``statements`` are in order.

    ``removed`` counts those that editors have removed.
    """

    name: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    statements: tuple[Statement, ...]
    removed: int = 0

    @property
    def judged(self) -> int:
        """How many statements an editor has ruled on."""
        return sum(bool(statement.ruled) for statement in self.statements) + self.removed

    @property
    def whole(self) -> bool:
        """Whether every statement was judged."""
        return all(statement.ruled for statement in self.statements)


@dataclass(frozen=True, slots=True)
class GoldStory:
    """One story as editors left it; ``articles`` by their versions."""

    story: Story
    articles: Mapping[int, GoldArticle]
    points: tuple[Point, ...]


def attribution_row(story: Story, article: GoldArticle) -> Json:
    """A line of the task ``attribution``. The source is given where an editor has confirmed the speaker."""
    return {
        "id": f"{story.slug}/{article.name}",
        "text": article.text,
        "attributions": [
            {
                "content": statement.parts,
                "cue": [statement.cue] if statement.cue else [],
                "source": [statement.speaker_span] if statement.speaker_span and _speaker_is_right(statement) else [],
                "quoted": statement.kind != Kind.INDIRECT,
            }
            for statement in article.statements
        ],
        "statements": len(article.statements),
        "judged": article.judged,
    }


def _speaker_is_right(statement: Statement) -> bool:
    """Whether an editor has judged the speaker, and said what the machine says: then its source is theirs too."""
    ruled = statement.ruled.get("speaker")
    name = statement.speaker.name if statement.speaker else None
    return bool(ruled and ruled["machine"] and ruled["machine"]["speaker"] == name)


def tone_rows(story: GoldStory) -> Iterator[Json]:
    """Lines of the task ``target_tone``: stances that were ruled on, whose target the sentence names."""
    for article in story.articles.values():
        for statement in article.statements:
            if "stances" in statement.ruled:
                yield from _tones(article, statement)


def _tones(article: GoldArticle, statement: Statement) -> Iterator[Json]:
    start, end = statement.parts[0]
    for first, last in article.sentences:
        if first < end and start < last:
            sentence = article.text[first:last]
            for stance in statement.stances:
                at = sentence.find(stance["target"]) if stance["target"] else -1
                if at >= 0:
                    yield {
                        "sentence": sentence,
                        "start": at,
                        "end": at + len(stance["target"]),
                        "target": stance["target"],
                        "polarity": _POLARITIES[Tone(stance["stance"])],
                    }
            return


def story_gold(story: GoldStory) -> Json:
    """The gold of the task ``stories``: statements and points as they stand.

    ``only_in_one`` are the points of which editors have confirmed that every other article is without them.
    """
    number = {point.pk: point.number for point in story.points}
    statements = [
        _statement(article, statement, number[statement.point_id])
        for article in story.articles.values()
        for statement in article.statements
        if statement.point_id in number
    ]
    named = {statement["group"] for statement in statements}
    points = [point for point in story.points if _group(point.number) in named]
    return {
        "story": story.story.slug,
        "statements": statements,
        "groups": [
            {"id": _group(point.number), "gist": point.gist, "outlets": _outlets(point, story.articles)}
            for point in points
        ],
        "only_in_one": [
            {"group": _group(point.number), "outlet": story.articles[point.only_in_id].name}
            for point in points
            if point.only_in_id is not None and _searched_by_editors(point)
        ],
        "near_groups": [],
        "judged": sum(article.judged for article in story.articles.values()),
    }


def _statement(article: GoldArticle, statement: Statement, point: int) -> Json:
    name = statement.speaker.name if statement.speaker else None
    written = article.text[slice(*statement.speaker_span)] if statement.speaker_span else name
    return {
        "id": f"{article.name} {statement.ident}",
        "article": article.name,
        "start": statement.start,
        "end": statement.end,
        **({"parts": statement.parts} if len(statement.parts) > 1 else {}),
        "kind": statement.kind,
        "speaker": name,
        "speaker_written": written,
        "side": statement.side.name if statement.side else None,
        "stance": statement.stance,
        "target": statement.target or None,
        "group": _group(point),
    }


def _group(number: int) -> str:
    return f"G{number}"


def _outlets(point: Point, articles: Mapping[int, GoldArticle]) -> list[str]:
    return [articles[cell.version_id].name for cell in _cells(point) if Status(cell.status).carries]


def _searched_by_editors(point: Point) -> bool:
    return all(cell.ruled or cell.version_id == point.only_in_id for cell in _cells(point))


def _cells(point: Point) -> Sequence[Coverage]:
    return sorted(point.coverage.all(), key=lambda cell: cell.version_id)
