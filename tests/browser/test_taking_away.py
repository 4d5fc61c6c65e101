"""A passage, a frozen comparison and a reply link in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looks import every_look
from tests.browser.seeds import STORY
from tests.serving import Site

pytestmark = pytest.mark.usefixtures("compared_seeds")


@pytest.fixture(scope="module")
def frozen(site: Site, browser: Browser, signed_in: StorageState) -> str:
    """The path of a comparison that the admin has frozen under a filter."""
    with browser.new_context(base_url=site.url, storage_state=signed_in, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{STORY}?side=Conservatives")
        page.locator("#tool-freeze > summary").click()
        page.locator("#tool-freeze").get_by_role("button", name="Freeze").click()
        expect(page).to_have_url(re.compile(r"/frozen/[0-9a-f]{64}/$"))
        return page.url.removeprefix(site.url)


@pytest.fixture(scope="module")
def reply_link(site: Site, browser: Browser, signed_in: StorageState) -> str:
    """The path of a link for somebody's reply."""
    with browser.new_context(base_url=site.url, storage_state=signed_in) as context:
        page = context.new_page()
        page.goto(f"{STORY}?point=2")
        page.locator("#tool-share > summary").click()
        page.get_by_role("link", name="Right of reply").click()
        expect(page.locator("[name=points]:checked")).to_have_value("2")
        page.get_by_label("For whom").fill("The office of the leader")
        page.get_by_label("Whom they may ask").fill("Mara Field, news desk")
        page.get_by_role("button", name="Make the link").click()
        address: str = page.locator("#reply-address").inner_text()
        return address.strip().removeprefix(site.url)


def passage(page: Page) -> None:
    page.goto(f"{STORY}?point=2")
    page.locator("#drawer").get_by_role("link", name="cite").first.click()
    expect(page).to_have_url(re.compile(r"/passages/\d+-[0-9a-f]{12}/[\d+-]+/$"))


def test_a_citation_is_copied_by_one_press(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    passage(page)
    section = page.locator("section.taken").filter(has=page.locator("#bibtex"))
    section.get_by_role("button", name="Copy").click()
    expect(section.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.locator("#bibtex").inner_text().strip()
    assert copied.startswith("@misc{")


def test_the_words_of_an_article_are_copied_with_their_citation_from_the_drawer(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{STORY}?point=2")
    telling = page.locator("#drawer .telling").first
    telling.get_by_role("button", name="copy with citation").click()
    expect(telling.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    telling.get_by_role("link", name="cite").click()
    assert copied == page.locator("#citation").inner_text().strip()


def test_without_script_everything_can_be_selected(no_script_page: Page) -> None:
    passage(no_script_page)
    for part in ("#citation", "#bibtex", "#csl", "#annotation", "#address"):
        expect(no_script_page.locator(part)).to_be_visible()
    expect(no_script_page.get_by_role("button", name="Copy")).to_have_count(0)


@every_look
def test_nothing_on_a_passage_keeps_anyone_out(page: Page, axe: Callable[[Page], None], width: int) -> None:
    passage(page)
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width


@every_look
def test_nothing_on_a_frozen_comparison_keeps_anyone_out(
    page: Page, axe: Callable[[Page], None], width: int, frozen: str
) -> None:
    page.goto(frozen)
    expect(page.locator("#hash")).to_have_text(frozen.split("/")[2])
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    page.goto(f"{STORY}frozen/")
    expect(page.locator(".freezes a").first).to_be_visible()
    axe(page)


def test_a_frozen_comparison_is_verified_by_the_command(site: Site, frozen: str) -> None:
    assert "Byte for byte the same: " in site.manage("verify", frozen.split("/")[2])


def test_a_frozen_comparison_prints_with_its_passages(page: Page, frozen: str) -> None:
    page.goto(frozen)
    page.emulate_media(media="print")
    expect(page.locator(".masthead")).to_be_hidden()
    expect(page.locator(".frozen-findings blockquote").first).to_be_visible()


@every_look
def test_nothing_on_the_pages_of_a_reply_keeps_anyone_out(
    page: Page, admin_page: Page, axe: Callable[[Page], None], width: int, reply_link: str
) -> None:
    page.goto(reply_link)
    expect(page.locator("figure").first).to_be_visible()
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    admin_page.goto(f"{STORY}replies/")
    axe(admin_page)
    assert admin_page.evaluate("() => document.documentElement.scrollWidth") == width


def test_a_revoked_link_says_so_and_whom_to_ask(
    page: Page,
    new_page: OpenPage,
    signed_in: StorageState,
    axe: Callable[[Page], None],
    reply_link: str,
    expected_complaints: list[str],
) -> None:
    expected_complaints.append("410")
    admin = new_page(cookies=signed_in)
    admin.goto(f"{STORY}replies/")
    admin.get_by_role("button", name="Revoke the link for The office of the leader").click()
    expect(admin.locator(".reply-line").first).to_contain_text("revoked by admin")
    page.goto(reply_link)
    expect(page.locator("main")).to_contain_text("ask: Mara Field, news desk")
    expect(page.locator("figure")).to_have_count(0)
    axe(page)
