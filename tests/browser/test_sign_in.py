from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import every_look


@every_look
@pytest.mark.parametrize("address", ["/sign-in/", "/admin/login/"])
def test_the_sign_in_pages_are_accessible_in_every_look(page: Page, axe: Callable[[Page], None], address: str) -> None:
    page.goto(address)

    axe(page)


def test_the_printed_login_opens_the_admin(admin_page: Page) -> None:
    admin_page.goto("/admin/")

    expect(admin_page.get_by_role("button", name="Log out")).to_be_visible()


@pytest.mark.parametrize("address", ["/sign-in/", "/admin/login/"])
def test_the_sign_in_form_works_without_script(no_script_page: Page, address: str) -> None:
    no_script_page.goto(address)
    no_script_page.fill("[name=username]", "nobody")
    no_script_page.fill("[name=password]", "wrong")
    no_script_page.press("[name=password]", "Enter")

    expect(no_script_page.get_by_text("Please enter")).to_contain_text("correct username and password")
