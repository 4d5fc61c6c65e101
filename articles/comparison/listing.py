"""The list of stories: what each offers before it is opened."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from articles.comparison.joined import new_in
from articles.comparison.words import count, listed
from articles.models import Point, Story


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


def story_list() -> tuple[StoryLine, ...]:
    """All stories, newest first, in five queries."""
    points = Point.objects.filter(comparison__story__comparison=F("comparison")).order_by()
    counted = points.values_list("comparison").annotate(points=Count("pk"), only=Count("only_in"))
    counts = {comparison: (points, only) for comparison, points, only in counted}
    stories = Story.objects.prefetch_related("articles__outlet")
    new = new_in(Story.objects.all())
    return tuple(_line(story, *counts.get(story.comparison_id, (0, 0)), new.get(story.pk, "")) for story in stories)


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
