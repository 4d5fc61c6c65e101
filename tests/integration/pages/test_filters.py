"""Filters narrow the points and the columns together, and count what each further choice would leave."""

import pytest
from django.test import Client

from articles.models import Statement, Story
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import Element
from tests.stories import SIDES, Piece, Said, store


def numbers(page: Element) -> list[str]:
    return [number.text for number in page.all(".point .point-number")]


def counts(page: Element, facet: str) -> dict[str, int]:
    choices = page.one(f"#facet-{facet}").all(".choice")
    return {one.one(".choice-label").text: int(one.one(".choice-count").text.split()[0]) for one in choices}


@pytest.mark.parametrize(
    ("query", "remaining"),
    [
        ("", ["1", "2", "3", "4", "5"]),
        ("outlet=morning-sun", ["1", "4", "5"]),
        ("outlet=the-courier&outlet=evening-post", ["1", "2", "3"]),
        ("side=Harbour+Board", ["2", "3"]),
        ("side=-", ["4"]),
        ("speaker=Ann+Lee", ["1", "5"]),
        ("speaker=-", ["4"]),
        ("stance=criticism", ["3"]),
        ("stance=criticism&stance=support", ["2", "3"]),
        ("kind=indirect", ["4", "5"]),
        ("coverage=all", ["1"]),
        ("coverage=some", ["2"]),
        ("coverage=only", ["3", "4", "5"]),
        ("coverage=missing:the-courier", ["3", "4", "5"]),
        ("coverage=only&outlet=evening-post", ["3"]),
        ("wording=heated", []),
        ("q=FAIR", ["2"]),
        ("q=union+is+reckless", ["3"]),
        ("side=Harbour+Board&q=deal", []),
        ("side=Nobody", []),
    ],
)
def test_what_remains(harbour: Story, open_story: Open, query: str, remaining: list[str]) -> None:
    page = open_story(harbour, query)
    assert numbers(page) == remaining
    assert page.one(".count strong").text == f"{len(remaining)} of 5 points"


def test_counts_say_what_a_choice_would_leave_under_the_other_filters(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "side=Harbour+Board")
    assert counts(page, "side") == {"Northern Union": 2, "Harbour Board": 2, "side not known": 1}
    assert counts(page, "stance") == {"criticism": 1, "support": 1, "neutral": 0}
    assert counts(page, "outlet") == {"The Courier": 1, "Evening Post": 2, "Morning Sun": 0}
    assert counts(page, "coverage") == {
        "in all articles": 0,
        "in some, not all": 1,
        "only in one": 1,
        "missing from The Courier": 1,
        "missing from Evening Post": 0,
        "missing from Morning Sun": 2,
    }


@pytest.mark.parametrize("facet", ["outlet", "side", "speaker", "stance", "kind", "coverage"])
def test_each_count_is_what_choosing_it_gives(harbour: Story, open_story: Open, facet: str) -> None:
    page = open_story(harbour, "q=e")
    for choice in page.one(f"#facet-{facet}").all(".choice"):
        value = choice.one("input").attributes["value"]
        chosen = open_story(harbour, f"q=e&{facet}={value}")
        assert len(numbers(chosen)) == int(choice.one(".choice-count").text.split()[0])


def test_the_columns_are_narrowed_with_the_list(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "stance=criticism")
    assert [column.one(".column-figures").text.split(" · ")[-1] for column in page.all(".column")] == [
        "carries 0 of 1 point",
        "carries 1 of 1 point",
        "carries 0 of 1 point",
    ]
    marked = [mark.text for mark in page.all(".statement") if "is-out" not in mark.attributes["class"].split()]
    assert marked == ["This union is reckless & selfish."]
    assert [mark.text for mark in page.all(".remains")] == marked
    assert len(page.all(".statement")) == 8


