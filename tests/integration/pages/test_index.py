"""The list of stories."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Story
from tests.factories import StoryFactory
from tests.integration.pages.reading import read_html
from tests.stories import long_story


def test_each_story_names_its_outlets_and_what_stands_in_one_piece_only(client: Client, harbour: Story) -> None:
    page = read_html(client.get("/").content.decode())
    line = page.one(".story-line")
    assert line.one("h2 a").attributes["href"] == harbour.get_absolute_url()
    assert line.one(".story-line-outlets").text == "The Courier, Evening Post and Morning Sun"
    assert line.one(".story-line-facts").text == "21 June 2022 · 3 articles · 5 points, 3 in one piece only"


@pytest.mark.django_db
def test_a_story_that_is_not_compared_says_so(client: Client) -> None:
    StoryFactory(title="Tomorrow")
    line = read_html(client.get("/").content.decode()).one(".story-line")
    assert line.one(".story-line-outlets").text == "No articles yet"
    assert line.one(".story-line-facts").text == "0 articles · not compared yet"


@pytest.mark.django_db
def test_no_stories_yet_says_what_to_do(client: Client) -> None:
    notice = read_html(client.get("/").content.decode()).one(".notice")
    assert notice.text == "No stories yet. An editor adds articles in the admin; the story they tell then stands here."


def test_more_stories_take_no_more_queries(
    client: Client, harbour: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        client.get("/")
    long_story(5, 4)
    with django_assert_num_queries(5):
        client.get("/")
    assert harbour.comparison_id
