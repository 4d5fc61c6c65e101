"""Adding by web address: the form, and the page that shows what became of each."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.fetching import ask_for, fetch_next
from articles.models import Fetch, FetchState, Run, Story
from tests.factories import ArticleFactory, EditorFactory, StoryFactory, UserFactory
from tests.integration.pages.reading import Element, read_html
from tests.web import WOLVES, Web, web

pytestmark = pytest.mark.django_db
URL = "/admin/articles/article/add/"
PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.PARALLAX_FETCH = True


@pytest.fixture
def served(settings: Settings) -> Iterator[Web]:
    with web() as server:
        settings.PARALLAX_FETCH_TEST_SERVERS = server.servers
        yield server


def send(desk: Client, **fields: Any) -> Any:  # noqa: ANN401 - Django's test response
    return desk.post(URL, {"add": "Add and analyse", **fields})


def page_of(desk: Client, fetch: Fetch) -> Element:
    return read_html(desk.get(address(fetch)).content.decode()).one("#content-main")


def address(fetch: Fetch) -> str:
    return f"/admin/articles/fetch/{fetch.pk}/change/"


def test_addresses_alone_need_no_story_and_lead_to_their_progress(desk: Client, editor: User) -> None:
    response = send(desk, addresses=" https://courier.example/1?utm_source=x \r\n\r\nhttps://courier.example/1\r\n")
    fetch = Fetch.objects.get()
    assert response.headers["Location"] == address(fetch)
    assert (fetch.asked, fetch.story, fetch.new_story, fetch.started_by) == (
        [{"address": "https://courier.example/1"}], None, "", editor,
    )  # fmt: skip
    assert page_of(desk, fetch).one(".now").text == "Waiting for the worker …"


def test_a_story_is_taken_along(desk: Client) -> None:
    story = StoryFactory()
    send(desk, addresses="https://courier.example/1", story=story.pk)
    send(desk, addresses="https://courier.example/2", new_story=" Pier  shut ", date="2026-03-04")
    chosen, new = Fetch.objects.order_by("pk")
    assert (chosen.story, chosen.new_story) == (story, "")
    assert (new.story, new.new_story, new.new_story_date) == (None, "Pier shut", dt.date(2026, 3, 4))


def test_texts_and_addresses_come_into_the_same_new_story(desk: Client) -> None:
    response = send(
        desk, new_story="Pier", pasted="A text.", addresses="https://courier.example/1", **{"new_outlet-pasted": "Bay"}
    )
    fetch, run = Fetch.objects.get(), Run.objects.get()
    assert response.headers["Location"] == address(fetch)
    assert fetch.story == run.story == Story.objects.get(title="Pier")


def test_a_text_beside_addresses_still_needs_a_story(desk: Client) -> None:
    page = send(desk, pasted="A text.", addresses="https://courier.example/1", **{"new_outlet-pasted": "Bay"})
    assert page.context["form"].errors["new_story"] == ["Choose a story, or type the title of a new one."]
    assert not Fetch.objects.exists()


def test_what_is_wrong_with_a_line_is_said_and_all_lines_are_kept(desk: Client) -> None:
    lines = "https://courier.example/1\r\nhttp://localhost/\r\ncourier.example/2"
    page = send(desk, addresses=lines)
    assert page.context["form"].errors["addresses"] == [
        "http://localhost/ names no server of the public Web: give the whole address.",
        "courier.example/2 is no web address: give one that begins with https:// or http://.",
    ]
    typed = read_html(page.content.decode().replace("<br>", "")).one("#id_addresses").raw
    assert typed.strip() == lines.replace("\r\n", "\n") or typed.strip() == lines
    assert not Fetch.objects.exists()


def test_too_many_addresses_are_refused(desk: Client) -> None:
    page = send(desk, addresses="\n".join(f"https://courier.example/{n}" for n in range(101)))
    assert page.context["form"].errors["addresses"] == ["Give at most 100 addresses at once: here are 101."]


def test_nothing_at_all_names_what_can_be_given(desk: Client) -> None:
    page = send(desk, new_story="Pier")
    assert page.context["form"].non_field_errors() == [
        "There is no text yet: choose one or more files, or paste a text, or give web addresses."
    ]


def test_where_fetching_is_off_the_page_says_what_to_set(desk: Client, settings: Settings) -> None:
    settings.PARALLAX_FETCH = False
    page = desk.get(URL).content.decode()
    assert (
        "Fetching from the Web is off: whoever runs this installation can switch it on with PARALLAX_FETCH=1." in page
    )
    assert "id_addresses" not in page
    send(desk, addresses="https://courier.example/1")
    assert not Fetch.objects.exists()


def test_a_fetch_going_on_says_what_happens_and_asks_again(desk: Client) -> None:
    fetch = ask_for(["https://a.example/1", "https://a.example/2"], story=None, started_by=None)
    Fetch.objects.update(state=FetchState.RUNNING, message="Fetching 1 of 2: https://a.example/1")
    page = page_of(desk, fetch)
    assert page.one(".now").text == "Fetching 1 of 2: https://a.example/1"
    assert page.one("progress").attributes["max"] == "2"
    asked_for = page.one("#progress").attributes["data-hx-get"]
    assert desk.get(asked_for, headers=PART).status_code == 204
    Fetch.objects.update(message="Fetching 2 of 2: https://a.example/2")
    assert desk.get(asked_for, headers=PART).status_code == 200


def test_a_fetch_that_waits_too_long_says_what_to_look_at(desk: Client, settings: Settings) -> None:
    fetch = ask_for(["https://a.example/1"], story=None, started_by=None)
    advice = "Check that a worker is running"
    assert advice not in page_of(desk, fetch).text
    Fetch.objects.update(created_at=timezone.now() - dt.timedelta(minutes=1))
    assert advice in page_of(desk, fetch).text
    settings.PARALLAX_FETCH = False
    assert "Fetching from the Web is off" in page_of(desk, fetch).text


@pytest.mark.django_db(transaction=True)
def test_the_report_says_what_became_of_each_address_and_the_refused_can_be_fetched_again(
    desk: Client, served: Web
) -> None:
    good, other, bad = served.article("/1", "Pier shut", said="1"), served.at("/2"), served.at("/3")
    fetch = ask_for([good, bad], story=StoryFactory(title="Pier"), started_by=None)
    fetch_next(feeds=False)
    served.article("/2", "Four wolves released", told=WOLVES)
    loose = ask_for([other], story=None, started_by=None)
    fetch_next(feeds=False)

    page = page_of(desk, fetch)
    assert [row.text for row in page.all(".fetched li")] == [
        f"Added: 127.0.0.1: Pier shut, in “Pier” {good}",
        f"{bad} is not there (404): check the address.",
    ]
    assert page.one(".now").text == "1 added, 1 refused."
    assert page.one("a.button").text == "Open “Pier”"
    assert [link.text for link in page_of(desk, loose).all("a.button")] == ["Sort articles"]
    again = desk.post(address(fetch))
    assert Fetch.objects.latest("pk").asked == [{"address": bad}]
    assert again.headers["Location"] == address(Fetch.objects.latest("pk"))


def test_a_fetch_is_not_begun_again_while_it_goes_on_or_by_whoever_may_not(desk: Client, client: Client) -> None:
    fetch = ask_for(["https://a.example/1"], story=None, started_by=None)
    assert desk.post(address(fetch)).headers["Location"] == address(fetch)
    Fetch.objects.update(state=FetchState.FAILED)
    client.force_login(EditorFactory(may=["view_fetch"]))
    assert client.get(address(fetch)).status_code == 200
    assert client.post(address(fetch)).status_code == 403
    client.force_login(UserFactory(is_staff=True))
    assert client.get(address(fetch)).status_code == 403
    assert Fetch.objects.count() == 1


def test_a_fetch_that_never_was_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/articles/fetch/999/change/").status_code == 404


def test_more_addresses_take_no_more_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fetch = ask_for([f"https://a.example/{n}" for n in range(9)], story=None, started_by=None)
    added = {"address": "x", "became": "added", "because": ""}
    results = [{**added, "article": ArticleFactory().pk} for _ in range(9)]
    Fetch.objects.update(state=FetchState.DONE, results=results)
    with django_assert_max_num_queries(8):
        desk.get(address(fetch))
    desk.get("/admin/articles/fetch/")
    with django_assert_max_num_queries(10):
        desk.get("/admin/articles/fetch/")
