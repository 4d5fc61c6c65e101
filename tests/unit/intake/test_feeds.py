"""Feeds: what they list, read in a child; and what is none."""

from collections.abc import Iterator

import pytest

from articles.intake import READ_LIMITS, Child, Refusal
from articles.intake.feeds import MOST_ENTRIES, Entry, read_feed
from articles.intake.limits import Limits
from articles.intake.web import Fetched

AT = "https://courier.example/feeds/news.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Courier</title><link>https://courier.example/</link>
<item><title>Pier  shut &amp; barred</title><link>https://courier.example/1?utm_source=rss</link>
<pubDate>Wed, 04 Mar 2026 18:30:00 +0100</pubDate></item>
<item><title>Again</title><link>https://courier.example/1</link></item>
<item><title>By its guid</title><guid isPermaLink="true">https://courier.example/2</guid></item>
<item><title>A file</title><link>file:///etc/passwd</link></item>
<item><title>Nowhere</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title>
<entry><title>Pier shut</title><link rel="self" href="/self"/><link rel="alternate" href="../articles/7"/>
<published>2026-03-04T17:30:00Z</published><updated>2026-03-05T08:00:00+00:00</updated></entry>
<entry><title>No such day</title><link href="https://courier.example/8"/>
<published>0001-01-01T00:00:00Z</published><updated>2026-06-31T08:00:00Z</updated></entry>
</feed>"""
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + ']><rss version="2.0"><channel><item><title>&j;</title><link>https://courier.example/1</link></item></channel></rss>'
)
OUTSIDE = (
    '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    "<item><title>&a;</title><link>https://courier.example/1</link></item></channel></rss>"
)


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(READ_LIMITS) as child:
        yield child


def feed(text: str, content_type: str = "application/rss+xml") -> Fetched:
    return Fetched(AT, text.encode(), content_type)


def listed(found: tuple[Entry, ...] | Refusal) -> tuple[Entry, ...]:
    assert not isinstance(found, Refusal)
    return found


def test_an_rss_feed_lists_each_address_once_in_its_order(child: Child) -> None:
    assert read_feed(feed(RSS), child) == (
        Entry("https://courier.example/1", "Pier shut & barred", "2026-03-04T17:30:00+00:00"),
        Entry("https://courier.example/2", "By its guid"),
    )


def test_an_atom_feed_says_when_an_entry_changed_and_its_links_are_made_whole(child: Child) -> None:
    first, second = listed(read_feed(feed(ATOM, "application/atom+xml"), child))
    assert first == Entry(
        "https://courier.example/articles/7", "Pier shut", "2026-03-04T17:30:00+00:00", "2026-03-05T08:00:00+00:00"
    )
    assert (second.address, second.published) == ("https://courier.example/8", "")


def test_the_charset_of_the_server_counts(child: Child) -> None:
    data = RSS.replace("UTF-8", "us-ascii").replace("barred", "verrammelt für Fußgänger").encode("iso-8859-1")
    entries = listed(read_feed(Fetched(AT, data, "application/rss+xml; charset=iso-8859-1"), child))
    assert entries[0].headline == "Pier shut & verrammelt für Fußgänger"


@pytest.mark.parametrize("text", ["<html><body><p>News</p></body></html>", "", "/etc/passwd", AT, "\x00\x01"])
def test_what_is_no_feed_is_refused_in_one_sentence(child: Child, text: str) -> None:
    refused = read_feed(feed(text), child)
    assert isinstance(refused, Refusal)
    assert refused.sentence == f"{AT} is no RSS or Atom feed: give the address of the feed itself."


def test_an_empty_feed_is_one(child: Child) -> None:
    assert read_feed(feed('<rss version="2.0"><channel></channel></rss>'), child) == ()


def test_a_long_feed_is_read_from_its_top(child: Child) -> None:
    items = "".join(f"<item><link>https://courier.example/{n}</link></item>" for n in range(MOST_ENTRIES + 5))
    entries = listed(read_feed(feed(f'<rss version="2.0"><channel>{items}</channel></rss>'), child))
    assert [entry.address for entry in entries] == [f"https://courier.example/{n}" for n in range(MOST_ENTRIES)]


def test_entities_neither_grow_nor_open_files(child: Child) -> None:
    for text in (BOMB, OUTSIDE):
        (entry,) = listed(read_feed(feed(text), child))
        assert len(entry.headline) < 1000
        assert "root:" not in entry.headline


def test_a_feed_that_takes_too_much_is_given_up() -> None:
    nested = "<x>" * 3_000_000
    with Child(Limits(seconds=1, megabytes=200)) as child:
        refused = read_feed(feed(f'<rss version="2.0"><channel>{nested}'), child)
    assert isinstance(refused, Refusal)
    assert refused.sentence.startswith(f"{AT} was given up: it takes more than")
