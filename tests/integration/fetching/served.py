"""What the server lists as a feed, and readings and fetches of it."""

from articles.fetching import begin_reading, carry_out, fetch_next
from articles.models import Feed
from tests.factories import OutletFactory
from tests.web import Answer, Web

RSS = '<rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ITEM = "<item><title>{0}</title><link>{1}</link><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>"


def feed_of(server: Web, *addresses: str, etag: str = "") -> Feed:
    """A feed of The Courier that lists these addresses; the same feed again when called again."""
    items = "".join(ITEM.format(f"Headline {number}", address) for number, address in enumerate(addresses))
    headers = {"Content-Type": "application/rss+xml"} | ({"ETag": etag} if etag else {})
    server.answers["/feed"] = Answer(RSS.format(items).encode(), headers=headers)
    known = Feed.objects.filter(address=server.at("/feed")).first()
    return known or Feed.objects.create(address=server.at("/feed"), outlet=OutletFactory(name="The Courier"))


def read(feed: Feed) -> str:
    """One reading, and the line that it left."""
    fetch = begin_reading(feed)
    assert fetch is not None
    carry_out(fetch)
    feed.refresh_from_db()
    fetch.refresh_from_db()
    assert fetch.message == feed.last_result
    return feed.last_result


def work_off() -> None:
    """All that is queued, as the worker's threads do it."""
    while fetch_next(feeds=False) or fetch_next(feeds=True):
        pass
