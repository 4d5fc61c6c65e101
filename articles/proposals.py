"""Which stories articles without one may belong to: proposed from their words and times, decided by an editor."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from articles.analysis.story_groups import WINDOW_DAYS, stories_of
from articles.arrivals import arrival_of, moment_of, placed_around, taken_out
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

    @property
    def keys(self) -> str:
        """The keys of its articles, parted by commas."""
        return ",".join(str(article.pk) for article in self.articles)


def proposals() -> tuple[Proposal, ...]:
    """All proposals, those with most articles first; an article that is like no other is proposed by itself.

    Three queries. The articles of stories around the unsorted ones are looked at too, so that a new arrival is proposed
    for its story; never for one that an editor took it out of.
    """
    unsorted = list(
        Version.objects.filter(article__story=None)
        .newest()
        .select_related("article__outlet")
        .order_by("-article__created_at", "-article")[:MOST_UNSORTED]
    )
    if not unsorted:
        return ()
    by_key = {str(version.pk): version for version in (*placed_around(unsorted), *unsorted)}
    groups = stories_of(arrival_of(version) for version in by_key.values())
    out = taken_out(unsorted)
    found = (one for group in groups for one in _proposed([by_key[arrival.id] for arrival in group], out))
    return tuple(sorted(found, key=lambda p: (p.story is None, -len(p.articles), p.title)))


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


def _proposed(group: list[Version], out: set[tuple[int, int]]) -> Iterator[Proposal]:
    """What is proposed for articles of one event: the story that they join, and a new one for those it is not for."""
    loose = [version for version in group if version.article.story is None]
    moments = [moment_of(version.article) for version in loose]
    stories = [
        version.article.story
        for version in group
        if version.article.story is not None and _is_near(moment_of(version.article), moments)
    ]
    story = max(set(stories), key=lambda one: (stories.count(one), -one.pk)) if stories else None
    joining = [version for version in loose if story and (version.article_id, story.pk) not in out]
    for part, target in ((joining, story), ([version for version in loose if version not in joining], None)):
        if part:
            shown = tuple(_unsorted(version) for version in part)
            yield Proposal(shown, target, target.title if target else shown[0].headline)


def _is_near(moment: dt.datetime, others: list[dt.datetime]) -> bool:
    """Whether a moment is within the grouping's days of any of the others: a story that has rested begins anew."""
    return any(abs(moment - other) <= dt.timedelta(days=WINDOW_DAYS) for other in others)


def _unsorted(version: Version) -> Unsorted:
    article = version.article
    beginning = " ".join(version.text[: 4 * _SHOWN].split())
    headline = article.headline or " ".join(version.text[:1000].strip().partition("\n")[0].split())
    return Unsorted(article.pk, article.outlet.name, headline[:200], beginning[:_SHOWN], moment_of(article))
