"""One fetch from its beginning to its report; one that was broken off goes on where it was."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.conf import settings
from django.db import Error, transaction
from django.utils import timezone

from articles.fetching.feeds import (
    MOST_AT_ONCE,
    forget_old,
    note_entry,
    note_failure,
    note_reading,
    note_state,
    to_fetch,
)
from articles.fetching.queue import Lost, held, say
from articles.importing import Imported, Importer
from articles.ingest import NewStory
from articles.intake import Refusal, Row
from articles.intake.feeds import Entry
from articles.intake.web import Fetched, Fetcher
from articles.joining import join_open_stories
from articles.models import Became, Feed, Fetch, FetchState, Story
from articles.tasks import start_run

log = logging.getLogger(__name__)

type Tell = Callable[[str], None]
MOST_ATTEMPTS = 5  # a fetch whose workers are killed again and again may be what kills them
_STOPPED = "The worker was stopped before all was fetched; what had come was kept."
_BROKEN = "Fetching stopped at an error of the program; what had come was kept, and the log says more."


def new_fetcher() -> Fetcher:
    """A fetcher as this installation has it."""
    return Fetcher(also=settings.PARALLAX_FETCH_TEST_SERVERS)


def carry_out(fetch: Fetch, tell: Tell = lambda _: None) -> None:
    """Fetch what is left of a claimed fetch, store it, and say what became of each address; ``tell`` hears progress.

    When another worker has taken it over, this one just stops. After an error of the database another attempt follows.
    One that was broken off in ``MOST_ATTEMPTS`` attempts is given up.
    """
    if fetch.attempt > MOST_ATTEMPTS:
        _fail(fetch, _STOPPED)
        return
    try:
        with new_fetcher() as fetcher, Importer(outlet=fetch.feed.outlet.name if fetch.feed else "") as importer:
            if fetch.asked is None and fetch.feed is not None and not _list(fetch, fetch.feed, fetcher, importer, tell):
                return
            _take_all(fetch, fetcher, importer, tell)
        _finish(fetch)
    except Lost:
        log.warning("Fetch %s was taken over by another worker", fetch.pk)
    except Error:
        raise
    except Exception:
        log.exception("Fetch %s failed (attempt %s)", fetch.pk, fetch.attempt)
        _fail(fetch, _BROKEN)


def _list(fetch: Fetch, feed: Feed, fetcher: Fetcher, importer: Importer, tell: Tell) -> bool:
    """Find out what a feed has that is to be fetched; False where it cannot be read."""
    message = f"Reading the feed {feed.address}"
    tell(message)
    say(fetch, message=message)
    read = _read(feed, fetcher, importer)
    if isinstance(read, Refusal):
        _fail(fetch, read.sentence)
        return False
    fetched, listed = read
    wanted = to_fetch(feed, listed)
    new = {one.address for one in wanted}
    asked = [_without_blanks(asdict(one)) for one in wanted[:MOST_AT_ONCE]]
    with transaction.atomic():
        say(fetch, asked=asked, known=sum(one.address not in new for one in listed))
        if len(wanted) <= MOST_AT_ONCE:  # else what is left would not be listed again until the feed changes
            note_state(feed, fetched)
    return True


def _read(feed: Feed, fetcher: Fetcher, importer: Importer) -> tuple[Fetched, tuple[Entry, ...]] | Refusal:
    """The feed as it came, and what it lists: nothing where it has not changed since it was last read."""
    fetched = fetcher.feed(feed.address, etag=feed.etag, modified=feed.modified)
    if isinstance(fetched, Refusal):
        return fetched
    listed = () if fetched.unchanged else importer.feed(fetched)
    return listed if isinstance(listed, Refusal) else (fetched, listed)


def _take_all(fetch: Fetch, fetcher: Fetcher, importer: Importer, tell: Tell) -> None:
    asked = [Entry(**one) for one in fetch.asked or ()]
    for number, entry in enumerate(asked[len(fetch.results) :], start=len(fetch.results) + 1):
        message = f"Fetching {number} of {len(asked)}: {entry.address}"
        tell(message)
        say(fetch, message=message)
        row = _as_listed(importer.page(entry.address, fetcher), entry, fetch.feed)
        with transaction.atomic():  # an article is stored together with its place in the report
            importer.story = _story_of(fetch)
            imported = importer.settle(row)
            say(fetch, results=[*fetch.results, _result(entry, imported)], **_made_story(fetch, imported))
            if fetch.feed is not None:
                note_entry(fetch.feed, entry, imported)


def _story_of(fetch: Fetch) -> Story | NewStory | None:
    if fetch.story is not None or not fetch.new_story:
        return fetch.story
    return NewStory(fetch.new_story, fetch.new_story_date)


def _made_story(fetch: Fetch, imported: Imported) -> dict[str, Story]:
    """The new story that an editor asked for, once an article stands in it: the others follow it there."""
    made = fetch.story is None and fetch.new_story and imported.placed and imported.story
    return {"story": made} if made else {}


def _as_listed(row: Row | Refusal, entry: Entry, feed: Feed | None) -> Row | Refusal:
    """A row with what its feed knows better: whose it is, and when it was published where the page does not say."""
    if feed is None or isinstance(row, Refusal):
        return row
    return replace(row, outlet="", published=row.published or entry.published)


def _result(entry: Entry, imported: Imported) -> dict[str, Any]:
    return {
        "address": entry.address,
        "became": imported.became.value,
        "because": imported.because,
        "article": imported.article.pk if imported.article else None,
    }


def _finish(fetch: Fetch) -> None:
    """The report, and the analysis of every story that something came into; also of those that it joined by itself."""
    join_open_stories([result["article"] for result in fetch.results if result["became"] == Became.ADDED])
    message = line_of(fetch.results, fetch.known, of_feed=fetch.feed is not None)
    with transaction.atomic():
        say(fetch, state=FetchState.DONE, message=message, finished_at=timezone.now())
        if fetch.feed is not None:
            note_reading(fetch.feed, message)
            forget_old(fetch.feed)
        _analyse(fetch)


def _fail(fetch: Fetch, because: str) -> None:
    """Say why a fetch ended; the stories that something came into before are analysed all the same."""
    with transaction.atomic():
        if held(fetch).update(state=FetchState.FAILED, message=because, finished_at=timezone.now()):
            if fetch.feed:
                note_failure(fetch.feed, because)
            _analyse(fetch)


def _analyse(fetch: Fetch) -> None:
    stored = [one["article"] for one in fetch.results if one["became"] in {Became.ADDED, Became.NEW_VERSION}]
    for story in Story.objects.filter(articles__in=stored).distinct().order_by("pk"):
        start_run(story, reason="Articles fetched from the Web", started_by=fetch.started_by)


def line_of(results: Sequence[Mapping[str, Any]], known: int, *, of_feed: bool) -> str:
    """What became of all addresses in one line, with the first reason: "2 added, 12 known, 1 refused: …".

    >>> line_of([{"became": "added"}, {"became": "duplicate"}], 12, of_feed=True)
    '1 added, 13 known.'
    """
    refused = [result["because"] for result in results if result["became"] == Became.REFUSED]
    counts = counts_of(results, known, of_feed=of_feed).removesuffix(".")
    return f"{counts}{', the first' if len(refused) > 1 else ''}: {refused[0]}" if refused else f"{counts}."


def counts_of(results: Sequence[Mapping[str, Any]], known: int, *, of_feed: bool) -> str:
    """How many addresses became what: "2 added, 1 new version, 12 known, 1 refused."."""
    counts = Counter(result["became"] for result in results)
    changed, same = counts[Became.NEW_VERSION], counts[Became.DUPLICATE] + known
    parts = [f"{counts[Became.ADDED]} added"]
    if changed:
        parts.append(f"{changed} new version{'' if changed == 1 else 's'}")
    if same or of_feed:
        parts.append(f"{same} known")
    if counts[Became.REFUSED]:
        parts.append(f"{counts[Became.REFUSED]} refused")
    return f"{', '.join(parts)}."


def _without_blanks(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}
