"""Each ruling as an editor makes it, without script: a form is filled in and sent, and the page follows."""

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Ruling, Story
from tests.integration.desk.conftest import Browser
from tests.integration.desk.filling import Filled, filled, form_at
from tests.integration.pages.reading import Element, read_html


def page_of(client: Client, story: Story, query: str = "?point=1") -> Element:
    return read_html(client.get(f"{story.get_absolute_url()}{query}").content.decode())


def opened(client: Client, story: Story, outlet: str, name: str, query: str = "?point=1") -> Element:
    """What a telling's disclosure of a name leads to, as a page of its own."""
    telling = next(one for one in page_of(client, story, query).all(".telling") if outlet in one.one("h3").text)
    disclosed = next(one for one in telling.all(".disclosed") if one.one("summary").text == name)
    response = client.get(disclosed.one("a").attributes["href"])
    assert response.status_code == 200
    return read_html(response.content.decode())


def correct(client: Client, story: Story, outlet: str = "Bay News") -> Filled:
    return filled(opened(client, story, outlet, "Correct").all("form.ruling-form")[0])


def elsewhere(client: Client, story: Story, outlet: str = "Bay News") -> Filled:
    return filled(opened(client, story, outlet, "Correct").all("form.ruling-form")[1])


def after(client: Client, response: HttpResponse) -> Element:
    """The page that a form leads to."""
    assert response.status_code == 302, response.content.decode()
    return read_html(client.get(response["Location"]).content.decode())


def said(page: Element) -> str:
    return page.one("#ruling-status p").text


def facts(page: Element, outlet: str) -> str:
    """The facts under a telling."""
    telling = next(one for one in page.all(".telling") if outlet in one.one("h3").text)
    return telling.all(".telling-facts")[0].text


def test_a_speaker_is_corrected_and_called_an_editors_ruling(story: Story, mara: Client) -> None:
    page = after(mara, correct(mara, story).send(mara, "Save", speaker="Tom Reed", reason="The reply names him"))
    assert said(page) == "Speaker changed to Tom Reed."
    ruling = Ruling.objects.get()
    assert (ruling.kind, ruling.value["speaker"], ruling.machine, ruling.reason) == (
        "speaker",
        "Tom Reed",
        {"speaker": "Maria Field", "speaker_kind": "person"},
        "The reply names him",
    )
    everybody = read_html(Client().get(f"{story.get_absolute_url()}?q=risk+a+single+boat&point=1").content.decode())
    told = next(one.text for one in everybody.all(".telling-facts") if "an editor’s ruling" in one.text)
    assert "speaker: an editor’s ruling · speaker corrected by an editor" in told
    assert any(mark.attributes["data-label"].endswith("Tom Reed ✎") for mark in everybody.all(".speaker"))


def test_side_stance_kind_and_passage_are_corrected_at_once(story: Story, mara: Client) -> None:
    form = correct(mara, story)
    page = after(
        mara,
        form.send(
            mara, "Save", stance_0="support", target_0="the crews", kind="mixed", passage="The harbour is not safe"
        ),
    )
    assert said(page) == (
        "Stance changed to support for the crews. Kind changed to partly quoted. "
        "Passage changed to “The harbour is not safe”."
    )
    assert page.one("#drawer-head").text == "Point 1 Maria Field"
    assert facts(page, "Bay News").startswith("paragraph 2 of 3 · “said” · speaker: the words beside the quotation")
    assert "stance, kind and passage corrected by an editor" in facts(page, "Bay News")
    again = opened(mara, story, "Bay News", "Correct").one("p.field-note.is-wide")
    assert again.text == "Ruled by an editor; the machine says: criticism of the harbour."


def test_only_what_was_changed_is_ruled_on_whatever_another_did_meanwhile(
    story: Story, mara: Client, browser_of: Browser
) -> None:
    tom = browser_of("tom")
    early = correct(tom, story)
    correct(mara, story).send(mara, "Save", kind="mixed")
    page = after(tom, early.send(tom, "Save", target_0="the storms"))
    assert said(page) == "Stance changed to criticism of the storms."
    assert sorted(Ruling.objects.standing().values_list("kind", flat=True)) == ["kind", "stances"]


