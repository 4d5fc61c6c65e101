"""Feeds into the store, from a real server on this machine, by whoever works."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.fetching import ask_for, begin_reading, fetch_next
from articles.fetching.carrying import MOST_ATTEMPTS
from articles.importing import Importer
from articles.models import Article, Feed, FeedEntry, Fetch, FetchState, OutletSource
from tests.at_once import at_once
from tests.factories import OutletFactory
from tests.integration.fetching.served import feed_of, read, work_off
from tests.web import Answer, Web

pytestmark = pytest.mark.django_db(transaction=True)


def changed_on(day: int, address: str, server: Web) -> None:
    """The server's feed lists this address alone, as changed on that day."""
    entry = f'<entry><link href="{address}"/><updated>2026-03-0{day}T08:00:00Z</updated></entry>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    server.answers["/feed"] = Answer(atom.encode(), headers={"Content-Type": "application/atom+xml"})


def test_what_a_feed_lists_is_fetched_once_and_belongs_to_its_outlet(served: Web) -> None:
    wrong = '<meta property="og:site_name" content="Somebody else">'
    feed = feed_of(served, served.article("/1", "Pier shut", said="One.", head=wrong), served.at("/missing"))

    missing = f"{served.at('/missing')} is not there (404): check the address."
    assert read(feed) == f"1 added, 0 known, 1 refused: {missing}"

    article = Article.objects.get()
    assert (article.outlet.name, article.outlet_source, article.story) == ("The Courier", OutletSource.GIVEN, None)
    assert article.published_at == dt.datetime(2026, 3, 4, 18, 30, tzinfo=dt.UTC)
    feed = feed_of(served, served.article("/2", "Quay open", said="Two."), served.at("/1"), served.at("/missing"))
    assert read(feed) == "1 added, 2 known."
    assert served.paths == ["/feed", "/1", "/missing", "/feed", "/2"]


def test_a_text_that_the_feed_says_was_changed_is_a_new_version(served: Web) -> None:
    address = served.article("/1", "Pier shut", said="One.")
    feed = feed_of(served)
    changed_on(4, address, served)
    assert read(feed) == "1 added, 0 known."
    served.article("/1", "Pier shut", said="Two.")
    assert read(feed) == "0 added, 1 known."
    changed_on(5, address, served)
    assert read(feed) == "0 added, 1 new version, 0 known."
    assert [version.number for version in Article.objects.get().versions.all()] == [1, 2]


