"""The list of stories: what each offers before it is opened."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from articles.comparison.joined import new_in
from articles.comparison.paging import Pages, pages_of
from articles.comparison.words import count, listed
from articles.models import Point, Story

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story. ``points`` is None until it is compared; ``new`` says what joined it within a day."""

    title: str
    href: str
    date: date | None
    outlets: str
    articles: str
    points: str | None
    only_in_one: int
    new: str


@dataclass(frozen=True, slots=True)
class StoryList:
    """One page of all stories."""

    stories: tuple[StoryLine, ...]
    pages: Pages


def story_list(page: int) -> StoryList:
    """All stories, newest first, page by page (from 1); six queries."""
    pages = pages_of(Story.objects.count(), A_PAGE, page, lambda number: f"?page={number}")
    shown = Story.objects.all()[pages.first - 1 : pages.last]
    stories = list(shown.prefetch_related("articles__outlet"))
    points = Point.objects.filter(comparison__in=[story.comparison_id for story in stories]).order_by()
    counted = points.values_list("comparison").annotate(points=Count("pk"), only=Count("only_in"))
    counts = {comparison: (points, only) for comparison, points, only in counted}
    new = new_in(stories)
    lines = (_line(story, *counts.get(story.comparison_id, (0, 0)), new.get(story.pk, "")) for story in stories)
    return StoryList(tuple(lines), pages)


def _line(story: Story, points: int, only: int, new: str) -> StoryLine:
    articles = list(story.articles.all())
    return StoryLine(
        title=story.title,
        href=story.get_absolute_url(),
        date=story.date,
        outlets=listed(list(dict.fromkeys(article.outlet.name for article in articles))),
        articles=count(len(articles), "article"),
        points=count(points, "point") if story.comparison_id else None,
        only_in_one=only,
        new=new,
    )
