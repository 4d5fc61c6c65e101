"""Addresses and feeds into the store, from a real server on this machine, by whoever works."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.fetching import ask_for, begin_reading, carry_out, fetch_next, fetches_again
from articles.fetching.carrying import line_of
from articles.fetching.queue import MOST_ATTEMPTS, claim
from articles.ingest import NewStory
from articles.models import Article, Feed, FeedEntry, Fetch, FetchState, OutletSource, Run, Story, Version
from tests.factories import EditorFactory, OutletFactory, StoryFactory
from tests.web import WOLVES, Answer, Web, web

pytestmark = pytest.mark.django_db(transaction=True)
RSS = '<rss version="2.0"><channel><title>News</title>{}</channel></rss>'
ITEM = "<item><title>{0}</title><link>{1}</link><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>"


@pytest.fixture(autouse=True)
def served(settings: Settings) -> Iterator[Web]:
    """A server of this machine that the installation under test may fetch from."""
    with web() as server:
        settings.PARALLAX_FETCH = True
        settings.PARALLAX_FETCH_TEST_SERVERS = server.servers
        yield server


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


def test_the_addresses_of_an_editor_become_articles_of_one_new_story(served: Web) -> None:
    site = '<meta property="og:site_name" content="The Courier">'
    first = served.article("/1", "Pier shut", said="One said so.", head=site)
    second = served.article("/2", "Quay open", told=WOLVES, head=site)
    editor = EditorFactory()
    fetch = ask_for(
        [first, served.at("/missing"), second], story=NewStory("Pier", dt.date(2026, 3, 4)), started_by=editor
    )

    work_off()

    fetch.refresh_from_db()
    story = Story.objects.get()
    assert (story.title, story.date) == ("Pier", dt.date(2026, 3, 4))
    assert [(a.headline, a.url, a.story, a.outlet.name) for a in Article.objects.order_by("pk")] == [
        ("Pier shut", first, story, "The Courier"),
        ("Quay open", second, story, "The Courier"),
    ]
    missing = f"{served.at('/missing')} is not there (404): check the address."
    assert [(one["address"], one["became"], one["because"]) for one in fetch.results] == [
        (first, "added", ""),
        (served.at("/missing"), "refused", missing),
        (second, "added", ""),
    ]
    assert (fetch.state, fetch.message) == (FetchState.DONE, f"2 added, 1 refused: {missing}")
    run = Run.objects.get()
    assert (run.story, run.reason, run.started_by) == (story, "Articles fetched from the Web", editor)


def test_an_address_goes_into_the_story_that_was_chosen_or_into_none(served: Web) -> None:
    story = StoryFactory()
    ask_for([served.article("/1", "Pier shut", said="One.")], story=story, started_by=None)
    ask_for([served.article("/2", "Four wolves released", told=WOLVES)], story=None, started_by=None)
    work_off()
    assert [article.story for article in Article.objects.order_by("pk")] == [story, None]
    assert [run.story for run in Run.objects.all()] == [story]


def test_the_changed_text_of_an_address_is_a_new_version_and_the_same_one_is_known(served: Web) -> None:
    address = served.article("/1", "Pier shut", said="One.")
    for said in ("One.", "Two."):
        served.article("/1", "Pier shut", said=said)
        ask_for([address], story=None, started_by=None)
        work_off()
    ask_for([address], story=None, started_by=None)
    work_off()
    assert [fetch.message for fetch in Fetch.objects.order_by("pk")] == [
        "1 added.", "0 added, 1 new version.", "0 added, 1 known."
    ]  # fmt: skip
    assert Article.objects.get().versions.count() == 2


def test_what_was_refused_can_be_fetched_again(served: Web) -> None:
    fetch = ask_for([served.at("/late"), served.at("/never")], story=NewStory("Pier"), started_by=None)
    work_off()
    served.article("/late", "Pier shut")
    fetch.refresh_from_db()
    again = fetches_again(fetch, [served.at("/late")], None)
    work_off()
    assert Article.objects.get().story == Story.objects.get(title="Pier")
    assert again.asked == [{"address": served.at("/late")}]


def test_a_fetch_that_was_broken_off_goes_on_where_it_was(served: Web) -> None:
    addresses = [served.article(f"/{n}", f"Pier {n}", said=f"{n} said so.") for n in range(3)]
    fetch = ask_for(addresses, story=NewStory("Pier"), started_by=None)
    mine = claim(fetch)
    assert mine is not None

    def broken_off(message: str) -> None:
        if message.startswith("Fetching 2"):
            raise SystemExit(1)

    with pytest.raises(SystemExit):
        carry_out(mine, broken_off)
    assert not fetch_next(feeds=False)  # its worker may still be there
    Fetch.objects.update(heard_at=timezone.now() - dt.timedelta(minutes=2))
    work_off()

    fetch.refresh_from_db()
    assert (fetch.state, fetch.message, fetch.attempt) == (FetchState.DONE, "3 added.", 2)
    assert served.paths == ["/0", "/1", "/2"]
    assert [article.story for article in Article.objects.all()] == [Story.objects.get()] * 3


def test_a_worker_that_lost_its_fetch_stores_nothing_more(served: Web) -> None:
    fetch = ask_for([served.article(f"/{n}", f"Pier {n}", said=str(n)) for n in range(2)], story=None, started_by=None)
    mine = claim(fetch)
    assert mine is not None

    def overtaken(message: str) -> None:
        if message.startswith("Fetching 2"):
            Fetch.objects.update(attempt=2)

    carry_out(mine, overtaken)
    fetch.refresh_from_db()
    assert (fetch.state, len(fetch.results), Version.objects.count()) == (FetchState.RUNNING, 1, 1)


def test_a_fetch_that_seems_to_kill_its_workers_is_given_up(served: Web) -> None:
    fetch = ask_for([served.at("/1")], story=None, started_by=None)
    long_ago = timezone.now() - dt.timedelta(minutes=2)
    Fetch.objects.update(state=FetchState.RUNNING, attempt=MOST_ATTEMPTS, heard_at=long_ago)
    work_off()
    fetch.refresh_from_db()
    assert (fetch.state, fetch.message) == (
        FetchState.FAILED,
        "The worker was stopped before all was fetched; what had come was kept.",
    )
    assert served.asked == []


def test_an_error_of_the_program_is_told_and_ends_the_fetch(
    served: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("articles.fetching.carrying.line_of", lambda *_, **__: 1 / 0)
    fetch = ask_for([served.article("/1", "Pier shut")], story=None, started_by=None)
    work_off()
    fetch.refresh_from_db()
    assert (fetch.state, Article.objects.count()) == (FetchState.FAILED, 1)
    assert fetch.message.startswith("Fetching stopped at an error of the program; what had come was kept")
    assert "ZeroDivisionError" in caplog.text


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
    entry = '<entry><link href="{}"/><updated>2026-03-0{}T08:00:00Z</updated></entry>'
    kind = {"Content-Type": "application/atom+xml"}
    feed = feed_of(served)

    def listed(day: int) -> None:
        atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry.format(address, day)}</feed>'
        served.answers["/feed"] = Answer(atom.encode(), headers=kind)

    listed(4)
    assert read(feed) == "1 added, 0 known."
    served.article("/1", "Pier shut", said="Two.")
    assert read(feed) == "0 added, 1 known."
    listed(5)
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


def test_a_feed_that_has_not_changed_is_not_sent_again(served: Web) -> None:
    feed = feed_of(served, served.article("/1", "Pier shut"), etag='"7"')
    read(feed)
    served.answers["/feed"] = Answer(status=304)
    assert read(feed) == "0 added, 0 known."
    assert served.asked[-1][1]["If-None-Match"] == '"7"'
    assert feed.etag == '"7"'


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
    ready = threading.Barrier(4)
    problems: list[Exception] = []

    def worker() -> None:
        try:
            ready.wait()
            fetch_next(feeds=True)
        except Exception as error:
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
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


def test_where_fetching_is_off_the_commands_say_so_and_nothing_is_fetched(served: Web, settings: Settings) -> None:
    settings.PARALLAX_FETCH = False
    feed_of(served)
    off = "Fetching from the Web is off: whoever runs this installation can switch it on with PARALLAX_FETCH=1."
    with pytest.raises(CommandError) as told:
        call_command("read_feeds")
    assert str(told.value) == f"No feed was read. {off}"
    address = served.article("/1", "Pier shut")
    with pytest.raises(CommandError) as told:
        call_command("import", address)
    assert str(told.value) == f"{address} was not fetched, nor anything imported. {off}"
    assert served.asked == []


def test_an_address_can_be_imported_beside_files(
    served: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The quay is open.")
    address = served.article("/1", "Pier shut")
    call_command("import", str(tmp_path / "a.txt"), address, served.at("/missing"), "--outlet", "O", "--story", "Pier")
    out, err = capsys.readouterr()
    sources = ("a.txt", address, served.at("/missing"))
    assert err.splitlines() == [f"Reading {number} of 3: {name}" for number, name in enumerate(sources, start=1)]
    assert out.splitlines()[-1] == "3 rows: 2 added, 0 new version, 0 duplicate, 1 refused."
    assert Run.objects.get().story.title == "Pier"


def test_a_longer_feed_takes_no_more_queries_to_be_looked_at(
    served: Web, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    addresses = [served.article(f"/{n}", f"Pier {n}", said=str(n)) for n in range(4)]
    feed = feed_of(served, *addresses)
    read(feed)
    with django_assert_max_num_queries(25):
        assert read(feed) == "0 added, 4 known."


@pytest.mark.parametrize(
    ("became", "line"),
    [
        ([], "0 added."),
        (["added", "added", "new version", "new version", "duplicate"], "2 added, 2 new versions, 1 known."),
        (["refused"], "0 added, 1 refused: It is gone."),
        (["refused", "refused", "added"], "1 added, 2 refused, the first: It is gone."),
    ],
)
def test_the_report_is_one_line(became: list[str], line: str) -> None:
    assert line_of([{"became": one, "because": "It is gone."} for one in became], 0, of_feed=False) == line
