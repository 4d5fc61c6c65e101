"""The page of methods, and the ways that lead to it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import read_html


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
def test_the_methods_need_no_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get("/methods/")
