"""Words that are selected in a text become what is ruled on; what was typed waits."""

import re

from playwright.sync_api import Page, expect

from tests.browser.rulings.drawer import form_of, select, status, telling, undo


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
