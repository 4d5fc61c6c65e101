from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import every_look


@every_look
def test_the_methods_are_accessible_in_every_look(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/methods/")

    axe(page)


def test_a_reader_of_findings_gets_to_how_often_they_are_wrong(page: Page) -> None:
    page.goto("/")
    page.locator("main a[href^='/stories/']").first.click()
    page.get_by_role("link", name="How these are found, and how often they are wrong").click()

    expect(page.get_by_role("heading", name="In short")).to_be_in_viewport()


@pytest.mark.parametrize("width", [320])
def test_narrow_methods_scroll_one_way_only(page: Page) -> None:
    page.goto("/methods/")

    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
