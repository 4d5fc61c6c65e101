"""Stored articles as the grouping takes them: new arrivals, and what already stands in stories around them."""

import datetime as dt
from collections.abc import Iterable

from articles.analysis.joining import BACKGROUND_DAYS, MOST_BACKGROUND
from articles.analysis.story_groups import WINDOW_DAYS, Arrival
from articles.models import Article, Joining, Version


def arrival_of(version: Version) -> Arrival:
    """A text with its article's headline and time, named by the key of its version."""
    return Arrival(str(version.pk), version.article.headline, version.text, moment_of(version.article))


def moment_of(article: Article) -> dt.datetime:
    """When it was published, or where that is not known, when it was stored."""
    return article.published_at or article.created_at


def placed_around(arrivals: Iterable[Version]) -> list[Version]:
    """The newest texts of articles that stand in a story, from the weeks before the arrivals to the days after them.

    The older ones tell which words are rare. One query; the newest ones, where there are very many.
    """
    moments = [moment_of(version.article) for version in arrivals]
    first, last = min(moments) - dt.timedelta(days=BACKGROUND_DAYS), max(moments) + dt.timedelta(days=WINDOW_DAYS)
    found = Version.objects.exclude(article__story=None).newest().published_between(first, last)
    return list(found.select_related("article__outlet", "article__story")[:MOST_BACKGROUND])


def taken_out(arrivals: Iterable[Version]) -> set[tuple[int, int]]:
    """Which of these articles an editor took out of a story again, with that story: keys of both."""
    articles = [version.article_id for version in arrivals]
    return set(Joining.objects.taken_out().filter(article__in=articles).values_list("article", "story"))
