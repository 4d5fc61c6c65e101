"""Which stories articles without one may belong to: proposed from their words and times, decided by an editor."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from articles.analysis.story_groups import WINDOW_DAYS, Arrival, stories_of
from articles.models import Article, Story, Version, keep_as_it_was

MOST_UNSORTED = 500  # articles that one page proposes stories for, newest first
_SHOWN = 160  # characters of a text's beginning


@dataclass(frozen=True, slots=True)
class Unsorted:
    """An article without a story, as the page shows it."""

    pk: int
    outlet: str
    headline: str
    beginning: str
    moment: dt.datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """Articles that seem to tell one event; ``story`` is the open one that they seem to join, None for a new one."""

    articles: tuple[Unsorted, ...]
    story: Story | None
    title: str


def proposals() -> tuple[Proposal, ...]:
    """All proposals, those with most articles first; an article that is like no other is proposed by itself.

    Two queries. The articles of stories within the window of the unsorted ones are looked at too, so that a new
    arrival is proposed for its open story.
    """
    unsorted = list(
        Version.objects.filter(article__story=None)
        .newest()
        .select_related("article__outlet")
        .order_by("-article__created_at", "-article")[:MOST_UNSORTED]
    )
    if not unsorted:
        return ()
    window = dt.timedelta(days=WINDOW_DAYS)
    moments = [_moment(version.article) for version in unsorted]
    placed = (
        Version.objects.exclude(article__story=None)
        .newest()
        .published_between(min(moments) - window, max(moments) + window)
        .select_related("article__outlet", "article__story")
    )
    by_key = {str(version.pk): version for version in (*placed, *unsorted)}
    groups = stories_of(_arrival(version) for version in by_key.values())
    found = (_proposal([by_key[arrival.id] for arrival in group]) for group in groups)
    return tuple(
        sorted((p for p in found if p is not None), key=lambda p: (p.story is None, -len(p.articles), p.title))
    )


def accept(articles: Collection[int], *, story: Story | None, title: str) -> tuple[Story | None, int]:
    """Put articles without a story into ``story``, or into a new one of that title; the story, and how many were put.

    None when none of them is left.
    An article that another editor has placed meanwhile stays where it is.
    """
    with transaction.atomic():
        waiting = list(Article.objects.select_for_update(of=("self",)).filter(pk__in=articles, story=None))
        if not waiting:
            return None, 0
        target = story or Story.objects.create(title=title)
        keep_as_it_was(Article, [article.pk for article in waiting])
        for article in waiting:
            article.story = target
        bulk_update_with_history(waiting, Article, ["story"], default_change_reason="Sorted into a story")
    return target, len(waiting)


def _proposal(group: list[Version]) -> Proposal | None:
    loose = [version for version in group if version.article.story is None]
    if not loose:
        return None
    stories = [version.article.story for version in group if version.article.story is not None]
    story = max(set(stories), key=lambda one: (stories.count(one), -one.pk)) if stories else None
    shown = tuple(_unsorted(version) for version in loose)
    return Proposal(shown, story, story.title if story else shown[0].headline)


def _unsorted(version: Version) -> Unsorted:
    article = version.article
    beginning = " ".join(version.text[: 4 * _SHOWN].split())
    headline = article.headline or " ".join(version.text[:1000].strip().partition("\n")[0].split())
    return Unsorted(article.pk, article.outlet.name, headline[:200], beginning[:_SHOWN], _moment(article))


def _arrival(version: Version) -> Arrival:
    return Arrival(str(version.pk), version.article.headline, version.text, _moment(version.article))


def _moment(article: Article) -> dt.datetime:
    """When it was published, or where that is not known, when it was stored."""
    return article.published_at or article.created_at
