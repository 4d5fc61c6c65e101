"""Addresses into the store, from a real server on this machine, by whoever works."""

import datetime as dt
import json
from html import escape
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.fetching import ask_for, carry_out, fetch_next, fetches_again
from articles.fetching.carrying import MOST_ATTEMPTS, line_of
from articles.fetching.queue import claim
from articles.ingest import NewStory
from articles.models import Article, Fetch, FetchState, Run, Story, Version
from tests.factories import EditorFactory, StoryFactory
from tests.integration.fetching.served import feed_of, read, work_off
from tests.web import WOLVES, Web, web

pytestmark = pytest.mark.django_db(transaction=True)
HOSTILE = json.loads((Path(__file__).parents[2] / "unit/intake/hostile_addresses.json").read_text(encoding="utf-8"))


def pier_asked_for(served: Web, articles: int) -> Fetch:
    """A fetch of so many articles into a new story."""
    addresses = [served.article(f"/{n}", f"Pier {n}", said=f"{n} said so.") for n in range(articles)]
    return ask_for(addresses, story=NewStory("Pier"), started_by=None)


def carry_out_but_for_the_second(fetch: Fetch, ends: BaseException) -> None:
    """An attempt that ends before its second article."""
    mine = claim(fetch)
    assert mine is not None

    def tell(message: str) -> None:
        if message.startswith("Fetching 2"):
            raise ends

    carry_out(mine, tell)


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


def test_nothing_that_a_feed_or_an_editor_gives_leads_inside(served: Web) -> None:
    """Hostile addresses as the unit tests have them, but for those that rest on what a name leads to."""
    given = [case["address"] for case in HOSTILE if "names" not in case and case["address"].isprintable()]
    with web("127.0.0.2", served.port) as inside:
        given.append(inside.at("/secret"))
        read(feed_of(served, *(escape(address) for address in given)))
        ask_for(given, story=None, started_by=None)
        work_off()
        assert inside.asked == []
    listed, asked = Fetch.objects.order_by("pk")
    assert len(listed.results) > 40  # of the feed, what is an address at all
    assert len(asked.results) == len(given) > 80
    assert {one["became"] for fetch in (listed, asked) for one in fetch.results} == {"refused"}
    assert served.paths == ["/feed", "/etc/passwd"]  # in a feed a path is one of its own server


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


def test_changed_articles_of_another_story_make_none(served: Web) -> None:
    for said, title in (("so", "Pier"), ("otherwise", "Harbour")):
        addresses = [served.article(f"/{n}", f"Pier {n}", said=f"{n} said {said}.") for n in range(2)]
        ask_for(addresses, story=NewStory(title), started_by=None)
        work_off()
    assert [fetch.message for fetch in Fetch.objects.order_by("pk")] == ["2 added.", "0 added, 2 new versions."]
    assert [(story.title, story.articles.count()) for story in Story.objects.all()] == [("Pier", 2)]


def test_changed_articles_of_no_story_come_into_one_new_one(served: Web) -> None:
    for said, story in (("so", None), ("otherwise", NewStory("Pier"))):
        addresses = [served.article(f"/{n}", f"Pier {n}", said=f"{n} said {said}.") for n in range(3)]
        ask_for(addresses[: 3 if story else 2], story=story, started_by=None)
        work_off()
    assert [fetch.message for fetch in Fetch.objects.order_by("pk")] == ["2 added.", "1 added, 2 new versions."]
    assert [(story.title, story.articles.count()) for story in Story.objects.all()] == [("Pier", 3)]


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
    fetch = pier_asked_for(served, 3)

    with pytest.raises(SystemExit):
        carry_out_but_for_the_second(fetch, SystemExit(1))
    assert not fetch_next(feeds=False)  # its worker may still be there
    Fetch.objects.update(heard_at=timezone.now() - dt.timedelta(minutes=2))
    work_off()

    fetch.refresh_from_db()
    assert (fetch.state, fetch.message, fetch.attempt) == (FetchState.DONE, "3 added.", 2)
    assert served.paths == ["/0", "/1", "/2"]
    assert [article.story for article in Article.objects.all()] == [Story.objects.get()] * 3


def test_what_a_fetch_has_stored_before_it_failed_is_analysed(served: Web) -> None:
    fetch = pier_asked_for(served, 2)
    carry_out_but_for_the_second(fetch, RuntimeError())
    fetch.refresh_from_db()
    assert fetch.state == FetchState.FAILED
    assert [run.story for run in Run.objects.all()] == [Article.objects.get().story]


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


def test_what_a_fetch_has_stored_before_it_was_given_up_is_analysed(served: Web) -> None:
    fetch = pier_asked_for(served, 2)
    with pytest.raises(SystemExit):
        carry_out_but_for_the_second(fetch, SystemExit(1))
    Fetch.objects.update(attempt=MOST_ATTEMPTS, heard_at=timezone.now() - dt.timedelta(minutes=2))
    work_off()
    fetch.refresh_from_db()
    assert (fetch.state, len(fetch.results)) == (FetchState.FAILED, 1)
    assert [run.story for run in Run.objects.all()] == [Article.objects.get().story]


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
