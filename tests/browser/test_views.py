"""The further views of the seed story in a real browser: tabs, filters, rows, keys, no script, every look, print."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.looks import every_look
from tests.browser.seeds import STORY

pytestmark = pytest.mark.usefixtures("compared_seeds")

VIEWS = ["matrix/", "quotations/", "facts/", "framing/", "versions/", "brief/"]


def narrow_to(page: Page, side: str) -> None:
    page.locator("#facet-side > summary").click()
    page.locator("#facet-side").get_by_role("checkbox", name=side).check()


def test_a_filter_goes_with_the_reader_from_view_to_view_and_back(page: Page) -> None:
    page.goto(f"{STORY}matrix/")
    narrow_to(page, "Conservatives")
    expect(page).to_have_url(re.compile(r"/matrix/\?side=Conservatives$"))
    expect(page).to_have_title(re.compile(r"^\d+ of \d+\spoints? · Matrix · "))
    remaining = page.locator(".matrix tbody tr").count()
    tabs = ("Quotations", "Facts", "Framing", "Brief")
    for tab, title in (*((tab, tab) for tab in tabs), ("Side by side", r"\w+")):
        page.locator("#views").get_by_role("link", name=tab).click()
        expect(page.locator("#views [aria-current]")).to_have_text(tab)
        expect(page).to_have_url(re.compile(r"\?side=Conservatives$"))
        expect(page).to_have_title(re.compile(rf"^{remaining} of \d+\spoints? · {title}"))
        expect(page.locator("[name=side]:checked")).to_have_value("Conservatives")
    expect(page.locator(".point")).to_have_count(remaining)
    for _ in range(5):
        page.go_back()
    expect(page.locator(".matrix tbody tr")).to_have_count(remaining)


def test_back_after_the_history_cache_is_gone_gives_a_whole_page(page: Page) -> None:
    page.goto(f"{STORY}matrix/")
    narrow_to(page, "Conservatives")
    expect(page).to_have_url(re.compile("side=Conservatives"))
    page.evaluate("() => sessionStorage.removeItem('htmx-history-cache')")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#views")).to_have_count(1)
    expect(page.locator("#views a").nth(1)).to_have_attribute("href", f"{STORY}matrix/")


def test_a_click_on_a_cell_opens_its_row_and_keys_go_on_in_the_order_chosen(page: Page) -> None:
    page.goto(f"{STORY}matrix/")
    page.locator("#order").select_option("missing")
    expect(page).to_have_url(re.compile(r"\?sort=missing$"))
    numbers = page.locator(".matrix tbody .point-number").all_inner_texts()
    page.locator(".matrix tbody tr").nth(2).locator("td").nth(1).click()
    chosen = page.locator(".point.is-chosen .point-number")
    expect(chosen).to_have_text(numbers[2])
    expect(page.locator("#drawer-head .point-number")).to_have_text(numbers[2])
    page.keyboard.press("n")
    expect(chosen).to_have_text(numbers[3])
    page.keyboard.press("p")
    expect(chosen).to_have_text(numbers[2])
    page.keyboard.press("p")
    expect(chosen).to_have_text(numbers[1])
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_have_count(0)


def test_the_passage_of_a_drawer_stands_side_by_side(page: Page) -> None:
    page.goto(f"{STORY}matrix/?point=2")
    page.locator("#drawer .telling a").first.click()
    expect(page).to_have_url(re.compile(rf"{STORY}\?point=2#a1-p2$"))
    expect(page.locator("#a1-p2")).to_be_in_viewport()


def test_heads_stay_in_view_while_the_matrix_scrolls(page: Page) -> None:
    page.goto(f"{STORY}matrix/")
    page.locator("#comparison").evaluate("element => element.scrollIntoView()")
    sheet = page.locator("#sheet")
    sheet.evaluate("sheet => { sheet.scrollTop = sheet.scrollHeight; }")
    expect(page.locator(".matrix thead a").first).to_be_in_viewport()
    expect(page.locator(".matrix tbody tr").last).to_be_in_viewport()


def test_words_differ_with_marks_and_in_words(page: Page) -> None:
    page.goto(f"{STORY}quotations/")
    block = page.locator(".utterance").filter(has_text="Navendu Mishra").first
    expect(block.locator("del").first).to_contain_text("treacherous government")
    expect(block.locator(".version-how").last).to_contain_text("does not have “This treacherous government")
    page.keyboard.press("n")
    expect(page.locator(".utterance.is-chosen")).to_have_count(1)
    expect(page.locator(".utterance.is-chosen h3")).to_be_in_viewport()


def test_keys_go_from_fact_to_fact_and_a_fact_leads_to_its_very_words(page: Page) -> None:
    page.goto(f"{STORY}facts/")
    facts = page.locator(".fact[data-step]")
    page.keyboard.press("n")
    expect(facts.nth(0)).to_be_focused()
    page.keyboard.press("n")
    expect(facts.nth(1)).to_be_focused()
    page.keyboard.press("p")
    expect(facts.nth(0)).to_be_focused()
    mcfadden = facts.filter(has_text="Pat McFadden")
    expect(mcfadden.locator(".value-words")).to_have_text(
        ["Shadow Treasury chief secretary", "shadow Treasury minister"]
    )
    mcfadden.get_by_role("link", name="see it in the text").last.click()
    expect(page.locator(".column h2")).to_have_text("The Herald")
    expect(page.get_by_text("shadow Treasury minister", exact=False).last).to_be_in_viewport()


def test_a_mark_of_a_chart_and_a_number_lead_to_their_passages(page: Page) -> None:
    page.goto(f"{STORY}framing/")
    page.get_by_role("group", name="Words given to sources, by side: The Herald").locator("a").nth(2).click()
    expect(page).to_have_url(re.compile(r"\?side=Conservatives#a2-s2$"))
    expect(page.locator("#a2-s2")).to_be_in_viewport()
    page.goto(f"{STORY}framing/")
    starmer = page.locator("#names .named").filter(has_text="Sir Keir")
    starmer.locator("tr", has_text="Sir Keir").get_by_role("link").click()
    marks = page.locator(".story-text .marked")
    expect(marks).to_have_text(["Sir Keir", "Sir Keir"])
    expect(marks.first).to_be_in_viewport()
    expect(page.locator("#comparison")).to_be_in_viewport(ratio=0.9)
    page.locator("#marked-away").click()
    expect(marks).to_have_count(0)


def test_the_figures_of_a_chart_open_and_stay_open_under_the_next_filter(page: Page) -> None:
    page.goto(f"{STORY}framing/")
    page.locator("#by-side-table > summary").click()
    cells = page.locator("#by-side-table td")
    before = cells.count()
    narrow_to(page, "Conservatives")
    expect(page).to_have_url(re.compile(r"/framing/\?side=Conservatives$"))
    expect(page.locator("#by-side-table")).to_have_attribute("open", "")
    assert cells.count() < before


def test_the_brief_of_one_outlet_is_chosen_and_leads_to_its_passages(page: Page) -> None:
    page.goto(f"{STORY}brief/")
    expect(page.locator(".brief-outlet")).to_have_count(3)
    page.locator(".brief-choices").get_by_role("link", name="The National").click()
    expect(page).to_have_url(re.compile(r"/brief/\?outlet=the-national$"))
    expect(page.locator(".brief-outlet")).to_have_count(1)
    item = page.locator(".brief-item").filter(has_text="This treacherous government")
    expect(item).to_contain_text("in 2 of 3 outlets")
    item.get_by_role("link", name="The Herald").click()
    expect(page.locator(".passage.is-chosen").first).to_be_in_viewport()


def test_the_brief_prints_on_two_sheets_with_addresses_and_hashes(page: Page, tmp_path: Path) -> None:
    page.goto(f"{STORY}brief/")
    printed = tmp_path / "brief.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    sheets = PdfReader(printed).pages
    assert len(sheets) == 2
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]  # points of an A4
    last = re.sub(r"\s+", "", sheets[1].extract_text())
    assert len(re.findall(r"SHA-256[0-9a-f]{64}", last)) == 3
    assert re.search(r"comparison[0-9a-f]{64}", last)
    assert f"{STORY}brief/" in last


def test_everything_works_without_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(f"{STORY}matrix/")
    page.locator("#order").select_option("side")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("sort=side"))
    page.locator(".matrix .point-link").first.click()
    expect(page.locator("#drawer")).to_be_visible()
    page.locator("#views").get_by_role("link", name="Quotations").click()
    expect(page.locator("#drawer")).to_be_visible()
    page.locator("#drawer-close").click()
    page.locator("#views").get_by_role("link", name="Facts").click()
    page.locator("#alike > summary").click()
    expect(page.locator("#alike .fact").first).to_be_visible()
    page.locator("#views").get_by_role("link", name="Framing").click()
    page.locator("#by-speaker-table > summary").click()
    page.locator("#by-speaker-table a").first.click()
    expect(page.locator(".statement").first).to_be_visible()
    page.locator("#views").get_by_role("link", name="Brief").click()
    expect(page.locator(".brief-item").first).to_be_visible()


@every_look
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_on_the_views_keeps_anyone_out(page: Page, axe: Callable[[Page], None], view: str) -> None:
    for query in ("", "?point=4", "?q=zeppelin"):
        page.goto(f"{STORY}{view}{query}")
        axe(page)


@pytest.mark.parametrize("width", [320])
@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_page_scrolls_one_way_only(page: Page, view: str) -> None:
    for query in ("", "?point=4", "?q=zeppelin"):
        page.goto(f"{STORY}{view}{query}")
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("width", [320])
def test_on_a_narrow_page_a_point_stands_over_its_cells(page: Page) -> None:
    page.goto(f"{STORY}matrix/")
    row = page.locator(".matrix tbody tr").first
    head, cell = row.locator("th").bounding_box(), row.locator("td").first.bounding_box()
    assert head
    assert cell
    assert head["width"] > 300
    assert cell["y"] >= head["y"] + head["height"] - 1


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_prints_whole_and_without_its_controls(page: Page, view: str) -> None:
    page.goto(f"{STORY}{view}")
    page.emulate_media(media="print")
    for control in (".filters", "#views", ".masthead"):
        expect(page.locator(control)).to_be_hidden()
    cut = page.locator("#sheet").evaluate("sheet => sheet.scrollHeight - sheet.clientHeight")
    assert cut <= 1