def test_a_statement_is_right_as_it_is(story: Story, mara: Client) -> None:
    address = f"{story.get_absolute_url()}?point=1"
    page = after(mara, form_at(mara, address, "rulings/confirm/").send(mara, "Right as it is"))
    assert said(page) == "Right as it is: “The harbour is not safe and we will not risk a single boat,”"
    assert set(Ruling.objects.values_list("kind", flat=True)) == {"confirmed", "speaker", "side", "stances", "kind"}
    assert "confirmed by an editor" in facts(page, "Bay News")
    assert [button.text for button in page.all(".handle button")].count("Right as it is") == 1


def test_what_is_no_statement_is_taken_out(story: Story, mara: Client) -> None:
    page = after(mara, elsewhere(mara, story).send(mara, "Not a statement"))
    assert said(page).startswith("Taken out as no statement: “The harbour is not safe")
    assert [mark.text for mark in page.all("#a1 .statement")] == [
        "This is a disgraceful decision by Maria Field and members will pay."
    ]


def test_a_statement_becomes_a_point_of_its_own_and_the_open_point_stays_open(story: Story, mara: Client) -> None:
    before = len(page_of(mara, story).all(".point"))
    page = after(mara, elsewhere(mara, story, "The Herald").send(mara, "A point of its own"))
    assert said(page).startswith("A point of its own now: “The harbour is not safe")
    assert len(page.all(".point")) == before + 1
    assert "Maria Field" in page.one("#drawer-head").text


def test_a_statement_moves_to_another_point_and_two_points_merge(story: Story, mara: Client) -> None:
    form = elsewhere(mara, story, "The Herald")
    missing = read_html(form.send(mara, "Move there").content.decode())
    assert missing.one(".form-errors").text.startswith("Another point: Choose the point that the statement belongs to.")
    choices = missing.one(f"#{ident(form)}").all("option")
    assert choices[0].text == "Choose a point"
    page = after(mara, form.send(mara, "Move there", those=choices[1].attributes["value"]))
    assert said(page) == "Moved to the point of “This is a disgraceful decision by Maria Field and members will pay.”"

    merging = mara.get(page_of(mara, story).one("#merge a").attributes["href"])
    merge = filled(read_html(merging.content.decode()).one("form#merge-form"))
    others = read_html(merging.content.decode()).one("#merge-those").all("option")
    page = after(mara, merge.send(mara, "Merge", those=others[1].attributes["value"]))
    assert said(page).startswith("Merged with the point of “")


def ident(form: Filled) -> str:
    """The id of the choice of another point."""
    passage = form.fields["statement"]
    version, _, place = passage.partition(":")
    return f"e{version}-{place}-those"


def test_an_absence_is_right(story: Story, mara: Client) -> None:
    query = "?point=2"
    page = after(
        mara, form_at(mara, f"{story.get_absolute_url()}{query}", "rulings/absent/").send(mara, "Absence is right")
    )
    assert said(page) == "Confirmed: The Herald does not have it."
    lack = page.one(".is-lacking")
    assert [fact.text for fact in lack.all(".telling-facts")][1] == "Absence confirmed by an editor"
    assert [button.text for button in lack.all("button")] == []


def test_it_is_here_after_all(story: Story, mara: Client) -> None:
    form = filled(opened(mara, story, "The Herald", "It is here", "?point=2").one("form.ruling-form"))
    wrong = read_html(form.send(mara, "It is here", passage="Nobody wrote this.").content.decode())
    assert wrong.one(".field-error").text == "These words do not stand in The Herald: copy them from its text."
    assert wrong.one("textarea").raw.strip() == "Nobody wrote this."
    page = after(mara, form.send(mara, "It is here", passage="crews watched from the wall"))
    assert said(page) == "The Herald has it: “crews watched from the wall”."
    telling = next(one for one in page.all(".telling") if "The Herald" in one.one("h3").text)
    assert "found by an editor" in telling.text
    assert [one.one("summary").text for one in telling.all(".disclosed")] == ["It is elsewhere"]


