"""Rulings on pages of their own: without JavaScript, in their list, and at every look."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import every_look
from tests.browser.rulings.drawer import form_of, select, status, telling


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
    page.get_by_label("Article").select_option("The Anchor")
    page.get_by_label("Passage").fill("Ships stayed in the bay")
    page.get_by_label("Speaker").fill("The crews")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "These words do not stand in The Anchor: copy them from its text."
    )
    expect(page.get_by_label("Speaker")).to_have_value("The crews")
    page.get_by_label("Passage").fill("Boats stayed in the bay")
    page.get_by_role("button", name="Add").click()
    expect(status(page)).to_have_text("Statement added: “Boats stayed in the bay”.")


def test_the_list_of_rulings_leads_to_the_passage_and_undoes(admin_page: Page, story: str) -> None:
    page = admin_page
    page.goto(f"{story}?point=2")
    telling(page, "The Anchor").get_by_role("button", name="Absence is right").click()
    expect(status(page)).to_be_visible()
    page.get_by_role("link", name="1 ruling", exact=True).click()
    entry = page.locator(".ruling-entry")
    expect(entry).to_contain_text("does not have it, confirmed")
    entry.get_by_role("link", name="see it in the story").click()
    expect(page.locator("#drawer-head")).to_contain_text("Tom Reed")
    page.go_back()
    entry.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Undone: Confirmed: The Anchor does not have it.")
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
