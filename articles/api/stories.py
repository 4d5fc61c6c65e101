"""Stories, and what their comparisons say."""

from collections.abc import Callable, Iterable
from typing import Annotated

from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router
from ninja.errors import HttpError
from pydantic import Field

from articles.api.asking import AskedOfStory, Part, Text
from articles.api.problems import PROBLEMS
from articles.api.schemas import CoverageOut, FindingOut, FramingOut, Page, PointOut, StatementOut, StoryOut
from articles.api.shapes import Shapes
from articles.comparison.facets import narrow
from articles.comparison.loading import load, nearest_by_point
from articles.comparison.rows import PointRow, StoryRows
from articles.comparison.steady import read_steady
from articles.models import Article, Comparison, Point, Story

router = Router(tags=["Stories"])

Slug = Annotated[str, Field(max_length=220, pattern=r"^[-a-zA-Z0-9_]+$")]


class AskedForStories(Part):
    """Part of the stories whose title has these words."""

    q: Text = Field("", description="Words of the title.")


@router.get("/stories", response={200: Page[StoryOut]} | PROBLEMS, summary="All stories, newest first")
def stories(request: HttpRequest, asked: Query[AskedForStories]) -> Page[StoryOut]:
    """Stories with the counts of their newest comparison."""
    found = Story.objects.filter(title__icontains=asked.q) if asked.q else Story.objects.all()
    shown = found.select_related("comparison")
    return Page[StoryOut](count=found.count(), offset=asked.offset, items=_stories(asked.of(shown)))


@router.get("/stories/{slug}", response={200: StoryOut} | PROBLEMS, summary="One story")
def story(request: HttpRequest, slug: Path[Slug]) -> StoryOut:
    """A story with the counts of its newest comparison."""
    return read_steady(lambda: _found(slug), lambda found: _stories([found])[0])


@router.get("/stories/{slug}/points", response={200: Page[PointOut]} | PROBLEMS, summary="Points with their coverage")
def points(request: HttpRequest, slug: Path[Slug], asked: Query[AskedOfStory]) -> Page[PointOut]:
    """The points that remain under the filters, in the order of the page."""
    rows, remaining = _read(slug, lambda comparison: _remaining(comparison, asked))
    shapes = Shapes(rows)
    return Page[PointOut](
        count=len(remaining), offset=asked.offset, items=[shapes.point(point) for point in asked.of(remaining)]
    )


@router.get("/stories/{slug}/statements", response={200: Page[StatementOut]} | PROBLEMS, summary="Statements")
def statements(request: HttpRequest, slug: Path[Slug], asked: Query[AskedOfStory]) -> Page[StatementOut]:
    """The statements of the points that remain, article by article as they stand there."""
    rows, remaining = _read(slug, lambda comparison: _remaining(comparison, asked))
    points_of = {(s.version_id, s.ident): point.number for point in remaining for s in point.statements}
    listed = [s for s in rows.statements if (s.version_id, s.ident) in points_of]
    shapes = Shapes(rows)
    items = [shapes.statement(s, points_of[s.version_id, s.ident]) for s in asked.of(listed)]
    return Page[StatementOut](count=len(listed), offset=asked.offset, items=items)


@router.get("/stories/{slug}/coverage", response={200: Page[CoverageOut]} | PROBLEMS, summary="Cells, a line each")
def coverage(request: HttpRequest, slug: Path[Slug], asked: Query[AskedOfStory]) -> Page[CoverageOut]:
    """Points by articles; a cell that does not carry its point has the nearest passage."""
    (rows, remaining), near = _read(
        slug, lambda comparison: (_remaining(comparison, asked), nearest_by_point(comparison))
    )
    cells = Shapes(rows).coverage(remaining, near)
    return Page[CoverageOut](count=len(cells), offset=asked.offset, items=list(asked.of(cells)))


@router.get("/stories/{slug}/framing", response={200: list[FramingOut]} | PROBLEMS, summary="Measures of each article")
def framing(request: HttpRequest, slug: Path[Slug]) -> list[FramingOut]:
    """Voice, stance, prominence, verbs and wording, as docs/methods.md defines them."""
    rows = _read(slug, load)
    return [Shapes(rows).framing(article) for article in rows.articles]


@router.get("/stories/{slug}/findings", response={200: Page[FindingOut]} | PROBLEMS, summary="Findings, ranked")
def findings(request: HttpRequest, slug: Path[Slug], asked: Query[Part]) -> Page[FindingOut]:
    """Sentences with their evidence, each article counted by itself."""
    rows = _read(slug, load)
    shapes = Shapes(rows)
    items = [shapes.finding(finding) for finding in asked.of(rows.findings)]
    return Page[FindingOut](count=len(rows.findings), offset=asked.offset, items=items)


def _read[R](slug: str, read: Callable[[Comparison], R]) -> R:
    """What is read of the comparison of a story, all of it of one."""

    def of_story(story: Story) -> R:
        if story.comparison is None:
            raise HttpError(404, f"The story “{slug}” is not compared yet: ask again when its analysis is done.")
        return read(story.comparison)

    return read_steady(lambda: _found(slug), of_story)


def _found(slug: str) -> Story:
    return get_object_or_404(Story.objects.select_related("comparison"), slug=slug)


def _remaining(comparison: Comparison, asked: AskedOfStory) -> tuple[StoryRows, tuple[PointRow, ...]]:
    filters = asked.filters()
    rows = load(comparison, once=filters.once)
    return rows, narrow(rows, filters.counting(once=rows.once)).points


def _stories(shown: Iterable[Story]) -> list[StoryOut]:
    """The stories with the counts of their articles and points, in two queries for all."""
    found = list(shown)
    articles = Article.objects.filter(story__in=found).order_by().values_list("story").annotate(Count("pk"))
    pieces = dict(articles)
    points = Point.objects.filter(comparison__in=[story.comparison_id for story in found]).order_by()
    counted = points.values_list("comparison").annotate(points=Count("pk"), only=Count("only_in"))
    counts = {comparison: (in_all, only) for comparison, in_all, only in counted}
    return [_story(story, pieces.get(story.pk, 0), *counts.get(story.comparison_id, (0, 0))) for story in found]


def _story(story: Story, articles: int, points: int, only_in_one: int) -> StoryOut:
    compared = story.comparison
    return StoryOut(
        slug=story.slug,
        title=story.title,
        date=story.date,
        open=story.open,
        page=story.get_absolute_url(),
        articles=articles,
        points=points if compared else None,
        only_in_one=only_in_one if compared else None,
        compared_at=compared.created_at if compared else None,
        analysis_version=compared.analysis_version if compared else None,
        fingerprint=compared.fingerprint if compared else None,
    )
