"""What all further views of a story have in common: tabs, filters, parts, the chosen point, and few queries."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Outlet, Story
from tests.factories import StoryFactory
from tests.integration.pages.reading import Element, read_html
from tests.stories import long_story

VIEWS = ["matrix", "quotations", "facts", "framing", "versions", "brief"]


def opened(client: Client, story: Story, view: str, query: str = "", *, part: bool = False) -> Element:
    headers = {"HX-Request": "true"} if part else {}
    response = client.get(f"{story.get_absolute_url()}{view}/?{query}", headers=headers)
    assert response.status_code == 200
    return read_html(response.content.decode())


@pytest.mark.parametrize("view", ["", *(f"{view}/" for view in VIEWS)])
def test_every_view_has_the_tabs_of_all_with_the_filters_kept(client: Client, harbour: Story, view: str) -> None:
    address = harbour.get_absolute_url()
    page = read_html(client.get(f"{address}{view}?side=Harbour+Board&point=2").content.decode())

    tabs = page.all("#views a")
    assert [tab.text for tab in tabs] == ["Side by side", *map(str.capitalize, VIEWS)]
    query = "?side=Harbour+Board&point=2"
    paths = ["", "matrix/", "quotations/", "facts/", "framing/", "versions/", "brief/"]
    assert [tab.attributes["href"] for tab in tabs] == [f"{address}{path}{query}" for path in paths]
    assert [tab.attributes["href"] for tab in tabs if "aria-current" in tab.attributes] == [f"{address}{view}{query}"]
    assert page.one("form.filters").attributes["action"] == f"{address}{view}"


@pytest.mark.parametrize("view", VIEWS)
def test_htmx_gets_the_part_with_title_address_and_new_tabs(client: Client, harbour: Story, view: str) -> None:
    address = f"{harbour.get_absolute_url()}{view}/"
    response = client.get(f"{address}?q=&side=Harbour+Board&x=1", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == f"{address}?side=Harbour+Board"
    part = read_html(response.content.decode())
    title = next(one for one in part.all("title") if "id" not in one.attributes and one.text.endswith("Parallax"))
    assert title.text == f"2 of 5 points · {view.capitalize()} · Dockers strike at the harbour · Parallax"
    assert part.one("#announcement").text == "2 of 5 points"
    assert part.one("#views").attributes["data-hx-swap-oob"] == "true"
    assert all(tab.attributes["href"].endswith("?side=Harbour+Board") for tab in part.all("#views a"))
    assert part.all("h1") == []
    whole = read_html(client.get(address, headers={"HX-Request": "true", "HX-Boosted": "true"}).content.decode())
    assert "data-hx-swap-oob" not in whole.one("#views").attributes
    assert whole.one("h1").text == "Dockers strike at the harbour"


@pytest.mark.parametrize("view", VIEWS)
def test_a_chosen_point_opens_its_drawer_whose_texts_stand_side_by_side(
    client: Client, harbour: Story, view: str
) -> None:
    page = opened(client, harbour, view, "point=3")
    drawer = page.one("#drawer")
    assert drawer.one("#drawer-head").text == "Point 3 Harbour Board Bo Carr"
    beside = f"{harbour.get_absolute_url()}?point=3"
    links = [link.attributes["href"] for link in drawer.all(".telling a") if link.text.startswith("see it")]
    assert links == [f"{beside}#a2-p3", f"{beside}#a1-nearest"]
    assert drawer.one("#drawer-close").attributes["href"] == "?#comparison"


@pytest.mark.parametrize("view", VIEWS)
def test_the_form_keeps_what_the_view_itself_has_no_boxes_for(client: Client, harbour: Story, view: str) -> None:
    form = opened(client, harbour, view, "show=the-courier&sort=reach&point=2").one("form.filters")
    hidden = [
        (e.attributes["name"], e.attributes["value"]) for e in form.all("input") if e.attributes["type"] == "hidden"
    ]
    kept = [("point", "2"), ("show", "the-courier")]
    assert hidden == (kept if view == "matrix" else [*kept, ("sort", "reach")])


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.django_db
def test_a_story_that_is_not_compared_has_only_its_own_page(client: Client, view: str) -> None:
    story = StoryFactory()
    response = client.get(f"{story.get_absolute_url()}{view}/")
    assert (response.status_code, response["Location"]) == (302, story.get_absolute_url())
    assert client.get(f"/stories/nothing/{view}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_every_id_stands_once_and_every_link_within_the_page_leads_somewhere(
    client: Client, harbour: Story, view: str
) -> None:
    page = opened(client, harbour, view, "point=3")
    names = [one.attributes["id"] for one in page.all("") if "id" in one.attributes]
    assert len(names) == len(set(names))
    hrefs = [link.attributes["href"] for link in page.all("a")]
    targets = {href.partition("#")[2] for href in hrefs if href[:1] in {"#", "?"}} - {""}
    assert targets - set(names) == set()


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_view_says_of_its_methods_leads_to_a_part_that_is_there(
    client: Client, harbour: Story, view: str
) -> None:
    there = {e.attributes["id"] for e in read_html(client.get("/methods/").content.decode()).all(".prose h2")}
    links = [link.attributes["href"] for link in opened(client, harbour, view).all("main a")]
    anchors = {href.partition("#")[2] for href in links if href.startswith("/methods/")}
    assert len(anchors) > 1
    assert anchors <= there


@pytest.mark.parametrize("view", VIEWS)
def test_a_text_without_a_licence_shows_no_more_than_passages_and_single_sentences(
    client: Client, harbour: Story, view: str
) -> None:
    Outlet.objects.update(licensed=False)
    assert "READ MORE: ships in the night" not in opened(client, harbour, view).text


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (3, 40), (50, 4)])
@pytest.mark.parametrize(
    ("view", "queries"), [("matrix", 11), ("quotations", 11), ("facts", 12), ("framing", 14), ("brief", 12)]
)
@pytest.mark.django_db
def test_queries_do_not_grow(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    articles: int,
    points: int,
    view: str,
    queries: int,
) -> None:
    address = f"{long_story(articles, points).get_absolute_url()}{view}/"
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200
    with django_assert_num_queries(queries - 6):  # the rows are kept; one for what comes nearest to the point
        assert client.get(f"{address}?point=2&side=Northern+Union").status_code == 200
