"""Outlets across stories."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.analysis.types import Status
from articles.models import Outlet, Story, Version
from tests.factories import OutletFactory
from tests.integration.pages.reading import Element, read_html
from tests.many_stories import many_stories
from tests.stories import Piece, Said, harbour_story, store


def read(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return read_html(response.content.decode())


def rows(page: Element, heading: str) -> list[list[str]]:
    (section,) = (one for one in page.all("section") if one.attributes["aria-labelledby"] == heading)
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in section.all("tbody tr")]


def test_outlets_stand_by_name_with_what_they_alone_have(client: Client, harbour: Story) -> None:
    OutletFactory(name="An outlet without articles")
    lines = read(client, "/outlets/").all(".story-line")
    assert [line.text for line in lines] == [
        "Evening Post 1 article · 1 story told by others too · 1 point alone",
        "Morning Sun 1 article · 1 story told by others too · 2 points alone",
        "The Courier 1 article · 1 story told by others too · 0 points alone",
    ]
    assert lines[1].one("a").attributes["href"] == "/outlets/morning-sun/"
    assert harbour.pk


@pytest.mark.django_db
def test_without_outlets_the_page_says_where_they_come_from(client: Client) -> None:
    notice = read(client, "/outlets/").one(".notice")
    assert notice.text == "No outlets yet. They come with their first articles, which an editor adds in the admin."


def test_an_outlet_shows_whom_it_quotes_and_whom_not_by_counts_alone_at_first(client: Client, harbour: Story) -> None:
    page = read(client, "/outlets/morning-sun/")
    assert page.one(".lead").text == "1 article, 1 story that other outlets tell too."
    assert page.one(".notice").text == (
        "It is too early to say: of 1 story told by others too there are counts alone, and shares from 10 on."
    )
    assert rows(page, "sides") == [
        ["Harbour Board", "0 of 1", "1", "0 of 1"],
        ["Northern Union", "1 of 1", "0", "1 of 1"],
    ]
    assert rows(page, "most") == [["Ann Lee", "1 of 1", "0", "1 of 1"]]
    assert rows(page, "elsewhere") == [["Bo Carr", "0 of 1", "1"]]
    assert page.all("svg") == []
    assert harbour.pk


def test_a_point_alone_and_a_point_missing_lead_to_the_story(client: Client, harbour: Story) -> None:
    page = read(client, "/outlets/morning-sun/")
    (alone,) = (one for one in page.all("section") if one.attributes["aria-labelledby"] == "alone")
    assert [line.text for line in alone.all("li li")] == [
        "He could not feed his children",
        "Union Ann Lee: Thanked the town for its help",
    ]
    (missing,) = (one for one in page.all("section") if one.attributes["aria-labelledby"] == "missing")
    link = missing.one("li li a")
    assert link.text == "The offer is fair. It stays on the table."
    opened = read(client, link.attributes["href"].partition("#")[0])
    assert "The offer is fair" in opened.one("#drawer").text
    assert harbour.pk


def test_a_text_that_is_incomplete_is_left_out(client: Client, harbour: Story) -> None:
    Version.objects.filter(article__outlet__name="Morning Sun").update(complete=False)
    page = read(client, "/outlets/morning-sun/")
    assert page.one(".lead").text == (
        "1 article, 0 stories that other outlets tell too. 1 story with an incomplete text of it is left out:"
        " nothing follows from its silence."
    )
    assert rows(page, "sides") == []
    assert harbour.pk


@pytest.mark.django_db
def test_what_one_outlet_tells_alone_says_nothing_of_what_it_leaves_out(client: Client) -> None:
    store(
        "Alone",
        [Piece("Solo", "Ann Lee said: “We go.”", [Said("go", "We go.", "Ann Lee", "Union")])],
        [("Union", "U", "blue")],
    )
    page = read(client, "/outlets/solo/")
    assert page.one(".lead").text == "1 article, 0 stories that other outlets tell too."
    assert rows(page, "sides") == []


@pytest.mark.django_db
def test_a_point_is_missing_only_where_the_full_text_was_searched(client: Client) -> None:
    said = [Said("deal", "We want a deal.", "Ann Lee", status=Status.VERBATIM)]
    text = "Ann Lee said: “We want a deal.”"
    pieces = [Piece("One", text, said), Piece("Two", text, said)]
    store("Searched", [*pieces, Piece("Three", "Nothing.")])
    store("Early", [*pieces, Piece("Three", "Nothing.", statuses={"deal": Status.TOO_EARLY})])
    page = read(client, "/outlets/three/")
    (missing,) = (one for one in page.all("section") if one.attributes["aria-labelledby"] == "missing")
    assert [heading.one("a").text for heading in missing.all("h3")] == ["Searched"]


@pytest.mark.django_db
def test_from_ten_stories_on_there_are_shares_with_intervals_and_months(client: Client) -> None:
    for number, story in enumerate(many_stories(24, points=3)):
        story.date = date(2026, 1 + number % 4, 1)
        story.save()
    page = read(client, "/outlets/the-courier/")
    board = rows(page, "sides")[0][1]
    counted = board.split()
    assert counted[0] == counted[2]  # it quotes everybody
    assert counted[3:5] == ["100", "%"]
    assert counted[-3:] == ["to", "100", "%)"]
    charts = page.all(".chart")
    assert [chart.one(".chart-ends").text for chart in charts] == ["Jan 2026Apr 2026"] * 2
    (table,) = (one for one in page.all("section") if one.attributes["aria-labelledby"] == "months")
    assert len(table.all("thead th")) == 5
    assert Outlet.objects.count() == 6


@pytest.mark.django_db
def test_more_stories_take_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    many_stories(3)
    harbour_story()
    for path, queries in (("/outlets/", 3), ("/outlets/evening-post/", 19)):
        with django_assert_num_queries(queries):
            client.get(path)
    many_stories(9, first=3)
    for path, queries in (("/outlets/", 3), ("/outlets/evening-post/", 19)):
        with django_assert_num_queries(queries):
            client.get(path)


@pytest.mark.django_db
def test_an_outlet_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/outlets/nobody/").status_code == 404
