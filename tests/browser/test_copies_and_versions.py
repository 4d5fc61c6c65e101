"""Copies and versions in a real browser: a story of four outlets, two with one text, and one whose text changed."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looks import every_look
from tests.serving import Site

STORY = "/stories/last-ferry-to-oake/"
VERSIONS = f"{STORY}versions/"
TEXTS = json.loads((Path(__file__).parents[1] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]
TIDES = [f"High water at the quay comes at {hour} o'clock on day {hour} of the week." for hour in range(5, 10)]
REPORT = "\n\n".join([TEXTS["own report of the same day"], *TIDES])
PEEL = next(line for line in REPORT.split("\n\n") if "Dan Peel" in line)
FIRST = [
    {"outlet": "The Mirror", "text": TEXTS["wire"], "byline": "By Ann Roe, PA"},
    {"outlet": "Express", "text": TEXTS["a sentence added"]},
    {"outlet": "Star", "text": TEXTS["cut at the end"]},
    {"outlet": "Coast Post", "text": REPORT.replace(f"{PEEL}\n\n", ""), "url": "https://coast.example/ferry"},
]
SECOND = [{"outlet": "Coast Post", "text": REPORT.replace("58,000", "61,000"), "url": "https://coast.example/ferry"}]


@pytest.fixture(autouse=True, scope="module")
def _compared(site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The story, read once before its second version comes in and once after it."""
    folder = tmp_path_factory.mktemp("ferry")
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        for name, rows, sign in (("first", FIRST, ".point"), ("second", SECOND, ".column-version")):
            file = folder / f"{name}.jsonl"
            file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
            site.manage("import", str(file), "--story", "Last ferry to Oake")
            page.goto(STORY)
            expect(page.locator(sign).first).to_be_visible(timeout=120_000)
            expect(page.locator("#progress")).to_have_count(0, timeout=120_000)


def reach(page: Page, words: str) -> str:
    return page.locator(".point").filter(has_text=words).locator(".point-reach").inner_text()


def test_copies_are_said_and_can_be_counted_once(page: Page) -> None:
    page.goto(STORY)
    expect(page.locator(".copies-text").first).to_have_text(
        "Express and The Mirror carry the same PA text (91\u00a0% the same words)."
    )
    assert reach(page, "A bus over the new bridge") == "in 2 of 4"
    page.get_by_role("link", name="once (2\u00a0origins)").click()
    expect(page).to_have_url(re.compile(r"\?copies=once$"))
    expect(page.locator(".story-facts")).to_contain_text("4\u00a0outlets, 2\u00a0origins")
    assert reach(page, "A bus over the new bridge") == "in 1 of 2"
    expect(page.locator(".column")).to_have_count(2)
    expect(page.locator(".strip-copied").first).to_contain_text("the same words as Express")


def test_the_choice_stays_with_filters_points_and_back(page: Page) -> None:
    page.goto(f"{STORY}?copies=once")
    page.locator("#facet-coverage > summary").click()
    page.locator("#facet-coverage").get_by_role("checkbox", name="only in one").check()
    expect(page).to_have_url(re.compile(r"\?coverage=only&copies=once$"))
    remaining = page.locator(".point").count()
    page.locator(".point-link").filter(has_text="A bus over the new bridge").click()
    expect(page.locator("#drawer")).to_contain_text("In 1 of 2\u00a0origins")
    expect(page).to_have_url(re.compile(r"copies=once&point=\d+$"))
    page.go_back()
    expect(page.locator("#drawer")).to_have_count(0)
    expect(page.locator(".point")).to_have_count(remaining)
    page.locator("#clear").click()
    expect(page).to_have_url(re.compile(r"\?copies=once$"))
    page.get_by_role("link", name="each by itself").click()
    expect(page).to_have_url(re.compile(rf"{STORY}$|\?$"))
    assert reach(page, "A bus over the new bridge") == "in 2 of 4"


def test_copies_are_counted_once_without_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(STORY)
    page.get_by_role("link", name="once (2\u00a0origins)").click()
    page.locator("#facet-kind > summary").click()
    page.locator("#facet-kind").get_by_role("checkbox", name="quoted directly").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("copies=once"))
    expect(page.locator(".copies-ways [aria-current]")).to_have_text("once (2\u00a0origins)")


def test_a_column_leads_to_what_changed_in_its_text(admin_page: Page) -> None:
    page = admin_page
    page.goto(f"{STORY}?show=coast-post&show=star")
    head = page.locator(".column-version")
    expect(head).to_have_text(re.compile(r"Version 2 of 2, changed \d+ \w+ \d{4}, \d\d:\d\d: what changed"))
    head.get_by_role("link").click()
    expect(page).to_have_url(re.compile(rf"{VERSIONS}#article-\d+$"))
    expect(page.get_by_role("heading", level=3, name="Coast Post")).to_be_in_viewport()
    change = page.get_by_role("article", name=re.compile("^Version 2 of 2"))
    expect(change.locator("ins").filter(has_text="61")).to_be_visible()
    expect(change.locator("del").filter(has_text="58")).to_be_visible()
    expect(change.locator(".is-added")).to_contain_text("nobody had spoken to the crews")
    folded = change.locator(".folded")
    expect(folded.locator("p").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("p").first).to_be_visible()


def test_a_finding_says_when_its_words_were_added(page: Page) -> None:
    page.goto(STORY)
    finding = page.locator(".finding").filter(has_text="Dan Peel’s criticism")
    expect(finding.locator(".finding-changed")).to_contain_text("The criticism was added on")
    finding.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", name="How the texts changed")).to_be_visible()


@every_look
def test_nothing_here_keeps_anyone_out_and_it_fits(page: Page, admin_page: Page, axe: Callable[[Page], None]) -> None:
    for opened, address in (
        (page, f"{STORY}?copies=once&point=1"),
        (page, VERSIONS),
        (admin_page, VERSIONS),
    ):
        opened.goto(address)
        for summary in opened.locator(".folded > summary").all():
            summary.click()
        axe(opened)
        assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("colour_scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_history_of_a_row_is_accessible_and_fits(admin_page: Page, axe: Callable[[Page], None]) -> None:
    page = admin_page
    page.goto("/admin/articles/outlet/?q=Coast+Post")
    page.get_by_role("link", name="Coast Post", exact=True).click()
    domain = page.get_by_label("Domain")
    domain.fill("shore.example" if domain.input_value() == "coast.example" else "coast.example")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History of Coast Post")
    newest = page.locator("#change-history > li").first
    expect(newest).to_contain_text("admin")
    expect(newest.locator("ins")).to_contain_text(".example")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_keys_go_from_change_to_change(page: Page) -> None:
    page.goto(VERSIONS)
    changes = page.locator(".change .paragraph[data-step]")
    before = changes.count()
    assert before >= 2
    for number in (0, 1):
        page.keyboard.press("n")
        expect(changes.nth(number)).to_be_focused()
        expect(changes.nth(number)).to_be_in_viewport()
    page.keyboard.press("p")
    expect(changes.first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("next point, row or change")
