"""The story page in a real browser, on the seed story: filter, point, Back, reload, keys, and no script at all."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looks import every_look
from tests.browser.seeds import STORY

pytestmark = pytest.mark.usefixtures("compared_seeds")

QUOTED = "treacherous government"
COUNT = re.compile(r"^(\d+) of (\d+)\spoints?$")


def counted(page: Page) -> tuple[int, int]:
    """How many points remain, of how many."""
    found = COUNT.match(page.locator(".count strong").inner_text())
    assert found
    return int(found[1]), int(found[2])


def tick(page: Page, facet: str, label: str) -> Locator:
    """Open a facet and tick one of its boxes."""
    if page.locator(f"#facet-{facet}").get_attribute("open") is None:
        page.locator(f"#facet-{facet} > summary").click()
    box = page.locator(f"#facet-{facet}").get_by_role("checkbox", name=label)
    box.check()
    return box


def mishra(page: Page) -> Locator:
    """The point in the list whose wording the Daily Record has only in part."""
    return page.locator(".point-link").filter(has_text=QUOTED)


def visible_in_its_column(passage: Locator) -> bool:
    return bool(
        passage.evaluate(
            """passage => {
                const inner = passage.getBoundingClientRect();
                const column = passage.closest("[data-column]");
                const head = column.querySelector(".column-head").getBoundingClientRect();
                return inner.top >= head.bottom - 1 && inner.top < column.getBoundingClientRect().bottom;
            }"""
        )
    )


def test_a_filter_narrows_list_columns_and_title_and_keeps_the_focus(page: Page) -> None:
    page.goto(STORY)
    _, total = counted(page)
    scrolled = page.locator("#a2").evaluate("column => { column.scrollTop = 300; return column.scrollTop; }")
    box = tick(page, "side", "Conservatives")
    expect(page).to_have_url(re.compile(r"\?side=Conservatives$"))
    remaining, of = counted(page)
    assert (of, 0 < remaining < total) == (total, True)
    expect(page).to_have_title(re.compile(rf"^{remaining} of {total}\spoints? · "))
    expect(page.locator(".point")).to_have_count(remaining)
    expect(page.locator("#announcement")).to_contain_text(re.compile(rf"{remaining} of {total}"))
    expect(box).to_be_focused()
    expect(page.locator("#facet-side")).to_have_attribute("open", "")
    assert page.locator("#a2").evaluate("column => column.scrollTop") == scrolled
    assert page.locator(".story-text .remains").count() > 0
    assert page.locator(".statement:not(.is-out)").count() < page.locator(".statement").count()


def test_back_and_reload_give_the_same_view(page: Page) -> None:
    page.goto(STORY)
    before = counted(page)
    tick(page, "side", "Conservatives")
    expect(page).to_have_url(re.compile("side=Conservatives"))
    narrowed = counted(page)
    page.reload()
    assert counted(page) == narrowed
    expect(page.locator("[name=side]:checked")).to_have_value("Conservatives")
    page.go_back()
    expect(page).to_have_url(re.compile(rf"{STORY}$"))
    expect(page.locator(".count strong")).to_have_text(re.compile(rf"^{before[0]} of"))
    expect(page.locator("h1")).to_be_visible()
    page.go_forward()
    expect(page.locator(".count strong")).to_have_text(re.compile(rf"^{narrowed[0]} of"))


def test_back_after_the_history_cache_is_gone_gives_a_whole_page(page: Page) -> None:
    page.goto(STORY)
    tick(page, "stance", "criticism")
    expect(page).to_have_url(re.compile("stance=criticism"))
    page.evaluate("() => sessionStorage.removeItem('htmx-history-cache')")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".masthead-name")).to_have_count(1)
    expect(page.locator(".facet-chosen")).to_have_count(0)


def test_a_chosen_point_is_shown_in_every_column_and_word_by_word(page: Page) -> None:
    page.goto(STORY)
    mishra(page).click()
    drawer = page.locator("#drawer")
    expect(drawer.locator(".telling").filter(has_text="Daily Record").locator("del").first).to_contain_text(QUOTED)
    expect(drawer.locator(".telling").filter(has_text="The National").locator(".telling-status")).to_have_text(
        "does not have it"
    )
    for column in ("#a1", "#a2"):
        passage = page.locator(f"{column} .passage.is-chosen").first
        expect(passage).to_be_visible()
        assert visible_in_its_column(passage)
    expect(page.locator("#announcement")).to_contain_text("is open")
    expect(page).to_have_url(re.compile(r"\?point=\d+$"))


def test_a_click_on_a_passage_chooses_its_point(page: Page) -> None:
    page.goto(STORY)
    passage = page.locator("#a2 .passage .statement").filter(has_text=QUOTED).first
    passage.evaluate("element => element.scrollIntoView({ block: 'center' })")
    passage.click()
    expect(page.locator("#drawer")).to_contain_text("Navendu Mishra")


def test_columns_scroll_by_the_points_they_share_until_they_are_unlinked(page: Page) -> None:
    page.goto(STORY)
    mishra(page).click()
    expect(page.locator("#drawer")).to_be_visible()
    place = "column => Math.round(column.scrollTop)"
    other = page.locator("#a2").evaluate(place)
    page.locator("#a1").hover()
    page.mouse.wheel(0, -250)
    page.wait_for_function("before => Math.abs(document.querySelector('#a2').scrollTop - before) > 20", arg=other)
    page.locator("#link-columns").click()
    expect(page.locator("#link-columns")).to_have_attribute("aria-pressed", "false")
    other = page.locator("#a2").evaluate(place)
    before = page.locator("#a1").evaluate(place)
    page.locator("#a1").hover()
    page.mouse.wheel(0, -150)
    page.wait_for_function("before => Math.round(document.querySelector('#a1').scrollTop) !== before", arg=before)
    assert page.locator("#a2").evaluate(place) == other


def test_keys_move_between_points_and_can_be_switched_off(page: Page) -> None:
    page.goto(STORY)
    chosen = page.locator(".point.is-chosen .point-number")
    page.keyboard.press("n")
    expect(chosen).to_have_text("1")
    page.keyboard.press("n")
    expect(chosen).to_have_text("2")
    page.keyboard.press("p")
    expect(chosen).to_have_text("1")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.get_by_label("Letter keys are on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("n")
    page.reload()
    page.keyboard.press("n")
    expect(page.locator("#comparison")).to_be_visible()
    expect(page.locator("#drawer")).to_have_count(0)


def test_typing_in_the_search_box_is_not_taken_for_keys(page: Page) -> None:
    page.goto(STORY)
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("pin")
    expect(page.locator("#find")).to_have_value("pin")
    expect(page.locator("#drawer")).to_have_count(0)


def test_the_keyboard_alone_filters_and_opens_a_point(page: Page) -> None:
    page.goto(STORY)
    page.locator("#facet-stance > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("stance=criticism"))
    page.keyboard.press("Escape")
    expect(page.locator("#facet-stance > summary")).to_be_focused()
    page.locator(".point-link").first.focus()
    number = page.locator(".point-link").first.get_attribute("data-number")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_be_visible()
    expect(page.locator(f"#point-{number}")).to_be_focused()


def test_an_empty_result_offers_to_clear(page: Page) -> None:
    page.goto(f"{STORY}?q=zeppelin")
    expect(page.locator(".nothing")).to_contain_text("No point fits all of these choices.")
    expect(page.locator(".filters-nothing")).to_be_hidden()
    _, total = counted(page)
    page.locator("#clear-empty").click()
    expect(page.locator(".point")).to_have_count(total)
    expect(page).to_have_url(re.compile(rf"{STORY}$"))


def test_the_choice_of_light_or_dark_is_kept(page: Page) -> None:
    page.goto("/")
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    switch = page.get_by_role("button", name=re.compile("^Theme"))
    switch.click()
    switch.click()
    expect(switch).to_have_text("Theme: dark")
    page.goto(STORY)
    assert page.evaluate(ground) != light


def test_everything_works_without_script(no_script_page: Page) -> None:
    page = no_script_page
    page.goto(STORY)
    _, total = counted(page)
    page.locator("#facet-side > summary").click()
    page.locator("#facet-side").get_by_role("checkbox", name="Conservatives").check()
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile("side=Conservatives"))
    remaining, _ = counted(page)
    assert 0 < remaining < total
    page.locator(".point-link").first.click()
    expect(page.locator("#drawer")).to_contain_text("Conservatives")
    expect(page.locator("[name=side]:checked")).to_have_value("Conservatives")
    page.locator("#drawer .telling a").first.click()
    expect(page.locator(".story-text :target")).to_be_visible()
    page.locator("#drawer-close").click()
    page.locator("#clear").click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    assert counted(page) == (total, total)
    page.locator(".finding summary").first.click()
    expect(page.locator(".finding blockquote").first).to_be_visible()


@every_look
def test_nothing_on_the_pages_keeps_anyone_out(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/")
    axe(page)
    page.goto(STORY)
    axe(page)
    page.locator("#a1-framing > summary").click()
    page.locator(".finding summary").first.click()
    page.locator("#facet-coverage > summary").click()
    axe(page)
    page.goto(STORY)
    mishra(page).click()
    expect(page.locator("#drawer")).to_be_visible()
    axe(page)
    page.goto(f"{STORY}?side=Labour&wording=&q=picket&point=5")
    axe(page)
    page.goto(f"{STORY}?q=zeppelin")
    axe(page)


@pytest.mark.parametrize("width", [320])
def test_a_narrow_page_scrolls_one_way_only(page: Page) -> None:
    for query in ("", "?point=5", "?q=zeppelin"):
        page.goto(f"{STORY}{query}")
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        assert wide == 320
    points, column = page.locator("#points").bounding_box(), page.locator("#a1").bounding_box()
    assert points
    assert column
    assert points["y"] < column["y"]


@pytest.mark.parametrize("width", [320])
def test_a_point_chosen_on_a_narrow_page_opens_in_view(page: Page, no_script_page: Page) -> None:
    for opened in (page, no_script_page):
        opened.goto(STORY)
        mishra(opened).scroll_into_view_if_needed()
        mishra(opened).click()
        expect(opened.locator("#drawer-head")).to_contain_text("Navendu Mishra")
        expect(opened.locator("#drawer-head")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320])
def test_a_narrow_page_says_beside_the_filters_that_nothing_is_left(page: Page) -> None:
    page.goto(STORY)
    page.locator("#find").fill("zeppelin")
    page.locator("#find").press("Tab")
    expect(page.locator(".filters-nothing")).to_have_text("No point fits all of these choices.")
    expect(page.locator(".filters-nothing")).to_be_in_viewport()
    expect(page.locator("#find")).to_be_in_viewport()


def test_an_address_that_leads_nowhere_says_so(page: Page, expected_complaints: list[str]) -> None:
    expected_complaints.append("404")
    page.goto("/stories/nothing-of-the-kind/")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
