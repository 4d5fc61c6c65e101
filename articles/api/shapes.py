"""From the rows of a comparison to what the API gives."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from articles.analysis.types import Span
from articles.api.schemas import (
    CellOut,
    CoverageOut,
    FindingOut,
    FramingOut,
    PassageOut,
    PointOut,
    StanceOut,
    StatementOut,
)
from articles.comparison.facets import reach_of
from articles.comparison.rows import ArticleRow, Cell, FindingRow, Passage, PointRow, StatementRow, StoryRows

type Near = Mapping[tuple[int, int], tuple[Span, float]]


class Shapes:
    """The shapes of one story's parts.

    Of articles that were deleted since it was compared nothing is told, though a finding still knows of them.
    """

    def __init__(self, rows: StoryRows) -> None:
        self._rows = rows
        self._articles = {article.version_id: article for article in rows.articles}

    def point(self, point: PointRow) -> PointOut:
        """A point with a cell for every article."""
        only = self._articles.get(point.only_in) if point.only_in else None
        return PointOut(
            number=point.number,
            gist=point.gist,
            kind=point.kind,
            speaker=point.speaker,
            organisation=point.organisation or None,
            side=point.side.name if point.side else None,
            stances=_stances(point.stances),
            similar=list(point.similar),
            only_in=only.article_id if only else None,
            reach=reach_of(point, self._rows),
            coverage=[self._cell(point, article, cell) for article, cell in self._cells(point)],
        )

    def coverage(self, points: Iterable[PointRow], near: Near) -> list[CoverageOut]:
        """The cells of points, one after the other, each with the nearest passage."""
        return [self._covered(p, article, cell, near) for p in points for article, cell in self._cells(p)]

    def statement(self, statement: StatementRow, point: int | None) -> StatementOut:
        """A statement, which belongs to the point with this number."""
        article = self._articles[statement.version_id]
        return StatementOut(
            id=statement.ident,
            article=article.article_id,
            outlet=article.name,
            sha256=article.sha256,
            point=point,
            start=statement.parts[0].start,
            end=statement.parts[-1].end,
            parts=[_range(part) for part in statement.parts],
            text=_running(article.text, statement.parts),
            kind=statement.kind,
            in_headline=statement.in_headline,
            paragraph=statement.paragraph,
            cue=_range(statement.cue) if statement.cue else None,
            speaker=statement.speaker,
            speaker_kind=statement.speaker_kind or None,
            organisation=statement.organisation or None,
            side=statement.side.name if statement.side else None,
            stances=_stances(statement.stances),
            confidence=statement.confidence,
            rule=statement.rule,
            ruled=sorted(statement.ruled),
        )

    def framing(self, article: ArticleRow) -> FramingOut:
        """The measures of an article."""
        return FramingOut(article=article.article_id, outlet=article.name, measures=dict(article.measures))

    def finding(self, finding: FindingRow) -> FindingOut:
        """A finding with its evidence."""
        return FindingOut(
            rank=finding.rank,
            kind=finding.kind,
            text=finding.text,
            points=list(finding.points),
            evidence=self._passages(finding.evidence),
            nearest=self._passages(finding.nearest),
            searched=[self._articles[version].article_id for version in finding.searched if version in self._articles],
            confirmed=finding.ruled is not None,
        )

    def _cells(self, point: PointRow) -> Iterable[tuple[ArticleRow, Cell]]:
        return ((article, point.cells[pk]) for pk, article in self._articles.items() if pk in point.cells)

    def _cell(self, point: PointRow, article: ArticleRow, cell: Cell) -> CellOut:
        return CellOut(
            point=point.number,
            article=article.article_id,
            outlet=article.name,
            status=cell.status,
            spans=[_range(span) for span in cell.spans],
            passages=[article.text[span.start : span.end] for span in cell.spans],
            ruled=cell.ruled is not None,
        )

    def _covered(self, point: PointRow, article: ArticleRow, cell: Cell, near: Near) -> CoverageOut:
        span, score = near.get((point.number, article.version_id), (None, None))
        return CoverageOut(
            **self._cell(point, article, cell).model_dump(),
            nearest=_range(span) if span else None,
            nearest_text=article.text[span.start : span.end] if span else None,
            score=score,
        )

    def _passages(self, passages: Iterable[Passage]) -> list[PassageOut]:
        return [self._passage(passage) for passage in passages if passage.version_id in self._articles]

    def _passage(self, passage: Passage) -> PassageOut:
        article = self._articles[passage.version_id]
        text = article.text[passage.span.start : passage.span.end]
        return PassageOut(article=article.article_id, outlet=article.name, span=_range(passage.span), text=text)


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _stances(stances: Iterable[tuple[str, str]]) -> list[StanceOut]:
    return [StanceOut(stance=stance, target=target) for stance, target in stances]


def _running(text: str, parts: tuple[Span, ...]) -> str:
    """The parts, with " … " where words stand between them."""
    said = text[parts[0].start : parts[0].end]
    for before, part in pairwise(parts):
        between = text[before.end : part.start].strip()
        said += (" … " if between else " ") + text[part.start : part.end]
    return said
