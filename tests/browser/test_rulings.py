"""Editors correct the machine on the story page: each ruling, its undo, and two editors at one thing."""

import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import every_look
from tests.serving import Site

expect.set_options(timeout=10_000)  # the machine that runs the tests may be busy with others

PLACE = "Port {name} 🚢"
FIRST = """Council leader Maria Field has closed the harbour of {place} after a night of storms.

“The harbour is not safe and we will not risk a single boat,” she said.

The Fishing Guild's secretary, Tom Reed, said: “This is a disgraceful decision by Maria Field and members will pay.”
"""
SECOND = """The harbour of {place} was closed on Friday.

Council leader Maria Field said: “The harbour is not safe and we will not risk a single boat.”

Boats stayed in the bay while crews watched from the wall.
"""
SELECT = """([column, words]) => {
    const text = document.querySelector(`${column} .story-text`);
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        node.parentElement.scrollIntoView({ block: "center" });
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
        return;
    }
    throw new Error(`${words} stands in no node of ${column}`);
}"""


@pytest.fixture
def story(site: Site, browser: Browser, tmp_path: Path) -> str:
    """The address of a story of its own, compared; a character of its texts counts twice in the page."""
    place = PLACE.format(name=uuid.uuid4().hex[:8])
    rows = [
        {"title": "", "text": text.format(place=place), "outlet": outlet, "story": f"{place} shut"}
        for outlet, text in (("Bay News", FIRST), ("The Herald", SECOND))
    ]
    file = tmp_path / "pieces.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    site.manage("import", str(file))
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name=f"{place} shut").click()
        expect(page.locator(".point").first).to_be_visible(timeout=120_000)
        return page.url.removeprefix(site.url)


@pytest.fixture(scope="module")
def other_editor(site: Site, browser: Browser) -> StorageState:
    """The cookies of a second editor."""
    site.manage(
        "shell",
        "-c",
        "from django.contrib.auth.models import Group, User\n"
        "user = User.objects.create_user('tom', password='soft-rain-on-slate')\n"
        "user.groups.add(Group.objects.get(name='Editor'))",
    )
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        page.fill("[name=username]", "tom")
        page.fill("[name=password]", "soft-rain-on-slate")
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        return context.storage_state()


def status(page: Page) -> Locator:
    return page.locator("#ruling-status p")


def telling(page: Page, outlet: str) -> Locator:
    return page.locator("#drawer .telling").filter(has=page.locator("h3", has_text=outlet))


def form_of(page: Page, outlet: str, name: str = "Correct") -> Locator:
    """The forms that a telling's disclosure opens."""
    disclosed = telling(page, outlet).locator(".disclosed").filter(has=page.locator("summary", has_text=name))
    disclosed.locator("summary").click()
    expect(disclosed.locator(".ruling-form").first).to_be_visible()
    return disclosed


def undo(page: Page) -> None:
    page.locator("#undo").click()
    expect(status(page)).to_contain_text("Undone: ")
    expect(page.locator("#undo")).to_have_count(0)


def seen(page: Page) -> str:
    """What the comparison says, without its forms."""
    return page.locator("#comparison .columns").inner_text() + page.locator("#points").inner_text()


def select(page: Page, column: str, words: str) -> None:
    page.evaluate(SELECT, [column, words])
    expect(page.locator("#selection-bar")).to_be_visible()


