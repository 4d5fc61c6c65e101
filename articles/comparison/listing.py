"""The list of stories: what each offers before it is opened."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from articles.comparison.words import count, listed
from articles.models import Point, Story


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story. ``points`` is None until it is compared."""

    title: str
    href: str
    date: date | None
    outlets: str
    articles: str
    points: str | None
    only_in_one: int


def story_list() -> tuple[StoryLine, ...]:
    """All stories, newest first, in four queries."""
    points = Point.objects.filter(comparison__story__comparison=F("comparison")).order_by()
    counted = points.values_list("comparison").annotate(points=Count("pk"), only=Count("only_in"))
    counts = {comparison: (points, only) for comparison, points, only in counted}
    stories = Story.objects.prefetch_related("articles__outlet")
    return tuple(_line(story, *counts.get(story.comparison_id, (0, 0))) for story in stories)


def _line(story: Story, points: int, only: int) -> StoryLine:
    articles = list(story.articles.all())
    return StoryLine(
        title=story.title,
        href=story.get_absolute_url(),
        date=story.date,
        outlets=listed(list(dict.fromkeys(article.outlet.name for article in articles))),
        articles=count(len(articles), "article"),
        points=count(points, "point") if story.comparison_id else None,
        only_in_one=only,
    )
