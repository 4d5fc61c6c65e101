"""Two editors at one thing: nothing is overwritten unseen, and nothing that was typed is lost."""

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Ruling, Story
from tests.integration.desk.conftest import Browser
from tests.integration.desk.filling import Filled, filled, form_at
from tests.integration.desk.test_ruling import after, correct, elsewhere, page_of, said
from tests.integration.pages.reading import Element, read_html


@pytest.fixture
def tom(browser_of: Browser) -> Client:
    """A browser in which another editor is signed in."""
    return browser_of("tom")


def conflict(response: HttpResponse) -> tuple[Element, Filled]:
    """What the page of a conflict shows, and its form."""
    assert response.status_code == 409
    page = read_html(response.content.decode())
    return page, filled(page.one(".conflict form"))


def standing() -> list[tuple[str, object]]:
    return [(ruling.kind, ruling.value.get(ruling.kind)) for ruling in Ruling.objects.standing()]


@pytest.fixture
def both(story: Story, mara: Client, tom: Client) -> HttpResponse:
    """Mara names one speaker; Tom, who had the form open, another one and a stance."""
    early = correct(tom, story)
    correct(mara, story).send(mara, "Save", speaker="Tom Reed", reason="It is his reply")
    answer: HttpResponse = early.send(tom, "Save", speaker="Maria Fields", target_0="the storms", reason="Misspelt")
    return answer


def test_a_conflict_shows_both_values_with_who_and_when(both: HttpResponse) -> None:
    page, form = conflict(both)
    assert page.one("#conflict-head").text == "mara has ruled on this meanwhile"
    (contested,) = page.all(".contested")
    theirs, mine = contested.all("div")
    assert theirs.one("dt").text.startswith("Speaker, as mara ruled on ")
    assert (theirs.one("strong").text, theirs.one(".quiet").text) == ("Tom Reed", "Reason: It is his reply")
    assert (mine.one("dt").text, mine.one("strong").text) == ("Speaker, as you want it", "Maria Fields")
    assert (form.fields["speaker"], form.fields["target_0"], form.fields["reason"]) == (
        "Maria Fields",
        "the storms",
        "Misspelt",
    )
    assert standing() == [("speaker", "Tom Reed")]


def test_mine_is_put_in_its_place(both: HttpResponse, tom: Client) -> None:
    _, form = conflict(both)
    page = after(tom, form.send(tom, "Put mine in its place"))
    assert said(page) == "Speaker changed to Maria Fields. Stance changed to criticism of the storms."
    assert [kind for kind, _ in standing()] == ["speaker", "stances"]
    assert (
        Ruling.objects.get(kind="speaker", value__speaker="Maria Fields").replaces.get().value["speaker"] == "Tom Reed"
    )


def test_theirs_is_kept_and_the_rest_of_mine_is_ruled(both: HttpResponse, tom: Client) -> None:
    _, form = conflict(both)
    page = after(tom, form.send(tom, "Keep theirs"))
    assert said(page) == "Stance changed to criticism of the storms."
    assert standing()[0] == ("speaker", "Tom Reed")


def test_theirs_is_kept_where_there_is_no_rest(story: Story, mara: Client, tom: Client) -> None:
    early = correct(tom, story)
    correct(mara, story).send(mara, "Save", kind="mixed")
    _, form = conflict(early.send(tom, "Save", kind="indirect"))
    response = form.send(tom, "Keep theirs")
    page = after(tom, response)
    assert page.all("#ruling-status p") == []
    assert standing() == [("kind", "mixed")]


def test_a_third_ruling_in_between_is_a_conflict_again(
    both: HttpResponse, story: Story, mara: Client, tom: Client
) -> None:
    _, form = conflict(both)
    correct(mara, story).send(mara, "Save", speaker="Maria Field of the harbour")
    page, again = conflict(form.send(tom, "Put mine in its place"))
    assert page.all(".contested strong")[0].text == "Maria Field of the harbour"
    assert again.fields["reason"] == "Misspelt"


def test_what_another_has_taken_out_can_be_put_back_with_a_correction(story: Story, mara: Client, tom: Client) -> None:
    early = correct(tom, story)
    elsewhere(mara, story).send(mara, "Not a statement", reason="A slogan")
    page, form = conflict(early.send(tom, "Save", speaker="Tom Reed"))
    assert page.all(".contested strong")[0].text == "no statement"
    page = after(tom, form.send(tom, "Put mine in its place"))
    assert "Speaker changed to Tom Reed." in said(page)
    assert [kind for kind, _ in standing()] == ["confirmed", "speaker"]


def test_a_confirmation_meets_a_correction(story: Story, mara: Client, tom: Client) -> None:
    early = form_at(tom, f"{story.get_absolute_url()}?point=1", "rulings/confirm/")
    correct(mara, story).send(mara, "Save", speaker="Tom Reed")
    page, form = conflict(early.send(tom, "Right as it is"))
    assert [one.text for one in page.all(".contested strong")] == ["Tom Reed", "Maria Field"]
    page = after(tom, form.send(tom, "Keep theirs"))
    assert {kind for kind, _ in standing()} == {"confirmed", "speaker", "side", "stances", "kind"}
    assert ("speaker", "Tom Reed") in standing()


def test_two_editors_regroup_the_same_statements(story: Story, mara: Client, tom: Client) -> None:
    early = elsewhere(tom, story, "The Herald")
    elsewhere(mara, story, "The Herald").send(mara, "A point of its own")
    page, form = conflict(early.send(tom, "A point of its own"))
    assert page.one("#conflict-head").text == "mara has ruled on this meanwhile"
    page = after(tom, form.send(tom, "Put mine in its place"))
    assert said(page).startswith("A point of its own now")


def test_a_finding_is_confirmed_and_rejected_at_once(story: Story, mara: Client, tom: Client) -> None:
    early = filled(page_of(tom, story, "").all("form.is-finding")[0])
    filled(page_of(mara, story, "").all("form.is-finding")[0]).send(mara, "It does not hold")
    page, form = conflict(early.send(tom, "It holds", reason="Read again"))
    assert [one.text for one in page.all(".contested strong")] == ["it does not hold", "it holds"]
    assert form.fields["reason"] == "Read again"


def test_a_conflict_comes_as_a_part_into_the_dialog(story: Story, mara: Client, tom: Client) -> None:
    early = correct(tom, story)
    correct(mara, story).send(mara, "Save", kind="mixed")
    response = early.send(tom, "Save", part_of=f"{story.get_absolute_url()}?point=1", kind="indirect")
    assert (response.status_code, response["HX-Retarget"], response["HX-Push-Url"]) == (
        409,
        "#ruling-dialog-content",
        "false",
    )
    assert read_html(response.content.decode()).all("html") == []