def test_a_speaker_is_corrected_and_undone_where_it_stands(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?q=harbour&point=1")
    before, steps = seen(page), page.evaluate("() => history.length")
    form = form_of(page, "Bay News")
    expect(form.get_by_label("Speaker")).to_have_value("Maria Field")
    form.get_by_label("Speaker").fill("Tom Reed")
    form.get_by_label("Reason").first.fill("The reply names him")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Speaker changed to Tom Reed.")
    expect(page.locator(".speaker[data-label$='Tom Reed ✎']").first).to_be_attached()
    expect(page).to_have_url(re.compile(r"\?q=harbour&point=\d+$"))
    undo(page)
    assert seen(page) == before
    assert page.evaluate("() => history.length") == steps
    page.reload()
    expect(page.locator("#comparison .ruled")).to_have_count(0)


def test_a_correction_keeps_the_focus_the_place_and_what_else_is_open(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    page.locator("#a1-framing > summary").click()
    form = form_of(page, "The Herald")
    top = page.evaluate("() => document.getElementById('comparison').getBoundingClientRect().top")
    form.get_by_label("Kind").select_option("mixed")
    form.get_by_role("button", name="Save").press("Enter")
    expect(status(page)).to_have_text("Kind changed to partly quoted.")
    expect(telling(page, "The Herald").locator(".ruled")).to_have_text("kind corrected by an editor")
    expect(telling(page, "The Herald").locator("summary").first).to_be_focused()
    expect(page.locator("#drawer .ruling-form")).to_have_count(0)
    expect(page.locator("#a1-framing")).to_have_attribute("open", "")
    assert page.evaluate("() => document.getElementById('comparison').getBoundingClientRect().top") == top


def test_side_stance_and_passage_are_corrected_at_once(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    form = form_of(page, "Bay News")
    form.get_by_label("Side").select_option("Labour")
    form.get_by_label("Stance", exact=True).select_option("support")
    form.get_by_label("Target", exact=True).fill("the crews")
    form.get_by_label("Passage").fill("we will not risk a single boat")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text(
        "Side changed to Labour. Stance changed to support for the crews. "
        "Passage changed to “we will not risk a single boat”."
    )
    expect(page.locator("#a1 .statement").first).to_have_text("we will not risk a single boat")
    form = form_of(page, "Bay News")
    expect(form).to_contain_text("Ruled by an editor; the machine says: not known.")
    undo(page)
    expect(page.locator("#a1 .statement").first).to_contain_text("The harbour is not safe")


def test_a_statement_is_right_as_it_is(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    telling(page, "Bay News").get_by_role("button", name="Right as it is").click()
    expect(status(page)).to_contain_text("Right as it is: “The harbour is not safe")
    expect(telling(page, "Bay News").locator(".ruled")).to_have_text("confirmed by an editor")
    expect(telling(page, "Bay News").get_by_role("button", name="Right as it is")).to_have_count(0)
    undo(page)
    expect(telling(page, "Bay News").get_by_role("button", name="Right as it is")).to_be_visible()


def test_a_statement_is_taken_out_split_off_and_moved(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    points = page.locator(".point").count()
    form_of(page, "Bay News").get_by_role("button", name="Not a statement").click()
    expect(status(page)).to_contain_text("Taken out as no statement")
    expect(page.locator("#a1 .statement")).to_have_count(1)
    undo(page)
    form_of(page, "The Herald").get_by_role("button", name="A point of its own").click()
    expect(status(page)).to_contain_text("A point of its own now")
    expect(page.locator(".point")).to_have_count(points + 1)
    expect(page.locator("#drawer")).to_contain_text("Maria Field")
    undo(page)
    form = form_of(page, "The Herald")
    form.get_by_role("button", name="Move there").click()
    expect(form.locator(".form-errors")).to_contain_text("Choose the point that the statement belongs to.")
    form.get_by_label("Another point").select_option(index=1)
    form.get_by_role("button", name="Move there").click()
    expect(status(page)).to_contain_text("Moved to the point of “This is a disgraceful decision")
    undo(page)
    expect(page.locator(".point")).to_have_count(points)


def test_two_points_merge(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    points = page.locator(".point").count()
    page.locator("#merge > summary").click()
    page.get_by_label("Is one point with").select_option(index=1)
    page.locator("#merge").get_by_role("button", name="Merge").click()
    expect(status(page)).to_contain_text("Merged with the point of “This is a disgraceful decision")
    expect(page.locator(".point")).to_have_count(points - 1)
    undo(page)
    expect(page.locator(".point")).to_have_count(points)


def test_an_absence_is_confirmed_then_refuted(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=2")
    telling(page, "The Herald").get_by_role("button", name="Absence is right").click()
    expect(status(page)).to_have_text("Confirmed: The Herald does not have it.")
    expect(telling(page, "The Herald")).to_contain_text("Absence confirmed by an editor")
    form = form_of(page, "The Herald", "It is here")
    form.get_by_label("Passage").fill("crews watched from the wall")
    form.get_by_role("button", name="It is here").click()
    expect(status(page)).to_have_text("The Herald has it: “crews watched from the wall”.")
    expect(page.locator("#a2 .passage.is-chosen")).to_have_text("crews watched from the wall")
    undo(page)
    expect(telling(page, "The Herald")).to_contain_text("Absence confirmed by an editor")


def test_a_finding_is_confirmed_and_rejected(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(story)
    finding = page.locator(".finding").first
    text = finding.locator(".finding-text").inner_text()
    finding.locator("summary").click()
    finding.get_by_role("button", name="It holds").click()
    expect(status(page)).to_contain_text("Finding confirmed")
    expect(finding.locator(".ruled")).to_have_text("confirmed by an editor")
    expect(finding.locator("details")).to_have_attribute("open", "")
    finding.get_by_label("Reason").fill("The box says so")
    finding.get_by_role("button", name="It does not hold").click()
    expect(status(page)).to_contain_text("Finding rejected")
    expect(page.locator(".finding-text", has_text=text)).to_have_count(0)
    undo(page)
    expect(page.locator(".finding-text", has_text=text)).to_be_visible()


def test_selected_words_become_a_statement_with_their_exact_characters(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(story)
    select(page, "#a2", "Boats stayed in the bay")
    page.get_by_role("button", name="Add as a statement").click()
    dialog = page.locator("#ruling-dialog")
    expect(dialog.get_by_label("Article")).to_have_value(re.compile(r"\d+"))
    expect(dialog.get_by_label("Passage")).to_have_value("Boats stayed in the bay")
    expect(dialog.get_by_label("Speaker")).to_be_focused()
    dialog.get_by_label("Speaker").fill("The crews")
    dialog.get_by_role("button", name="Add").click()
    expect(status(page)).to_have_text("Statement added: “Boats stayed in the bay”.")
    expect(dialog).to_be_hidden()
    expect(page.locator("#a2 .statement").last).to_have_text("Boats stayed in the bay")
    undo(page)
    expect(page.locator("#a2 .statement", has_text="Boats stayed")).to_have_count(0)


def test_selecting_needs_no_mouse(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=2")
    select(page, "#a2", "crews watched")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Add as a statement")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#selection-bar").get_by_role("button", name="It is here")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.locator("#ruling-dialog")
    expect(dialog.get_by_label("Passage")).to_have_value("crews watched")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    select(page, "#a2", "from the wall")
    page.keyboard.press("a")
    expect(dialog.get_by_role("heading")).to_have_text("Add a missed statement")
    expect(dialog.get_by_label("Passage")).to_have_value("from the wall")


def test_selected_words_become_the_passage_of_an_open_form(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    form = form_of(page, "Bay News")
    select(page, "#a1", "The harbour is not safe")
    page.get_by_role("button", name="Take it as the passage").click()
    expect(form.get_by_label("Passage")).to_have_value("The harbour is not safe")
    expect(form.get_by_label("Passage")).to_be_focused()
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Passage changed to “The harbour is not safe”.")


def test_what_was_typed_waits_while_another_point_is_looked_at(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=1")
    form_of(page, "Bay News").get_by_label("Reason").first.fill("Ask Maria first")
    page.locator("#find").fill("harbour")
    page.locator("#find").press("Tab")
    expect(page).to_have_url(re.compile("q=harbour"))
    form = telling(page, "Bay News").locator(".disclosed")
    expect(form.get_by_label("Reason").first).to_have_value("Ask Maria first")
    page.locator("#clear").click()
    page.locator("#point-2").click()
    expect(page.locator("#drawer-head")).to_contain_text("Tom Reed")
    page.locator("#point-1").click()
    expect(form.get_by_label("Reason").first).to_have_value("Ask Maria first")
    form.get_by_label("Kind").select_option("mixed")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Kind changed to partly quoted.")
    expect(form.get_by_label("Reason")).to_have_count(0)


def test_without_script_everything_has_a_page_of_its_own(
    new_page: OpenPage, signed_in: StorageState, story: str
) -> None:
    page = new_page(script=False, cookies=signed_in)
    page.goto(f"{story}?q=harbour&point=1")
    telling(page, "Bay News").locator("summary").click()
    telling(page, "Bay News").get_by_role("link", name="Open the form").first.click()
    page.get_by_label("Speaker").fill("Tom Reed")
    page.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Speaker changed to Tom Reed.")
    expect(page).to_have_url(re.compile(r"\?q=harbour&point=\d+&ruled=\d+#drawer$"))
    page.get_by_role("button", name="Undo").click()
    expect(status(page)).to_have_text("Undone: Speaker changed to Tom Reed.")

    page.get_by_role("link", name="Add a missed statement").click()
    page.get_by_label("Article").select_option("The Herald")
    page.get_by_label("Passage").fill("Ships stayed in the bay")
    page.get_by_label("Speaker").fill("The crews")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "These words do not stand in The Herald: copy them from its text."
    )
    expect(page.get_by_label("Speaker")).to_have_value("The crews")
    page.get_by_label("Passage").fill("Boats stayed in the bay")
    page.get_by_role("button", name="Add").click()
    expect(status(page)).to_have_text("Statement added: “Boats stayed in the bay”.")


def test_two_editors_at_one_speaker(
    admin_page: Page,
    new_page: OpenPage,
    other_editor: StorageState,
    story: str,
    expected_complaints: list[str],
    axe: Callable[[Page], None],
) -> None:
    expected_complaints.append("409")  # the browser itself says so in its console
    mara, tom = admin_page, new_page(cookies=other_editor)
    for page in (mara, tom):
        page.goto(f"{story}?point=1")
    late = form_of(tom, "Bay News")
    form = form_of(mara, "Bay News")
    form.get_by_label("Speaker").fill("Tom Reed")
    form.get_by_label("Reason").first.fill("It is his reply")
    form.get_by_role("button", name="Save").click()
    expect(status(mara)).to_be_visible()

    late.get_by_label("Speaker").fill("Maria Fields")
    late.get_by_label("Kind").select_option("mixed")
    late.get_by_label("Reason").first.fill("Misspelt")
    late.get_by_role("button", name="Save").click()
    conflict = tom.locator(".conflict")
    expect(conflict.get_by_role("heading")).to_contain_text("has ruled on this meanwhile")
    expect(conflict.get_by_role("heading")).to_be_focused()
    expect(conflict).to_contain_text("Tom Reed")
    expect(conflict).to_contain_text("Reason: It is his reply")
    expect(conflict).to_contain_text("Maria Fields")
    axe(tom)
    tom.keyboard.press("Escape")
    expect(late.get_by_label("Speaker")).to_have_value("Maria Fields")
    expect(late.get_by_label("Reason").first).to_have_value("Misspelt")

    late.get_by_role("button", name="Save").click()
    conflict.get_by_role("button", name="Put mine in its place").click()
    expect(status(tom)).to_have_text("Speaker changed to Maria Fields. Kind changed to partly quoted.")
    expect(tom.locator("#ruling-dialog")).to_be_hidden()
    mara.reload()
    expect(mara.locator(".speaker[data-label$='Maria Fields ✎']").first).to_be_attached()


def test_the_others_ruling_is_kept(
    admin_page: Page, new_page: OpenPage, other_editor: StorageState, story: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("409")
    mara, tom = admin_page, new_page(cookies=other_editor)
    for page in (mara, tom):
        page.goto(f"{story}?point=2")
    late = form_of(tom, "The Herald", "It is here")
    telling(mara, "The Herald").get_by_role("button", name="Absence is right").click()
    expect(status(mara)).to_be_visible()
    late.get_by_label("Passage").fill("crews watched from the wall")
    late.get_by_role("button", name="It is here").click()
    tom.locator(".conflict").get_by_role("button", name="Keep theirs").click()
    expect(telling(tom, "The Herald")).to_contain_text("Absence confirmed by an editor")


def test_what_was_typed_outlives_the_session(
    new_page: OpenPage, site: Site, story: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("401")
    page = new_page()
    name, password = site.login()

    def sign_in(page: Page) -> None:
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")

    page.goto(f"/sign-in/?next={story}?point=1")
    sign_in(page)
    form = form_of(page, "Bay News")
    form.get_by_label("Speaker").fill("Tom Reed")
    page.context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_contain_text("You are signed out by now")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="sign in again in another tab").click()
    sign_in(popup.value)
    expect(popup.value.get_by_role("button", name="Sign out")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Speaker changed to Tom Reed.")


def test_the_list_of_rulings_leads_to_the_passage_and_undoes(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=2")
    telling(page, "The Herald").get_by_role("button", name="Absence is right").click()
    expect(status(page)).to_be_visible()
    page.get_by_role("link", name="1 ruling", exact=True).click()
    entry = page.locator(".ruling-entry")
    expect(entry).to_contain_text("does not have it, confirmed")
    entry.get_by_role("link", name="see it in the story").click()
    expect(page.locator("#drawer-head")).to_contain_text("Tom Reed")
    page.go_back()
    entry.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Undone: Confirmed: The Herald does not have it.")
    expect(entry).to_contain_text("undone by")


@every_look
def test_the_forms_keep_nobody_out_and_fit(admin_page: Page, axe: Callable[[Page], None], story: str) -> None:
    page = admin_page

    def check() -> None:
        axe(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    page.goto(f"{story}?point=1")
    form = form_of(page, "Bay News")
    page.locator("#merge > summary").click()
    expect(page.get_by_label("Is one point with")).to_be_visible()
    page.locator(".finding summary").first.click()
    check()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("Nothing is changed yet")
    expect(form.get_by_role("alert")).to_be_focused()
    check()
    form.get_by_label("Kind").select_option("mixed")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_be_visible()
    select(page, "#a2", "Boats stayed")
    check()
    page.get_by_role("button", name="Add as a statement").click()
    expect(page.locator("#ruling-dialog").get_by_label("Passage")).to_be_visible()
    check()
    for address in ("rulings/", "rulings/missed/"):
        page.goto(f"{story}{address}")
        check()
