"""The rulings of a story: each with what the machine says, what its editor says, and what became of it."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Ruling, Story, Version
from articles.pipeline import analyse_story
from tests.factories import VersionFactory
from tests.integration.desk.filling import filled, form_at
from tests.integration.desk.test_ruling import after, correct, elsewhere, page_of
from tests.integration.pages.reading import Element, read_html
from tests.integration.texts import FIRST
from tests.stories import harbour_story


def listed(client: Client, story: Story, query: str = "") -> Element:
    response = client.get(f"{story.get_absolute_url()}rulings/{query}")
    assert response.status_code == 200
    return read_html(response.content.decode())


def lines(entry: Element) -> list[tuple[str, ...]]:
    return [
        tuple(cell.text for cell in line.children if isinstance(cell, Element)) for line in entry.all(".ruling-line")
    ]


def test_what_was_ruled_with_one_form_stands_together(story: Story, mara: Client) -> None:
    correct(mara, story).send(mara, "Save", speaker="Tom Reed", kind="mixed", reason="It is his reply")
    (entry,) = listed(mara, story).all(".ruling-entry")
    assert entry.one("h2").text == "“The harbour is not safe and we will not risk a single boat,”, Bay News"
    assert lines(entry) == [
        ("Speaker", "Tom Reed", "machine: Maria Field (90 % sure)", "stands"),
        ("Kind", "partly quoted", "machine: quoted directly", "stands"),
    ]
    assert entry.one(".ruling-reason").text == "Reason: It is his reply"
    assert re.match(r"mara, \d+ \w+ \d{4}, \d\d:\d\d", entry.one(".ruling-facts").text)
    shown = read_html(mara.get(entry.one(".ruling-facts a").attributes["href"].partition("#")[0]).content.decode())
    assert shown.one("#drawer-head").text == "Point 1 Tom Reed"


def test_what_is_replaced_or_undone_says_so_and_can_be_looked_at_alone(story: Story, mara: Client) -> None:
    correct(mara, story).send(mara, "Save", speaker="Tom Reed")
    correct(mara, story).send(mara, "Save", speaker="Maria Fields")
    correct(mara, story).send(mara, "Save", kind="mixed")
    filled(listed(mara, story).all(".ruling-entry")[0].one("form")).send(mara)
    page = listed(mara, story)
    assert [choice.text for choice in page.all(".ruling-choices a")] == [
        "All 3",
        "That stand 1",
        "Without their text 0",
        "Undone or replaced 2",
    ]
    states = [line[3] for entry in page.all(".ruling-entry") for line in lines(entry)]
    assert [state.partition(",")[0] for state in states] == ["undone by mara", "stands", "replaced by a later ruling"]
    assert len(listed(mara, story, "?state=past").all(".ruling-entry")) == 2
    assert len(listed(mara, story, "?state=nonsense").all(".ruling-entry")) == 3


def test_undo_in_the_list_leads_back_to_it_and_says_what_was_done(story: Story, mara: Client) -> None:
    elsewhere(mara, story).send(mara, "Not a statement")
    form = filled(listed(mara, story, "?state=standing").one(".ruling-entry form"))
    page = after(mara, form.send(mara))
    assert page.one(".notice").text.startswith("Undone: Taken out as no statement: “The harbour")
    assert page.all(".ruling-choices a")[1].attributes.get("aria-current") == "page"


def test_a_ruling_whose_text_is_gone_is_shown_plainly_and_not_applied(story: Story, mara: Client) -> None:
    correct(mara, story).send(mara, "Save", speaker="Tom Reed")
    first = Version.objects.get(text=FIRST)
    VersionFactory(
        article=first.article, number=2, text=FIRST.replace("we will not risk a single boat", "nobody sails")
    )
    analyse_story(story.pk)
    (entry,) = listed(mara, story, "?state=gone").all(".ruling-entry")
    assert lines(entry)[0][3] == "its text is gone: it is kept, and not applied"
    page = page_of(mara, story)
    assert "1 without its text" in page.one(".desk-facts").text
    assert page.all("#comparison .ruled") == []


def test_a_story_without_rulings_says_how_they_are_made(story: Story, mara: Client) -> None:
    assert "Nothing has been ruled on yet." in listed(mara, story).one("main").text


def test_what_is_undone_already_cannot_be_undone_again(story: Story, mara: Client) -> None:
    page = after(mara, correct(mara, story).send(mara, "Save", kind="mixed"))
    form = filled(page.one("#ruling-status form"))
    form.send(mara)
    again = read_html(form.send(mara).content.decode())
    assert again.one(".lead").text == "mara has undone this ruling already."


def test_a_ruling_of_another_story_is_not_undone(story: Story, mara: Client) -> None:
    form_at(mara, f"{story.get_absolute_url()}?point=1", "rulings/confirm/").send(mara)
    other = harbour_story()
    mara.post(f"{other.get_absolute_url()}rulings/undo/", {"rulings": str(Ruling.objects.order_by("pk")[0].pk)})
    assert not Ruling.objects.filter(withdrawn_at__isnull=False).exists()


@pytest.mark.parametrize("rulings", [1, 60])
def test_a_list_takes_as_many_queries_at_any_length(
    story: Story, mara: Client, django_assert_num_queries: DjangoAssertNumQueries, rulings: int
) -> None:
    correct(mara, story).send(mara, "Save", kind="mixed")
    made = Ruling.objects.prefetch_related("anchors").get()
    for number in range(rulings - 1):
        anchors = list(made.anchors.all())
        made.pk = None
        made.value = {"kind": "indirect" if number % 2 else "mixed"}
        made.save()
        for anchor in anchors:
            anchor.pk, anchor.ruling = None, made
            anchor.save()
    with django_assert_num_queries(16):
        page = listed(mara, story)
    assert len(page.all(".ruling-line")) == min(rulings, 50)
    assert bool(page.all(".pages a")) == (rulings > 50)


def test_a_ruling_of_a_story_that_lost_its_articles_can_still_be_undone(story: Story, mara: Client) -> None:
    correct(mara, story).send(mara, "Save", speaker="Tom Reed")
    Story.objects.filter(pk=story.pk).update(comparison=None)
    page = after(mara, filled(listed(mara, story).one(".ruling-entry form")).send(mara))
    assert page.one(".notice").text.startswith("Undone: ")
