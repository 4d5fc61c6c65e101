"""The list of stories."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles.comparison.listing import A_PAGE
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
    with django_assert_num_queries(6):
        client.get("/")
    long_story(5, 4)
    with django_assert_num_queries(6):
        client.get("/")
    assert harbour.comparison_id


@pytest.mark.django_db
@pytest.mark.database
def test_stories_stand_newest_first_those_without_a_date_by_the_day_when_they_were_made(client: Client) -> None:
    StoryFactory(title="Long ago", date=dt.date(2020, 5, 1))
    StoryFactory(title="Today", date=None)
    StoryFactory(title="To come", date=timezone.localdate() + dt.timedelta(days=3))
    lines = read_html(client.get("/").content.decode()).all(".story-line h2")
    assert [line.text for line in lines] == ["To come", "Today", "Long ago"]


@pytest.mark.django_db
def test_many_stories_come_page_by_page(client: Client) -> None:
    for number in range(A_PAGE + 2):
        StoryFactory(title=f"Story {number:02}", date=dt.date(2024, 1, 1) + dt.timedelta(days=number))
    first, second = (read_html(client.get(address).content.decode()) for address in ("/", "/?page=2"))
    assert [line.text for line in second.all(".story-line h2")] == ["Story 01", "Story 00"]
    assert len(first.all(".story-line")) == A_PAGE
    assert first.one(".pages a").attributes["href"] == "?page=2"