def test_an_article_that_an_editor_deleted_does_not_come_back(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"))
    read(feed)
    Article.objects.all().delete()
    assert read(feed) == "0 added, 1 known."
    assert not Article.objects.exists()


def test_an_article_that_came_in_another_way_is_known(served: Web) -> None:
    address = served.article("/1", "Pier shut")
    ask_for([address], story=None, started_by=None)
    work_off()
    assert read(feed_of(served, address)) == "0 added, 1 known."
    assert served.paths == ["/1", "/feed"]


def test_what_could_not_be_reached_is_tried_again_four_times_in_all(served: Web) -> None:
    served.answers["/busy"] = Answer(status=503)
    feed = feed_of(served, served.at("/busy"))
    for _ in range(6):
        read(feed)
        feed_of(served)  # it is listed only once
    assert served.paths.count("/busy") == 4
    assert FeedEntry.objects.get().refused == (
        f"{served.at('/busy')} could not be given by its server just now (503): try it again later."
    )


def test_what_could_never_be_reached_is_tried_again_when_the_feed_says_that_it_was_changed(served: Web) -> None:
    served.answers["/busy"] = Answer(status=503)
    feed = feed_of(served)
    for day in (3, 4):
        changed_on(day, served.at("/busy"), served)
        for _ in range(5):
            read(feed)
    assert served.paths.count("/busy") == 8
    address = served.article("/busy", "Pier shut")
    assert read(feed) == "0 added, 1 known."
    changed_on(5, address, served)
    assert read(feed) == "1 added, 0 known."


def test_a_feed_that_has_not_changed_is_not_sent_again(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"), etag='"7"')
    read(feed)
    served.answers["/feed"] = Answer(status=304)
    assert read(feed) == "0 added, 0 known."
    assert served.asked[-1][1]["If-None-Match"] == '"7"'
    assert feed.etag == '"7"'


def test_what_a_failed_reading_did_not_fetch_comes_with_the_next(served: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = feed_of(served, *(served.article(f"/{n}", f"Pier {n}", said=str(n)) for n in range(2)), etag='"7"')
    with monkeypatch.context() as broken:
        broken.setattr(Importer, "page", lambda *_: 1 / 0)
        assert read(feed).startswith("Fetching stopped at an error of the program; what had come was kept")
    assert (feed.etag, feed.modified) == ("", "")
    assert read(feed) == "2 added, 0 known."
    assert "If-None-Match" not in served.asked[1][1]
    assert feed.etag == '"7"'


def test_a_reading_that_seems_to_kill_its_workers_is_given_up_and_counts_as_failed(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"))
    Feed.objects.update(etag='"7"')
    begin_reading(feed)
    Fetch.objects.update(attempt=MOST_ATTEMPTS, heard_at=timezone.now() - dt.timedelta(minutes=2))
    assert read(feed) == "The worker was stopped before all was fetched; what had come was kept."
    assert (feed.failures, feed.etag) == (1, "")
    assert feed.next_at > timezone.now() + dt.timedelta(minutes=59)
    assert served.asked == []


def test_a_long_feed_is_read_in_several_readings(served: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.fetching.carrying.MOST_AT_ONCE", 2)
    addresses = [served.article(f"/{n}", f"Pier {n}", said=str(n)) for n in range(3)]
    feed = feed_of(served, *addresses, etag='"7"')
    assert read(feed) == "2 added, 0 known."
    assert feed.etag == ""
    assert read(feed) == "1 added, 2 known."
    assert feed.etag == '"7"'


def test_a_feed_that_fails_waits_longer_each_time_and_says_why(served: Web) -> None:
    feed = feed_of(served)
    served.answers["/feed"] = Answer(status=500)
    said = f"{feed.address} could not be given by its server just now (500): try it again later."
    for failures, minutes in ((1, 60), (2, 120), (3, 240)):
        before = timezone.now()
        assert read(feed) == said
        assert feed.failures == failures
        waited = feed.next_at - before
        assert dt.timedelta(minutes=minutes) <= waited < dt.timedelta(minutes=minutes + 1)
    Feed.objects.update(failures=30)
    feed.refresh_from_db()
    read(feed)
    assert feed.next_at <= timezone.now() + dt.timedelta(days=1)
    feed_of(served)
    assert read(feed) == "0 added, 0 known."
    assert feed.failures == 0


def test_the_reports_of_long_ago_are_dropped_and_what_is_known_stays_known(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"))
    read(feed)
    Fetch.objects.update(finished_at=timezone.now() - dt.timedelta(days=31))
    assert read(feed) == "0 added, 1 known."
    assert Fetch.objects.count() == 1


def test_what_is_no_feed_is_said_to_be_none(served: Web) -> None:
    feed = feed_of(served)
    served.page("/feed", "<p>Moved</p>")
    assert read(feed) == f"{feed.address} is no RSS or Atom feed: give the address of the feed itself."


def test_a_worker_reads_a_feed_when_it_is_due_and_then_not_before_its_time(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"))
    Feed.objects.create(outlet=feed.outlet, address=served.at("/other"), active=False)
    work_off()
    work_off()
    feed.refresh_from_db()
    assert feed.last_result == "1 added, 0 known."
    assert feed.next_at > timezone.now() + dt.timedelta(minutes=29)
    assert Fetch.objects.get().feed == feed
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
    work_off()
    assert served.paths == ["/feed", "/1", "/feed"]


def test_workers_at_once_read_a_feed_once(served: Web) -> None:
    feed_of(served, served.article("/1", "Pier shut"))
    ended = at_once([lambda: fetch_next(feeds=True)] * 4)
    assert [one for one in ended if isinstance(one, BaseException)] == []
    assert served.paths == ["/feed", "/1"]
    assert [fetch.state for fetch in Fetch.objects.all()] == [FetchState.DONE]


def test_one_that_another_worker_is_reading_is_left_to_it(served: Web, capsys: pytest.CaptureFixture[str]) -> None:
    feed = feed_of(served)
    assert begin_reading(feed) is not None
    call_command("read_feeds")
    assert capsys.readouterr().out == f"{feed}: A worker is reading it just now.\n"


def test_the_command_reads_every_active_feed_and_reports_a_line_each(
    served: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"))
    broken = Feed.objects.create(outlet=OutletFactory(name="The Herald"), address=served.at("/gone"))
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now() + dt.timedelta(days=1))

    call_command("read_feeds")

    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"{feed}: 1 added, 0 known.",
        f"{broken}: Not read. {broken.address} is not there (404): check the address.",
    ]
    assert err.splitlines() == [
        f"Feed 1 of 2: {feed}",
        f"Reading the feed {feed.address}",
        f"Fetching 1 of 1: {served.at('/1')}",
        f"Feed 2 of 2: {broken}",
        f"Reading the feed {broken.address}",
    ]
    call_command("read_feeds", "--due")
    assert capsys.readouterr().out == "No feed is due.\n"


def test_a_longer_feed_takes_no_more_queries_to_be_looked_at(
    served: Web, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [served.article(f"/{n}", f"Pier {n}", said=str(n)) for n in range(4)]
    feed = feed_of(served, *addresses)
    read(feed)
    with django_assert_max_num_queries(25):
        assert read(feed) == "0 added, 4 known."
