"""Searching, outlets, speakers and what a reader follows in a real browser: with and without script, in every look."""

import re
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import every_look
from tests.browser.seeds import STORY
from tests.serving import Site

pytestmark = pytest.mark.usefixtures("compared_seeds")

PAGES = [
    "/search/",
    "/search/?q=sarwar",
    "/search/?q=picket&in=statements&side=Labour",
    "/search/?q=sarwar&in=speakers",
    "/search/?q=zeppelin",
    "/search/?q=-zeppelin",
    "/outlets/",
    "/outlets/the-herald/",
    "/speakers/",
]


def speaker_page(page: Page) -> None:
    page.goto("/speakers/")
    page.get_by_role("link", name="Keir Starmer", exact=True).click()
    expect(page.locator("h1")).to_have_text("Keir Starmer")


def test_words_typed_in_the_masthead_lead_to_a_statement_and_its_point(page: Page) -> None:
    page.goto("/methods/")
    page.get_by_role("searchbox", name="Search").fill("“outraged to see”")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile(r"^1 of \d+\sarticles · “outraged to see” · Search"))
    expect(page.locator(".hit mark").first).to_have_text("outraged to see")
    page.locator(".search-tabs").get_by_role("link", name="Statements").click()
    expect(page).to_have_url(re.compile("in=statements"))
    expect(page.locator(".hit-who").first).to_contain_text("Con Scottish Conservatives")
    page.locator(".hit-words a").first.click()
    expect(page.locator("#drawer")).to_contain_text("outraged to see Anas Sarwar")


def test_choices_answer_at_once_and_keep_the_list_the_focus_and_the_words(page: Page) -> None:
    page.goto("/search/?q=picket&in=statements")
    before = page.locator(".hit").count()
    page.locator("#facet-side > summary").click()
    box = page.locator("#facet-side").get_by_role("checkbox", name="Conservatives")
    box.check()
    expect(page).to_have_url(re.compile(r"side=Conservatives$"))
    expect(page).to_have_title(re.compile(r"^2 of \d+\sstatements"))
    expect(page.locator("#facet-side")).to_have_attribute("open", "")
    expect(box).to_be_focused()
    page.get_by_role("searchbox", name="Search").fill("sarwar")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=sarwar&in=statements&side=Conservatives$"))
    page.go_back()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("picket")
    page.locator("#clear").click()
    expect(page.locator(".hit")).to_have_count(before)


def test_the_search_works_without_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto("/")
    page.get_by_role("searchbox", name="Search").fill("strik*")
    page.get_by_role("button", name="Find").click()
    page.locator("#facet-outlet > summary").click()
    page.locator("#facet-outlet").get_by_role("checkbox", name="The Herald").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".count strong")).to_have_text(re.compile(r"^1 of \d+\sarticles$"))
    expect(page.locator(".hit-facts")).to_contain_text("The Herald")


def test_from_an_outlet_to_a_point_and_to_a_speaker(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Outlets").click()
    page.get_by_role("link", name="The Herald").click()
    expect(page.locator(".notice")).to_contain_text("It is too early to say")
    page.locator("section[aria-labelledby=alone] li li a").first.click()
    expect(page.locator("#drawer")).to_be_visible()
    page.go_back()
    page.locator("section[aria-labelledby=most] a").get_by_text("Keir Starmer", exact=True).click()
    expect(page.locator("h1")).to_have_text("Keir Starmer")
    page.locator(".point-stories p a").first.click()
    expect(page.locator("#drawer")).to_be_visible()


def test_a_reader_saves_a_search_follows_a_story_and_reads_the_feed(admin_page: Page, site: Site) -> None:
    page = admin_page
    page.goto("/search/?q=mishra&in=statements")
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".notice")).to_have_text("Saved: mishra, in statements.")
    page.goto(STORY)
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("You follow “Sarwar joins rail picket line")
    expect(page.locator(".saved-list > li")).to_have_count(2)
    feed = page.get_by_role("link", name="Feed (Atom)").first.get_attribute("href")
    with urllib.request.urlopen(f"{site.url}{feed}") as answer:  # noqa: S310 - the site of the tests
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert "Sarwar joins rail picket line" in answer.read().decode()
    page.get_by_role("button", name="New feed address").first.click()
    expect(page.locator(".notice")).to_contain_text("the old one no longer works")
    for _ in range(2):
        page.get_by_role("button", name=re.compile("Remove|Follow no more")).first.click()
    expect(page.locator(".notice").last).to_contain_text("Nothing saved yet.")


@every_look
def test_nothing_on_these_pages_keeps_anyone_out(page: Page, axe: Callable[[Page], None]) -> None:
    for path in PAGES:
        page.goto(path)
        axe(page)
    speaker_page(page)
    axe(page)
    page.goto("/search/?q=picket&in=statements")
    page.locator("#facet-speaker > summary").click()
    axe(page)


@every_look
def test_nothing_on_the_page_of_saved_searches_keeps_anyone_out(
    new_page: OpenPage, signed_in: StorageState, axe: Callable[[Page], None], width: int
) -> None:
    page = new_page(cookies=signed_in)
    page.goto("/saved/")
    axe(page)
    page.goto("/search/?q=sarwar")
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".saved-list > li")).to_have_count(1)
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.get_by_role("button", name="Remove").click()


@pytest.mark.parametrize("width", [320])
def test_a_narrow_page_scrolls_one_way_only(page: Page) -> None:
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320, path
    speaker_page(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_what_was_found_prints_without_controls(page: Page) -> None:
    page.goto("/search/?q=sarwar")
    page.emulate_media(media="print")
    for control in (".masthead", ".filters", ".search-tabs"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator(".hit").first).to_be_visible()