def test_a_finding_is_confirmed_then_rejected(story: Story, mara: Client) -> None:
    page = page_of(mara, story, "")
    text = page.all(".finding-text")[0].text
    page = after(mara, filled(page.all("form.is-finding")[0]).send(mara, "It holds"))
    assert said(page) == f"Finding confirmed: {text}"
    finding = next(one for one in page.all(".finding") if one.one(".finding-text").text == text)
    assert finding.one("summary .ruled").text == "confirmed by an editor"
    page = after(mara, filled(finding.one("form.is-finding")).send(mara, "It does not hold", reason="It is in the box"))
    assert said(page) == f"Finding rejected: {text}"
    assert text not in [one.text for one in page.all(".finding-text")]


def missed(client: Client, story: Story, query: str = "") -> Filled:
    return form_at(client, f"{story.get_absolute_url()}rulings/missed/{query}", "rulings/missed/")


def version_of(story: Story, outlet: str) -> str:
    return str(story.articles.get(outlet__name=outlet).versions.get().pk)


def test_a_missed_statement_is_pasted(story: Story, mara: Client) -> None:
    form = missed(mara, story)
    page = after(
        mara,
        form.send(
            mara,
            "Add",
            version=version_of(story, "The Herald"),
            passage="boats  stayed in the bay",
            speaker="The crews",
        ),
    )
    assert said(page) == "Statement added: “Boats stayed in the bay”."
    mark = next(mark for mark in page.all("#a2 .statement") if mark.text == "Boats stayed in the bay")
    assert mark.attributes["id"]
    assert [label.attributes["data-label"] for label in page.all("#a2 .speaker")][-1] == "The crews ✎"


def test_words_that_stand_at_several_places_are_asked_for(story: Story, mara: Client) -> None:
    form = missed(mara, story)
    asked = form.send(mara, "Add", version=version_of(story, "Bay News"), passage="Maria Field", speaker="Somebody")
    page = read_html(asked.content.decode())
    assert page.one(".field-error").text == "These words stand 2 times in Bay News: choose the place you mean."
    places = page.one("#missed-place").all("option")
    assert [place.text for place in places][1].startswith("paragraph 1: … Council leader Maria Field has closed")
    again = filled(page.one("form.ruling-form"))
    assert again.fields["speaker"] == "Somebody"
    page = after(mara, again.send(mara, "Add", place=places[1].attributes["value"]))
    assert said(page) == "Statement added: “Maria Field”."


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, "Choose the article that the words stand in."),
        ({"passage": "Boats"}, "Choose the article that the words stand in."),
        ({"version": "Bay News"}, "Paste the words, as they stand in the article."),
        (
            {"version": "Bay News", "passage": "no such words"},
            "These words do not stand in Bay News: copy them from its text.",
        ),
        ({"version": "Bay News", "passage": "“"}, "Paste the words, as they stand in the article."),
        (
            {"version": "Bay News", "passage": "The harbour is not safe and we will not risk a single boat,"},
            "There is a statement here already: correct that one.",
        ),
    ],
)
def test_a_statement_that_cannot_be_added_says_what_to_do(
    story: Story, mara: Client, changes: dict[str, str], error: str
) -> None:
    if "version" in changes:
        changes = changes | {"version": version_of(story, changes["version"])}
    page = read_html(missed(mara, story).send(mara, "Add", speaker="The crews", **changes).content.decode())
    assert error in page.one(".form-errors").text
    assert page.one("#missed-speaker").attributes["value"] == "The crews"
    assert not Ruling.objects.exists()


