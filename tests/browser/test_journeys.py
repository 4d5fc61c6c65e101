"""A reporter's way with the keyboard alone: search, check, cite; framing; the brief."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.seeds import STORY

pytestmark = pytest.mark.usefixtures("compared_seeds")

FARTHEST = 120  # presses of Tab; who needs more does not call it a way


def tab_to(page: Page, there: Locator) -> None:
    """Press Tab until the focus is at a place, and see it there."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if there.evaluate("(element) => element === document.activeElement"):
            expect(there).to_be_in_viewport()
            return
    pytest.fail(f"{there} is not reached by {FARTHEST} presses of Tab")


def test_from_a_search_to_the_citation_of_a_passage(page: Page) -> None:
    page.goto("/")
    tab_to(page, page.get_by_role("searchbox", name="Search"))
    page.keyboard.type("“outraged to see”")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("Search"))
    tab_to(page, page.locator(".search-tabs").get_by_role("link", name="Statements"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("in=statements"))
    tab_to(page, page.locator(".hit-words a").first)
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_contain_text("Scottish Conservatives")
    expect(page.locator("#drawer")).to_contain_text("In 1 of 3 articles")
    tab_to(page, page.locator("#drawer").get_by_role("link", name="cite").first)
    page.keyboard.press("Enter")
    expect(page.locator("#citation")).to_contain_text("The Herald, [no headline given]")


def test_from_the_framing_of_one_side_to_the_words_behind_a_number(page: Page) -> None:
    page.goto(STORY)
    tab_to(page, page.locator("#views").get_by_role("link", name="Framing"))
    page.keyboard.press("Enter")
    expect(page.locator("#views [aria-current]")).to_have_text("Framing")
    tab_to(page, page.locator("#facet-side > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#facet-side").get_by_role("checkbox", name="Conservatives"))
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/framing/\?side=Conservatives$"))
    page.keyboard.press("Escape")
    expect(page.locator("#facet-side > summary")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#names")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#voices")).to_be_focused()
    expect(page.locator("#voices-head")).to_be_in_viewport()
    page.keyboard.press("p")
    number = page.locator("#names .named").first.get_by_role("link").first
    tab_to(page, number)
    page.keyboard.press("Enter")
    expect(page.locator(".story-text .marked").first).to_be_in_viewport()


def test_from_item_to_item_of_a_brief_and_into_the_text(page: Page) -> None:
    page.goto(f"{STORY}brief/")
    tab_to(page, page.locator(".brief-choices").get_by_role("link", name="The National"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/brief/\?outlet=the-national$"))
    page.keyboard.press("n")
    items = page.locator(".brief-item")
    expect(items.first).to_be_focused()
    page.keyboard.press("n")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("p")
    expect(items.first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?point=\d+#a1-p\d+$"))
    place = page.url.rpartition("#")[2]
    expect(page.locator(f"#{place}")).to_be_in_viewport()
