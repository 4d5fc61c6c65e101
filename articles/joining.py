"""New arrivals join the open story that they clearly belong to; an editor checks it, and takes out what is wrong."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.analysis.joining import clear_places
from articles.arrivals import arrival_of, placed_around, taken_out
from articles.models import Article, Joining, Version

MOST_UNSORTED = 500  # other articles without a story that are looked at beside the arrivals, newest first


def join_open_stories(articles: Collection[int]) -> list[Joining]:
    """Put each of these articles that stands in no story into the open one that it clearly belongs to.

    A story is open as long as an editor has not closed it and it has an article of the days around the arrival. Of the
    articles that stand in no story all are looked at, but only these are put anywhere. Four queries, and more for each
    joining.
    """
    loose = Version.objects.filter(article__story=None).newest().select_related("article__outlet")
    arrivals = list(loose.filter(article__in=articles))
    if not arrivals:
        return []
    others = loose.exclude(article__in=articles).order_by("-article__created_at", "-article")[:MOST_UNSORTED]
    placed = placed_around(arrivals)
    stories = {str(version.pk): version.article.story for version in placed}
    by_key = {str(story.pk): story for story in stories.values() if story is not None}
    places = clear_places(
        (arrival_of(version) for version in (*placed, *others, *arrivals)),
        {key: str(story.pk) for key, story in stories.items() if story is not None},
    )
    out, joined = taken_out(arrivals), []
    for version in sorted(arrivals, key=lambda version: version.article_id):
        place = places.get(str(version.pk))
        if place is None:
            continue
        story = by_key[place.story]
        if story.open and (version.article_id, story.pk) not in out:
            joined += _join(version.article, Joining(story=story, article=version.article, likeness=place.likeness))
    return joined


def _join(article: Article, joining: Joining) -> list[Joining]:
    """The joining, stored; none where an editor has placed the article meanwhile."""
    with transaction.atomic():
        if not Article.objects.filter(pk=article.pk, story=None).update(story=joining.story):
            return []
        joining.save()
    article.story = joining.story
    return [joining]


def check(joining: Joining, *, belongs: bool, by: User) -> None:
    """Keep what an editor says of a joining; what does not belong is taken out of the story again."""
    with transaction.atomic():
        Joining.objects.filter(pk=joining.pk).update(belongs=belongs, checked_by=by, checked_at=timezone.now())
        if not belongs:
            Article.objects.filter(pk=joining.article_id, story=joining.story_id).update(story=None)
