"""Copies on the story page: said, and counted each by itself or once."""

import json
from pathlib import Path

import pytest
from django.test import Client

from articles.ingest import NewStory, Piece, add_articles
from articles.models import Article, Story
from articles.pipeline import analyse_story
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import Element, read_html

TEXTS = json.loads((Path(__file__).parents[2] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]
STORY = {
    "The Mirror": "wire",
    "Express": "a sentence added",
    "Star": "cut at the end",
    "The Herald": "own report of the same day",
    "The National": "told in other words",
}


def stored(outlets: dict[str, str]) -> Story:
    pieces = [Piece(TEXTS[text], outlet) for outlet, text in outlets.items()]
    story = add_articles(pieces, NewStory("Last ferry to Oake")).story
    assert story is not None
    analyse_story(story.pk)
    return story


@pytest.fixture
def ferry(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    return stored(STORY)


def point(page: Element, words: str) -> Element:
    (found,) = [one for one in page.all(".point") if words in one.one(".point-gist").text]
    return found


def number(page: Element, words: str) -> str:
    return point(page, words).one(".point-number").text


def reaches(page: Element) -> dict[str, str]:
    return {one.one(".point-number").text: one.one(".point-reach").text for one in page.all(".point")}


def test_a_story_without_copies_says_nothing_of_them(harbour: Story, open_story: Open) -> None:
    page = open_story(harbour, "copies=once")
    assert page.all(".copies") + page.all(".column-copied") == []
    assert [one for one in page.all("form.filters input") if one.attributes["name"] == "copies"] == []
    assert page.all(".finding-text a")[0].attributes["href"] == "?point=3#comparison"


def test_what_is_one_text_is_said_with_how_much_of_it(ferry: Story, open_story: Open) -> None:
    page = open_story(ferry)
    assert [text.text for text in page.all(".copies-text")] == [
        "Express and The Mirror carry the same text (91 % the same words).",
        "All the words of Star are in Express too, which has more.",
    ]
    assert [text.text for text in page.all(".column-copied")] == [
        "91 % the same words as Express.",
        "This text is also in The Mirror and Star.",
        "All its words are in Express too, which has more.",
    ]


@pytest.mark.django_db
def test_an_agency_that_a_byline_names_is_named(open_story: Open) -> None:
    story = stored({"The Mirror": "wire", "Express": "wire"})
    Article.objects.filter(outlet__name="Express").update(byline="By Ann Roe, PA")
    assert open_story(story).one(".copies-text").text == (
        "The Mirror and Express carry the same PA text (word for word)."
    )
    Article.objects.filter(outlet__name="The Mirror").update(byline="Reuters")
    assert open_story(story).one(".copies-text").text == "The Mirror and Express carry the same text (word for word)."


def test_counted_once_copies_are_one_in_every_number(ferry: Story, open_story: Open) -> None:
    each, once = open_story(ferry), open_story(ferry, "copies=once")
    assert each.one(".story-facts").text == "5 outlets · 16 points, 6 in one piece only"
    assert once.one(".story-facts").text == "5 outlets, 3 origins · 16 points, 11 in one origin only"

    bus = number(each, "A bus over the new bridge")
    assert (reaches(each)[bus], reaches(once)[bus]) == ("in 2 of 5", "in 1 of 3")
    keys = number(each, "Nobody in this room")
    assert (reaches(each)[keys], reaches(once)[keys]) == ("in 5 of 5", "in 3 of 3")

    only = open_story(ferry, "copies=once&coverage=only")
    assert bus in reaches(only)
    assert bus not in reaches(open_story(ferry, "coverage=only"))
    drawer = open_story(ferry, f"copies=once&point={bus}").one(".drawer-facts").text
    assert drawer.endswith("In 1 of 3 origins")


def test_counted_once_one_text_stands_for_its_copies_which_can_still_be_shown(ferry: Story, open_story: Open) -> None:
    page = open_story(ferry, "copies=once")
    assert [name.text for name in page.all(".column h2")] == ["Express", "The Herald", "The National"]
    strips = {strip.one(".strip-name").text: strip for strip in page.all(".strip")}
    assert strips["Star"].one(".strip-copied").text == "all its words are in Express too, which has more"
    href = strips["The Mirror"].one("a").attributes["href"]
    shown = open_story(ferry, href.removeprefix("?").removesuffix("#comparison"))
    assert "The Mirror" in [name.text for name in shown.all(".column h2")]
    assert shown.one(".story-facts").text == page.one(".story-facts").text


def test_findings_counted_once_say_what_one_text_alone_has(ferry: Story, open_story: Open) -> None:
    each = [one.text for one in open_story(ferry).all(".finding-text")]
    page = open_story(ferry, "copies=once")
    once = {one.one(".finding-text").text: one for one in page.all(".finding")}
    found = once["Only Express (and The Mirror; one text with Star) reports what the ferry company said."]
    assert not any("ferry company" in text for text in each)
    assert found.one("summary").text.endswith("The full text of The Herald and The National was searched")
    assert "copies=once" in found.one(".finding-text a").attributes["href"]


@pytest.mark.parametrize("query", ["", "copies=once"])
def test_each_count_is_what_choosing_it_gives(ferry: Story, open_story: Open, query: str) -> None:
    page = open_story(ferry, query)
    for choice in page.one("#facet-coverage").all(".choice"):
        chosen = open_story(ferry, f"{query}&coverage={choice.one('input').attributes['value']}")
        assert len(reaches(chosen)) == int(choice.one(".choice-count").text.split()[0])
    for place in ("a1", "a2", "a3"):
        for which in ("alone", "missing"):
            link = page.one(f"#{place}-{which}")
            chosen = open_story(ferry, link.attributes["href"].removeprefix("?").removesuffix("#comparison"))
            assert len(reaches(chosen)) == int(link.text.split()[0])


def test_the_choice_is_in_every_address_and_in_the_form(ferry: Story, client: Client, open_story: Open) -> None:
    page = open_story(ferry, "copies=once&side=-")
    links = [way.attributes["href"] for way in page.all(".copies-ways a")][:2]
    assert links == ["?side=-", "?side=-&copies=once"]
    assert [way.attributes.get("aria-current") for way in page.all(".copies-ways a")][:2] == [None, "true"]
    hidden = [one for one in page.all("form.filters input") if one.attributes["name"] == "copies"]
    assert [one.attributes["value"] for one in hidden] == ["once"]
    assert page.one("#clear").attributes["href"] == "?copies=once#comparison"
    asked = client.get(f"{ferry.get_absolute_url()}?copies=once&side=-", headers={"HX-Request": "true"})
    assert asked["HX-Push-Url"] == f"{ferry.get_absolute_url()}?side=-&copies=once"
    assert read_html(asked.content.decode()).all(".copies") == []


@pytest.mark.django_db
def test_a_point_that_the_fullest_text_lacks_counts_for_its_origin_and_is_shown_when_chosen(open_story: Open) -> None:
    doctor = "\n\nThe island's doctor, Una Blair, said: “I will be too late for the next birth in Tarn.”"
    pieces = [
        Piece(TEXTS["own report around it"], "The Mirror"),
        Piece(TEXTS["wire"] + doctor, "Express"),
        Piece(TEXTS["own report of the same day"], "The Herald"),
    ]
    story = add_articles(pieces, NewStory("Last ferry to Oake")).story
    assert story is not None
    analyse_story(story.pk)

    page = open_story(story, "copies=once")
    assert [name.text for name in page.all(".column h2")] == ["The Mirror", "The Herald"]
    late = point(page, "too late for the next birth")
    assert late.one(".point-reach").text == "in 1 of 2"
    assert [glyph.text for glyph in late.all(".glyph")] == ["○", "○"]
    finding = "Only Express reports what Una Blair said."
    assert finding in [one.text for one in page.all(".finding-text")]

    chosen = open_story(story, f"copies=once&point={number(page, 'too late for the next birth')}")
    assert [name.text for name in chosen.all(".column h2")] == ["The Mirror", "The Herald", "Express"]
    assert chosen.all("#drawer .telling h3")[0].text == "● Express word for word"
