"""Which fetches there are to do, and who does one: whoever claims it, as long as that worker is heard of."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.ingest import NewStory
from articles.models import Feed, Fetch, FetchState, Story

# One address takes ten seconds to fetch and up to thirty to read: a worker that was silent for longer is gone.
LEASE = dt.timedelta(seconds=90)
LONGEST_WAIT = dt.timedelta(days=1)


def ask_for(addresses: Sequence[str], *, story: Story | NewStory | None, started_by: User | None) -> Fetch:
    """Have a worker fetch these addresses and put their articles into ``story``, or into none."""
    new = story if isinstance(story, NewStory) else None
    return Fetch.objects.create(
        asked=[{"address": address} for address in addresses],
        story=story if isinstance(story, Story) else None,
        new_story=new.title if new else "",
        new_story_date=new.date if new else None,
        started_by=started_by,
    )


def fetches_again(fetch: Fetch, addresses: Iterable[str], started_by: User | None) -> Fetch:
    """Another fetch of some addresses of one that has ended, with the same story."""
    wanted = set(addresses)
    return Fetch.objects.create(
        asked=[one for one in fetch.asked or () if one["address"] in wanted],
        story=fetch.story,
        new_story=fetch.new_story,
        new_story_date=fetch.new_story_date,
        started_by=started_by,
    )


def queue_due_feeds() -> None:
    """A fetch for each feed whose time has come; each time is used once, however many workers look."""
    for feed in Feed.objects.due():
        later = timezone.now() + dt.timedelta(minutes=feed.minutes)
        with transaction.atomic():
            due = Feed.objects.filter(pk=feed.pk, active=True, next_at=feed.next_at)
            if due.update(next_at=later):
                _reading_of(feed)


def begin_reading(feed: Feed) -> Fetch | None:
    """A fetch of this feed that the caller carries out at once; None while another worker reads it."""
    later = timezone.now() + dt.timedelta(minutes=feed.minutes)
    with transaction.atomic():
        Feed.objects.filter(pk=feed.pk).update(next_at=later)
        unfinished = Fetch.objects.filter(feed=feed, state__in=(FetchState.WAITING, FetchState.RUNNING)).first()
        fetch = unfinished or _reading_of(feed)
    return claim(fetch) if fetch else None


def _reading_of(feed: Feed) -> Fetch | None:
    """A waiting fetch of a feed; None where one waits or runs already, which the database sees to."""
    try:
        with transaction.atomic():
            return Fetch.objects.create(feed=feed)
    except IntegrityError:
        return None


def claim(fetch: Fetch) -> Fetch | None:
    """The fetch, now running for whoever asked; None when another worker has it."""
    begun = {"state": FetchState.RUNNING, "attempt": fetch.attempt + 1, "heard_at": Now()}
    if not _to_do().filter(pk=fetch.pk, attempt=fetch.attempt).update(**begun):
        return None
    return Fetch.objects.select_related("feed__outlet", "story").get(pk=fetch.pk)


def _to_do() -> QuerySet[Fetch]:
    """By the clock of the database, which all hosts share."""
    return Fetch.objects.to_do(silent_since=Now() - LEASE, at_most=Now() + LEASE)


def next_fetch(*, feeds: bool) -> Fetch | None:
    """The next fetch to do, claimed: of feeds, or of what editors asked for; None when there is none."""
    for fetch in _to_do().filter(feed__isnull=not feeds)[:5]:
        claimed = claim(fetch)
        if claimed is not None:
            return claimed
    return None


def held(fetch: Fetch) -> QuerySet[Fetch]:
    """The row of the fetch as long as this attempt holds it."""
    return Fetch.objects.filter(pk=fetch.pk, state=FetchState.RUNNING, attempt=fetch.attempt)


def say(fetch: Fetch, **changes: Any) -> None:
    """Store what has changed, and say that the fetch is at work. Raises ``Lost`` when another worker has it."""
    if not held(fetch).update(**changes, heard_at=Now()):
        raise Lost
    for name, value in changes.items():
        setattr(fetch, name, value)


class Lost(Exception):
    """Another worker has taken the fetch over."""


def back_off(feed: Feed, failures: int) -> dt.datetime:
    """When to read a feed again that failed so many times in a row: each time twice as late, a day at most."""
    wait = dt.timedelta(minutes=feed.minutes * 2 ** min(failures, 16))
    return timezone.now() + min(wait, max(LONGEST_WAIT, dt.timedelta(minutes=feed.minutes)))
