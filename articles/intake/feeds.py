"""RSS and Atom feeds: the addresses that a feed lists, read in a child process as every foreign file is."""

import io
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from articles.intake.addresses import LONGEST, host_of, plain_address, shown_address
from articles.intake.dates import in_reach
from articles.intake.limits import Child, Exceeded
from articles.intake.rows import Reason, Refusal
from articles.intake.web import Fetched

MOST_ENTRIES = 100  # of one feed, in its order: newest first, as feeds have it


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed lists. Times are in ISO form and UTC, "" where the feed gives none."""

    address: str
    headline: str = ""
    published: str = ""
    updated: str = ""


def read_feed(fetched: Fetched, child: Child) -> tuple[Entry, ...] | Refusal:
    """What a feed lists, each address once; a refusal where it is no feed or takes too much to read."""
    name = shown_address(fetched.address)
    found = child.run(
        "articles.intake.feeds:feed_values",
        fetched.data,
        address=fetched.address,
        content_type=fetched.content_type,
    )
    if isinstance(found, Exceeded):
        return Refusal(Reason.TOO_HEAVY, f"{name} was given up: {found.reason}.", name)
    if found is None:
        return Refusal(Reason.NO_ARTICLE, f"{name} is no RSS or Atom feed: give the address of the feed itself.", name)
    entries: dict[str, Entry] = {}
    for values in found:
        entries.setdefault(values["address"], Entry(**values))
    return tuple(entries.values())


def feed_values(data: bytes, *, address: str, content_type: str) -> list[dict[str, Any]] | None:
    """The entries of a feed as plain values, None where there is no feed; what the child process runs."""
    headers = {"content-location": address, "content-type": content_type}
    # As a stream: given bytes, the parser would also open a file or an address of that name.
    found = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not found.get("version"):
        return None
    entries = (_entry(one) for one in found.entries[:MOST_ENTRIES])
    return [asdict(entry) for entry in entries if entry is not None]


def _entry(one: feedparser.FeedParserDict) -> Entry | None:
    """An entry, None where it leads nowhere. What forwards its readers may name the page itself."""
    address = one.get("feedburner_origlink") or one.get("link") or ""
    if not host_of(address) or len(address) > LONGEST:
        return None
    updated = one.get("updated_parsed") if "updated_parsed" in one else None  # else the parser gives "published"
    return Entry(
        address=plain_address(address),
        headline=" ".join(one.get("title", "").split()),
        published=_moment(one.get("published_parsed")),
        updated=_moment(updated),
    )


def _moment(time: struct_time | None) -> str:
    try:
        found = datetime(*time[:6], tzinfo=UTC).isoformat() if time else ""
    except ValueError:  # a feed may name the 31st of June
        return ""
    return found if in_reach(found) else ""
