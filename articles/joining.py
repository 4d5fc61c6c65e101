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
        article.story = joining.story
        _into_history(article, "Joined by likeness")
        joining.save()
    return [joining]


def check(joining: Joining, *, belongs: bool, by: User) -> bool:
    """Keep what an editor says of a joining; what does not belong is taken out of the story again.

    False, and nothing is kept, where another editor has said it meanwhile.
    """
    with transaction.atomic():
        said = {"belongs": belongs, "checked_by": by, "checked_at": timezone.now()}
        if not Joining.objects.to_check().filter(pk=joining.pk).update(**said):
            return False
        if not belongs and Article.objects.filter(pk=joining.article_id, story=joining.story_id).update(story=None):
            article = Article.objects.get(pk=joining.article_id)
            _into_history(article, "It does not belong in the story", by=by)
    return True


def _into_history(article: Article, reason: str, *, by: User | None = None) -> None:
    """Updates that depend on what is stored leave no line in the history by themselves."""
    Article.history.bulk_history_create([article], update=True, default_user=by, default_change_reason=reason)
