"""The chosen point: who says it, its texts word by word, and how the articles without it lack it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.types import Span
from articles.comparison.facets import reach_of
from articles.comparison.filters import Filters
from articles.comparison.lacks import Lack, lacks_of, one_more_beside
from articles.comparison.links import Link
from articles.comparison.rows import ArticleRow, PointRow, SideRow, StoryRows
from articles.comparison.tellings import Told, told_of
from articles.comparison.words import KIND_WORDS, STATUS_WORDS, count, listed, shortened, stance_words, without_name

_LACKS_AT_FIRST = 4


@dataclass(frozen=True, slots=True)
class Drawer:
    """What opens when a point is chosen."""

    number: int
    gist: str
    speaker: str
    organisation: str
    side: SideRow | None
    stances: str
    kinds: str
    summary: str
    outside: bool
    told: Told
    elsewhere: tuple[Link, ...]
    lacks: tuple[Lack, ...]
    more_lacks: tuple[Lack, ...]
    similar: tuple[Link, ...]
    before: Link | None
    after: Link | None
    close_href: str
    beside: str


def drawer_of(
    point: PointRow,
    rows: StoryRows,
    shown: tuple[ArticleRow, ...],
    remaining: tuple[PointRow, ...],
    nearest: Mapping[int, tuple[Span, float]],
    filters: Filters,
    *,
    beside: str = "",
) -> Drawer:
    """The drawer of a point; articles that are not shown are named with a link that shows them.

    ``beside`` is the address at which the texts stand side by side, "" where that is this page.
    """
    lacks = lacks_of(point, rows, shown, nearest, filters, beside)
    numbers = [row.number for row in remaining]
    return Drawer(
        number=point.number,
        gist=without_name(point.gist, point.speaker),
        speaker=_speaker(point),
        organisation=point.organisation if point.organisation != point.speaker else "",
        side=point.side,
        stances=listed([stance_words(*stance) for stance in _stances(point)]),
        kinds=listed(list(dict.fromkeys(KIND_WORDS.get(s.kind, s.kind) for s in point.statements)))
        or "in the outlet’s own words",
        summary=f"In {reach_of(point, rows)} of {count(len(rows.pieces), 'origin' if rows.once else 'article')}",
        outside=point.number not in numbers,
        told=told_of(rows, point.number, tuple(article.version_id for article in shown)),
        elsewhere=_elsewhere(point, rows, shown, filters),
        lacks=lacks[:_LACKS_AT_FIRST],
        more_lacks=lacks[_LACKS_AT_FIRST:],
        similar=_similar(point, rows, filters),
        before=_beside(point, rows, numbers, -1, filters),
        after=_beside(point, rows, numbers, 1, filters),
        close_href=filters.at(None).query_string(),
        beside=beside,
    )


def _speaker(point: PointRow) -> str:
    if point.speaker:
        return point.speaker
    return "The outlet’s own words" if point.kind == "narration" else "Speaker not named"


def _stances(point: PointRow) -> tuple[tuple[str, str], ...]:
    return point.stances or ((point.stance, point.target),)


def _elsewhere(point: PointRow, rows: StoryRows, shown: Sequence[ArticleRow], filters: Filters) -> tuple[Link, ...]:
    """The articles with the point that do not stand beside each other."""
    address, there = one_more_beside(shown, filters), {article.version_id for article in shown}
    others = [article for article in rows.articles if article.version_id not in there]
    return tuple(
        Link(f"{article.name} ({STATUS_WORDS[cell.status]})", address(article.key))
        for article in others
        if (cell := point.cells.get(article.version_id)) and cell.status.carries
    )


def _similar(point: PointRow, rows: StoryRows, filters: Filters) -> tuple[Link, ...]:
    by_number = {row.number: row for row in rows.points}
    alike = [by_number[number] for number in point.similar if number in by_number]
    return tuple(
        Link(
            f"{row.speaker or 'own words'}: {shortened(without_name(row.gist, row.speaker), 90)}",
            filters.at(row.number).query_string(),
        )
        for row in alike
    )


def _beside(point: PointRow, rows: StoryRows, numbers: list[int], step: int, filters: Filters) -> Link | None:
    """The next remaining point in one direction, in the order of the page, also from a point that is filtered out."""
    if point.number in numbers:
        at = numbers.index(point.number) + step
        number = numbers[at] if 0 <= at < len(numbers) else None
    else:
        ahead = [number for number in numbers if (number - point.number) * step > 0]
        number = min(ahead, key=lambda n: abs(n - point.number), default=None)
    if number is None:
        return None
    row = next(row for row in rows.points if row.number == number)
    return Link(shortened(row.gist, 60), filters.at(number).query_string())
