"""Taking a view away in a real browser: the menus, and the files they give."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.looks import every_look
from tests.browser.seeds import STORY

pytestmark = pytest.mark.usefixtures("compared_seeds")


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as started:
        page.locator("#tool-export").get_by_role("link", name=name).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_what_a_filter_leaves_is_what_the_file_holds(page: Page, tmp_path: Path) -> None:
    page.goto(STORY)
    page.locator("#facet-side > summary").click()
    page.locator("#facet-side").get_by_role("checkbox", name="Conservatives").check()
    expect(page).to_have_url(re.compile("side=Conservatives"))
    page.locator("#tool-export > summary").click()
    points = page.locator(".point").count()
    expect(page.locator("#tool-export")).to_contain_text(f"{points} of ")
    sheet = load_workbook(download(page, "Excel", tmp_path))["Points"]
    assert sheet.max_row - 1 == points


def test_the_menus_work_without_script(no_script_page: Page, tmp_path: Path) -> None:
    page = no_script_page
    page.goto(f"{STORY}matrix/?side=Union")
    page.locator("#tool-share > summary").click()
    expect(page.locator("#share-address")).to_contain_text(f"{STORY}matrix/?side=Union")
    page.locator("#tool-export > summary").click()
    assert download(page, "CSV", tmp_path).read_bytes().startswith(b"\xef\xbb\xbfPoint,")


def test_escape_closes_a_menu_and_leaves_the_point_open(page: Page) -> None:
    page.goto(f"{STORY}?point=2")
    page.locator("#tool-export > summary").press("Enter")
    expect(page.locator("#tool-export a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-export a").first).to_be_hidden()
    expect(page.locator("#tool-export > summary")).to_be_focused()
    expect(page.locator("#drawer")).to_be_visible()


@every_look
def test_the_file_opens_from_a_disk_and_keeps_nobody_out(
    page: Page, axe: Callable[[Page], None], tmp_path: Path, width: int
) -> None:
    page.goto(STORY)
    page.locator("#tool-export > summary").click()
    axe(page)
    file = download(page, "Web page", tmp_path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    axe(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
