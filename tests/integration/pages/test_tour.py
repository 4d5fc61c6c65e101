"""The tour: five steps, each at an address where what it speaks of is on the page."""

from urllib.parse import urldefrag

import pytest
from django.test import Client

from articles.models import Story
from tests.integration.pages.reading import Element, read_html


def page_at(client: Client, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    return read_html(response.content.decode())


def test_the_tour_leads_from_the_list_of_stories_through_five_steps_and_ends(harbour: Story, client: Client) -> None:
    address = page_at(client, "/").one(".stories-tour a").attributes["href"]
    titles = []
    while True:
        path, place = urldefrag(address)
        page = page_at(client, path)
        assert len([one for one in page.all("") if one.attributes.get("id") == place]) == 1
        tour = page.one(".tour")
        titles.append((tour.one(".tour-step").text, tour.one("h2").text))
        following = tour.all(".tour-next")
        if not following:
            break
        address = following[0].attributes["href"]
    assert titles == [
        ("Step 1 of 5", "Findings come first"),
        ("Step 2 of 5", "Open the evidence"),
        ("Step 3 of 5", "Read the texts side by side"),
        ("Step 4 of 5", "Narrow it down"),
        ("Step 5 of 5", "Look from elsewhere"),
    ]
    done = tour.all("a")[-1]
    assert done.text == "Done"
    assert not page_at(client, done.attributes["href"]).all(".tour")
    assert harbour.slug in address


def test_steps_show_what_they_speak_of(harbour: Story, client: Client) -> None:
    path = harbour.get_absolute_url()
    second = page_at(client, f"{path}?tour=1").one(".tour-next").attributes["href"]
    assert page_at(client, second).one("#drawer")
    fourth = page_at(client, f"{path}?tour=3").one(".tour-next").attributes["href"]
    assert "3 of 5 points" in page_at(client, fourth).text


@pytest.mark.parametrize("asked", ["0", "6", "x", "²", "999"])
def test_what_is_no_step_is_no_tour(harbour: Story, client: Client, asked: str) -> None:
    assert not page_at(client, f"{harbour.get_absolute_url()}?tour={asked}").all(".tour")
