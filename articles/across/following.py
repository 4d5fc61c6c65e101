"""What a reader follows: the news of each saved search and of each story, for their page, the feed and the digest."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from articles.across.asked import FACETS, NAMES, Asked
from articles.across.changes import ChangeView, change_view
from articles.across.searching import articles_of
from articles.comparison.words import KIND_WORDS, listed
from articles.models import Article, SavedSearch, Story, StoryChange
from articles.search import CannotSearch, parse

MOST = 30  # pieces of news in a feed
LONGEST_SEARCH = 2000  # characters of a query string
MOST_SAVED = 50  # of one reader: each is looked up when their page is opened
_ON_PAGE = 3


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: what happened, where it leads, and the sentences about it."""

    ident: str
    title: str
    href: str
    at: datetime
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Followed:
    """One saved search or followed story on the reader's page."""

    pk: int
    what: str
    name: str
    href: str
    feed: str
    email: bool
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """The reader's page. ``email`` says why no e-mail can be asked for, "" where it can."""

    followed: tuple[Followed, ...]
    no_email: str


def followed_page(user: User) -> FollowedPage:
    """All that a reader follows, the newest first."""
    searches = SavedSearch.objects.filter(user=user).select_related("story")
    return FollowedPage(tuple(map(_followed, searches)), _no_email(user))


def _no_email(user: User) -> str:
    if not settings.PARALLAX_EMAIL:
        return "E-mail is not set up in this installation; the feeds work without it."
    if not user.email:
        return "Your account has no e-mail address: ask whoever looks after this installation to enter it."
    return ""


def _followed(search: SavedSearch) -> Followed:
    return Followed(
        pk=search.pk,
        what="Story" if search.story else "Search",
        name=search.name,
        href=search.get_absolute_url(),
        feed=reverse("feed", args=[search.token]),
        email=search.email,
        news=news_of(search, most=_ON_PAGE),
    )


class TooMany(Exception):
    """A reader follows as much as they may; the message is one sentence that says what to do."""


def save_search(user: User, query: QueryDict) -> SavedSearch:
    """Save what a query string asks for; the one that is there already where it was saved before.

    Raises ``CannotSearch`` for one that nothing can be found by or that is too long to be kept, and ``TooMany``.
    """
    asked = Asked.from_query(query).at(1)
    parse(asked.text)
    kept = asked.query_string()
    if len(kept) > LONGEST_SEARCH:
        raise CannotSearch("This search is too long to be saved: choose fewer names in it.")
    return _saved(user, story=None, query=kept, name=named(asked))


def follow(user: User, story: Story) -> SavedSearch:
    """Follow a story; the following that is there already where it was followed before. Raises ``TooMany``."""
    return _saved(user, story=story, query="", name=story.title)


def _saved(user: User, *, story: Story | None, query: str, name: str) -> SavedSearch:
    of_user = SavedSearch.objects.filter(user=user)
    known = of_user.filter(story=story, query=query).first()
    if known is not None:
        return known
    if of_user.count() >= MOST_SAVED:
        raise TooMany(f"You have saved {MOST_SAVED}, which is the most there can be: remove one first.")
    saved, _ = SavedSearch.objects.get_or_create(user=user, story=story, query=query, defaults={"name": name[:300]})
    return saved


def named(asked: Asked) -> str:
    """A search in words: "rail strike, in statements, side Labour"."""
    chosen = [
        f"{facet.value} {listed([KIND_WORDS.get(value, value) for value in asked.choices[facet]], 'or')}"
        for facet in FACETS
        if facet in asked.choices
    ]
    return ", ".join((asked.text, f"in {NAMES[asked.within]}", *chosen))


def news_of(search: SavedSearch, *, most: int = MOST) -> tuple[News, ...]:
    """The newest of what happened since the search was saved."""
    if search.story_id:
        changes = changes_for(search).select_related("story", "version__article__outlet")
        return tuple(news_of_change(change_view(change)) for change in changes[:most])
    return tuple(map(news_of_article, articles_for(search).select_related("outlet", "story")[:most]))


def changes_for(search: SavedSearch) -> QuerySet[StoryChange]:
    """What changed in a followed story since then, the newest first."""
    return StoryChange.objects.filter(story=search.story_id, created_at__gte=search.created_at)


def articles_for(search: SavedSearch) -> QuerySet[Article]:
    """The articles stored since then that a search finds, the newest first."""
    asked = Asked.from_query(QueryDict(search.query.removeprefix("?")))
    try:
        found = articles_of(asked, parse(asked.text))
    except CannotSearch:  # saved under other rules
        return Article.objects.none()
    return found.filter(created_at__gte=search.created_at).order_by("-created_at", "-pk")


def news_of_change(change: ChangeView) -> News:
    """A change of a story as a piece of news."""
    lines = [told.text for told in change.sentences]
    more = [change.more] if change.more else []
    return News(f"change-{change.pk}", change.title, change.href, change.at, (*lines, *more))


def news_of_article(article: Article) -> News:
    """An article that a search finds as a piece of news: its outlet and its headline, none of its text."""
    headline = article.headline or "an article without a headline"
    story = article.story
    return News(
        ident=f"article-{article.pk}",
        title=f"{article.outlet}: {headline}",
        href=story.get_absolute_url() if story else reverse("outlet", args=[article.outlet.slug]),
        at=article.created_at,
        lines=(f"In the story “{story}”." if story else "In no story yet.",),
    )
