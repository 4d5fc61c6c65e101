"""What a feed lists, and which of it is to be fetched: what is new, was changed, or could not be had before."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from articles.fetching.queue import back_off
from articles.importing import Imported
from articles.intake import Reason
from articles.intake.feeds import Entry
from articles.intake.web import Fetched
from articles.models import Article, Feed, FeedEntry

MOST_TRIES = 4  # of an address that could not be reached, since the feed last changed it; each in another reading
REPORTS_KEPT = dt.timedelta(days=30)
MOST_AT_ONCE = 50  # addresses of one reading; the others follow with the next one


def to_fetch(feed: Feed, listed: Sequence[Entry]) -> list[Entry]:
    """Those of ``listed`` that are not known, that the feed says were changed since, or that are worth another try.

    What could not be reached is tried again although the feed does not list it any more. Three queries.
    """
    before = {entry.address: entry for entry in feed.entries.filter(address__in=[one.address for one in listed])}
    stored = _stored({one.address for one in listed} - before.keys())
    wanted = [one for one in listed if _is_wanted(one, before.get(one.address), stored)]
    asked = {one.address for one in wanted}
    again = feed.entries.filter(again=True, tries__lt=MOST_TRIES).exclude(address__in=asked)
    return [*wanted, *(Entry(entry.address, updated=entry.updated) for entry in again)]


def note_entry(feed: Feed, entry: Entry, imported: Imported) -> None:
    """Keep what became of an address that the feed listed; tries are counted anew once the feed says it was changed."""
    refusal = imported.refusal
    known, made = FeedEntry.objects.get_or_create(feed=feed, address=entry.address)
    changed = entry.updated > known.updated
    known.article = imported.article or known.article
    known.updated = entry.updated
    known.refused = "" if imported.article else imported.because
    known.again = refusal is not None and refusal.reason is Reason.NOT_REACHED
    known.tries = 1 if made or changed or not known.again else known.tries + 1
    known.save()


def note_state(feed: Feed, fetched: Fetched) -> None:
    """Keep the server's names for the state that was read: the next reading asks only for a newer one."""
    if not fetched.unchanged:
        Feed.objects.filter(pk=feed.pk).update(etag=fetched.etag, modified=fetched.modified)


def note_reading(feed: Feed, result: str) -> None:
    """Note that the feed was read, and what came of it."""
    Feed.objects.filter(pk=feed.pk).update(last_read_at=timezone.now(), last_result=result, failures=0)


def note_failure(feed: Feed, because: str) -> None:
    """Note that the feed could not be read; the next reading waits the longer, the more often that happened.

    It asks for the feed whatever its state: of what was listed before the failure, some may not have been fetched.
    """
    failures = feed.failures + 1
    Feed.objects.filter(pk=feed.pk).update(
        last_read_at=timezone.now(),
        last_result=because,
        failures=failures,
        next_at=back_off(feed, failures),
        etag="",
        modified="",
    )


def forget_old(feed: Feed) -> None:
    """Drop the reports of readings that ended long ago; what became of each address stays known."""
    feed.fetches.filter(finished_at__lt=timezone.now() - REPORTS_KEPT).delete()


def _stored(addresses: set[str]) -> dict[str, dt.datetime]:
    """When the articles of these addresses were stored that came in another way, by address."""
    return dict(Article.objects.filter(url__in=addresses).values_list("url", "created_at"))


def _is_wanted(entry: Entry, before: FeedEntry | None, stored: dict[str, dt.datetime]) -> bool:
    if before is not None:
        changed = entry.updated > before.updated  # ISO, and UTC
        return changed or (before.again and before.tries < MOST_TRIES)
    since = stored.get(entry.address)
    return since is None or (entry.updated != "" and dt.datetime.fromisoformat(entry.updated) > since)
