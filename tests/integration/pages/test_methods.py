"""The page of methods, and the ways that lead to it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import read_html


@pytest.mark.django_db
def test_every_part_is_listed_and_can_be_linked_to(client: Client) -> None:
    page = read_html(client.get("/methods/").content.decode())

    listed = [link.attributes["href"].removeprefix("#") for link in page.all(".contents a")]
    assert listed == [heading.attributes["id"] for heading in page.all(".prose h2")]
    assert page.one("h1").text == "What Parallax measures, how, and how often it is wrong"
    assert page.one("head title").text == "What Parallax measures, how, and how often it is wrong · Parallax"


@pytest.mark.parametrize("query", ["", "point=3"])
def test_what_a_story_page_says_of_its_methods_leads_to_a_part_that_is_there(
    client: Client, harbour: Story, open_story: Open, query: str
) -> None:
    there = {e.attributes["id"] for e in read_html(client.get("/methods/").content.decode()).all(".prose h2")}

    links = [link.attributes["href"] for link in open_story(harbour, query).all("main a")]
    anchors = {href.partition("#")[2] for href in links if href.startswith("/methods/")}

    assert anchors
    assert anchors <= there


@pytest.mark.django_db
def test_the_methods_ask_once_what_was_ruled(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):
        client.get("/methods/")
    with django_assert_max_num_queries(1):
        client.get("/methods/")


@pytest.mark.django_db
def test_what_was_right_here_stands_beside_what_was_measured_elsewhere(client: Client) -> None:
    page = read_html(client.get("/methods/").content.decode())
    assert [heading.text for heading in page.all(".prose h2")][:2] == ["In short", "In this installation"]
    tables = [one for one in page.all(".table-scroll") if one.attributes["aria-label"] == "In this installation"]
    rows = [[cell.text for cell in (*row.all("th"), *row.all("td"))] for row in tables[0].all("tbody tr")]
    assert rows[3] == ["Who says it", "0", "too few to say (0)", "too few to say (0)"]
    assert rows[-1] == ["That a finding holds", "0", "too few to say (0)", "cannot be known"]
    ids = {one.attributes["id"] for one in page.all(".prose h2")}
    assert {link.attributes["href"].removeprefix("#") for link in tables[0].all("a")} <= ids
