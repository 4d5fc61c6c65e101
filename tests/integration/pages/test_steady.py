"""Pages of a story that is compared anew just while they are made."""

import pytest
from django.test import Client

from articles.models import Story
from tests.comparing import compared_anew
from tests.integration.pages.reading import read_html
from tests.integration.rulings.harbour import analysed_story

pytestmark = pytest.mark.django_db
VIEWS = ["", "matrix/", "quotations/", "facts/", "framing/", "brief/"]


@pytest.fixture
def story() -> Story:
    return analysed_story()


def summary(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return read_html(response.content.decode()).one(".story-facts").text


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_shows_all_of_one_comparison(client: Client, story: Story, view: str) -> None:
    address = story.get_absolute_url() + view
    with compared_anew(story, times=2):
        meanwhile = summary(client, address)
    assert meanwhile == summary(client, address)
    assert "2 outlets" in meanwhile


@pytest.mark.parametrize("view", VIEWS)
def test_where_that_goes_on_it_says_when_to_try_again(client: Client, story: Story, view: str) -> None:
    with compared_anew(story, times=9):
        response = client.get(story.get_absolute_url() + view)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "ETag" not in response
    assert read_html(response.content.decode()).one(".lead").text == (
        "This story is being compared anew just now: try again in a minute."
    )