@pytest.mark.django_db
def test_a_statement_of_no_point_stands_out_until_something_is_filtered(open_story: Open) -> None:
    text = "Oke: “No deal”\n\nAnn Lee: “We stay out.”"
    said = [Said("", "No deal", "Dee Oke", in_headline=True), Said("out", "We stay out.", "Ann Lee")]
    story = store("A headline", [Piece("The Courier", text, said)], SIDES)

    def standing_out(query: str) -> list[str]:
        marks = open_story(story, query).all(".statement")
        return [mark.text for mark in marks if "is-out" not in mark.attributes["class"].split()]

    assert standing_out("") == ["No deal", "We stay out."]
    assert standing_out("speaker=Ann+Lee") == ["We stay out."]
    assert standing_out("speaker=Ann+Lee&point=1") == ["We stay out."]


def test_free_text_is_marked_where_it_stands(harbour: Story, open_story: Open) -> None:
    found = [mark.text for mark in open_story(harbour, "q=the+offer").all(".found")]
    assert found == ["The offer", "The offer"]


@pytest.mark.parametrize(
    "wanted",
    ["ann lee", "Oke", "Pilots’ Guild", "Harbour+Board", "leave it there", "until they meet us, and we mean it"],
)
@pytest.mark.django_db
def test_free_text_finds_every_speaker_and_text_of_a_point(open_story: Open, wanted: str) -> None:
    story = store(
        "Two say the same",
        [
            Piece("The Courier", "Ann Lee: “We stay out.”", [Said("out", "We stay out.", "Ann Lee", "Northern Union")]),
            Piece(
                "Evening Post",
                "Dee Oke: “We stay out until they meet us,\nand we mean it.”\n\nHe would leave it there, she said.",
                [
                    Said("out", "We stay out until they meet us,\nand we mean it.", "Dee Oke", "Harbour Board"),
                    Said("other", "leave it there"),
                ],
            ),
        ],
        SIDES,
    )
    Statement.objects.filter(speaker__name="Dee Oke").update(organisation="Pilots’ Guild")
    assert numbers(open_story(story, f"q={wanted}")) == (["2"] if wanted == "leave it there" else ["1"])


def test_an_empty_result_says_so_and_offers_to_clear(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "stance=criticism&q=deal&point=2")
    assert page.one(".nothing").text == (
        "No point fits all of these choices. Take one back, or clear them all to see 5 points again."
    )
    assert page.one(".filters-nothing").text == "No point fits all of these choices."
    figures = [column.one(".column-figures").text.split(" · ")[-1] for column in page.all(".column")]
    assert figures == ["no point fits your filters"] * 3
    assert page.one("#clear-empty").attributes["href"] == "?point=2#comparison"
    assert "outside your filters" in page.one(".drawer-facts").text


def test_the_form_holds_the_whole_state(harbour: Story, open_story: Open) -> None:
    form = open_story(harbour, "side=Harbour+Board&coverage=only&q=a&point=3").one("form.filters")
    held = {
        (one.attributes["name"], one.attributes["value"])
        for one in form.all("input")
        if one.attributes.get("type") != "checkbox" or "checked" in one.attributes
    }
    columns = {("show", "the-courier"), ("show", "evening-post"), ("show", "morning-sun")}
    assert held - columns == {("side", "Harbour Board"), ("coverage", "only"), ("q", "a"), ("point", "3")}


def test_htmx_gets_the_part_with_its_title_and_its_address(client: Client, harbour: Story, open_story: Open) -> None:
    address = harbour.get_absolute_url()
    query = "q=&side=Harbour+Board&side=&x=1&show=the-courier&show=evening-post&show=morning-sun"
    response = client.get(f"{address}?{query}", headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == f"{address}?side=Harbour+Board"
    assert {name.strip() for name in response["Vary"].split(",")} >= {"HX-Request", "HX-Boosted"}
    part = open_story(harbour, "side=Harbour+Board", part=True)
    assert part.one("title").text == "2 of 5 points · Dockers strike at the harbour · Parallax"
    assert part.one("#announcement").text == "2 of 5 points"
    assert part.all("h1") == []


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_back_and_boosted_links_get_the_whole_page(client: Client, harbour: Story, header: str) -> None:
    response = client.get(harbour.get_absolute_url(), headers={"HX-Request": "true", header: "true"})
    assert response.content.decode().lstrip().lower().startswith("<!doctype html>")
    assert response.content.decode().count("<title>") == 1
