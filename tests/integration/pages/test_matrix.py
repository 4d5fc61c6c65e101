"""The matrix: points by outlets."""

import pytest
from django.test import Client

from articles.analysis.types import Status
from articles.models import Reading, Story, Version
from tests.integration.pages.reading import Element
from tests.integration.pages.test_views import opened
from tests.stories import SIDES, Piece, Said, store


def rows(page: Element) -> list[list[str]]:
    """The number of each point, and its cells in words."""
    return [
        [row.one(".point-number").text, *(cell.text for cell in row.all("td"))] for row in page.all(".matrix tbody tr")
    ]


def test_each_cell_says_how_a_point_is_carried_where_and_how_much_of_the_article_it_is(
    client: Client, harbour: Story
) -> None:
    page = opened(client, harbour, "matrix")
    assert rows(page) == [
        ["1", "word for word ¶ 2 of 4 · 25 %", "word for word ¶ 2 of 4 · 28 %", "word for word lede · 26 %"],
        ["2", "word for word ¶ 4 of 4 · 28 %", "in part ¶ 3 of 4 · 14 %", "not in it"],
        ["3", "not in it", "word for word ¶ 4 of 4 · 17 %", "not in it"],
        ["4", "not in it", "not in it", "word for word ¶ 2 of 3 · 19 %"],
        ["5", "not in it", "not in it", "word for word ¶ 3 of 3 · 19 %"],
    ]
    assert [head.text for head in page.all(".matrix thead th")] == [
        "Point",
        "The Courier 2 of 5 points",
        "Evening Post 3 of 5 points",
        "Morning Sun 3 of 5 points",
    ]
    assert page.all(".matrix tbody .point-who")[1].text == "Board Bo Carr · in 2 of 3"


def test_a_head_leads_to_its_article_side_by_side_with_the_filters_kept(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "matrix", "side=Harbour+Board")
    heads = page.all(".matrix thead a")
    assert heads[1].attributes["href"] == f"{harbour.get_absolute_url()}?side=Harbour+Board&show=evening-post"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1", "2", "3", "4", "5"]),
        ("sort=nonsense", ["1", "2", "3", "4", "5"]),
        ("sort=reach", ["1", "2", "3", "4", "5"]),
        ("sort=missing", ["3", "4", "5", "2", "1"]),
        ("sort=first", ["1", "4", "2", "5", "3"]),
        ("sort=side", ["2", "3", "1", "5", "4"]),
        ("sort=side&side=Northern+Union", ["1", "5"]),
    ],
)
def test_rows_are_filtered_and_ordered(client: Client, harbour: Story, query: str, numbers: list[str]) -> None:
    page = opened(client, harbour, "matrix", query)
    assert [row[0] for row in rows(page)] == numbers
    chosen = [option.attributes["value"] for option in page.all("#order option") if "selected" in option.attributes]
    assert chosen == [query.partition("sort=")[2].partition("&")[0].replace("nonsense", "")]


def test_the_drawer_goes_on_in_the_order_of_the_rows(client: Client, harbour: Story) -> None:
    drawer = opened(client, harbour, "matrix", "sort=missing&point=5").one("#drawer")
    assert drawer.one("#point-before").attributes["href"] == "?sort=missing&point=4#comparison"
    assert drawer.one("#point-after").attributes["href"] == "?sort=missing&point=2#comparison"


def test_a_point_in_the_headline_stands_there_first(client: Client, harbour: Story) -> None:
    reading = Reading.objects.get(version__article__outlet__name="Morning Sun")
    headline = Version.objects.get(pk=reading.version_id).text.index("\n")
    reading.layout = {**reading.layout, "headline": [0, headline]}
    reading.save()
    page = opened(client, harbour, "matrix", "sort=first")
    assert rows(page)[0][3] == "word for word headline · 26 %"
    assert rows(page)[1] == ["4", "not in it", "not in it", "word for word lede · 19 %"]


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.TOO_EARLY, "too early"), (Status.UNREADABLE, "text incomplete"), (Status.UNCHECKED, "not checked")],
)
@pytest.mark.django_db
def test_what_could_not_be_checked_is_shown_as_such(client: Client, status: Status, words: str) -> None:
    story = store(
        "Half a story",
        [
            Piece("A", "Ann Lee: “We stay out.”", [Said("out", "We stay out.", "Ann Lee", "Northern Union")]),
            Piece("B", "Nothing was said.", statuses={"out": status}),
        ],
        SIDES,
    )
    assert rows(opened(client, story, "matrix")) == [["1", "word for word lede · 60 %", words]]


def test_no_point_left_says_so_and_offers_to_clear(client: Client, harbour: Story) -> None:
    page = opened(client, harbour, "matrix", "q=zeppelin")
    assert page.all(".matrix") == []
    assert page.one(".nothing").text.startswith("No point fits all of these choices.")
    assert page.one("#clear-empty").attributes["href"] == "?#comparison"


@pytest.mark.django_db
def test_a_story_without_statements_says_so(client: Client) -> None:
    story = store("A quiet story", [Piece("A", "The harbour stood still."), Piece("B", "It rained.")])
    assert opened(client, story, "matrix").one(".nothing").text.startswith("No statement was found")