def test_selected_words_fill_the_form_without_the_marks_around_them(story: Story, mara: Client) -> None:
    version = story.articles.get(outlet__name="The Herald").versions.get()
    start = version.text.index("“The harbour")
    end = version.text.index("boat.”") + len("boat.”")
    form = missed(mara, story, f"?version={version.pk}&start={start}&end={end}")
    assert (form.fields["passage"], form.fields["kind"]) == (
        "The harbour is not safe and we will not risk a single boat.",
        "direct",
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, "Nothing is changed yet: change what is wrong, or choose “Right as it is”."),
        ({"passage": " "}, "Passage: Write the words of the statement, as they stand in the text."),
        ({"passage": "not in the text"}, "Passage: These words do not stand in Bay News: copy them from its text."),
        (
            {"passage": "Council leader"},
            "The new passage has no word of the statement: remove this one, and add the other.",
        ),
        ({"seen_kind": "{", "kind": "mixed"}, "The form was damaged on its way: load the page again."),
        ({"statement": "1:5-"}, None),
    ],
)
def test_a_correction_that_cannot_be_made_says_what_to_do(
    story: Story, mara: Client, changes: dict[str, str], error: str | None
) -> None:
    answer = correct(mara, story).send(mara, "Save", **{"reason": "typed", **changes})
    if error is None:
        assert answer.status_code == 404
        return
    page = read_html(answer.content.decode())
    assert page.one(".form-errors").text == f"{error} Nothing was changed, and what you typed is kept."
    assert filled(page.all("form.ruling-form")[0]).fields["reason"] == "typed"
    assert not Ruling.objects.exists()


def test_undo_brings_back_what_was_there(story: Story, mara: Client) -> None:
    before = page_of(mara, story).one("#comparison").text
    page = after(mara, correct(mara, story).send(mara, "Save", speaker="Tom Reed", kind="mixed"))
    page = after(mara, filled(page.one("#ruling-status form")).send(mara, "Undo"))
    assert said(page) == "Undone: Speaker changed to Tom Reed. Kind changed to partly quoted."
    assert page.one("#comparison").text == before
    assert page.all("#ruling-status form") == []


def test_a_form_about_what_is_gone_says_so_and_one_that_was_open_keeps_what_was_typed(
    story: Story, mara: Client
) -> None:
    page = page_of(mara, story)
    address = page.all(".telling .disclosed a")[0].attributes["href"]
    early, gone = correct(mara, story), elsewhere(mara, story)
    gone.send(mara, "Not a statement")
    late = read_html(mara.get(address).content.decode())
    assert late.one(".lead").text == "What stood here is not there any more: load the page again."
    assert early.send(mara, "Save", speaker="Tom Reed").status_code == 409


def test_a_point_that_is_not_there_any_more_is_no_choice(story: Story, mara: Client) -> None:
    answer = elsewhere(mara, story).send(mara, "Move there", those="1:5-9", reason="typed")
    page = read_html(answer.content.decode())
    assert "The point that was chosen is not there any more: choose again." in page.one(".form-errors").text
    assert filled(page.one("form.ruling-form")).fields["reason"] == "typed"


@pytest.mark.parametrize("back", ["@evil.example/", "?point=1&x=<script>", "//evil.example"])
def test_the_way_back_leads_to_the_story_alone(story: Story, mara: Client, back: str) -> None:
    page = mara.get(f"{story.get_absolute_url()}rulings/missed/", {"back": back})
    links = [link.attributes["href"] for link in read_html(page.content.decode()).one("main").all("a")]
    assert {link.partition("?")[0] for link in links} == {story.get_absolute_url()}
    assert "script" not in " ".join(links)


@pytest.mark.parametrize("version", ["", "0", "9" * 5000, "x"])
def test_an_address_that_names_no_article_opens_an_empty_form(story: Story, mara: Client, version: str) -> None:
    address = f"{story.get_absolute_url()}rulings/missed/"
    assert mara.get(address, {"version": version[:18], "start": "5", "end": "900000"}).status_code == 200
    assert mara.post(address, {"version": version, "passage": "the", "kind": "direct"}).status_code == 200
