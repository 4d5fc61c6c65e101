from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import every_look
from tests.serving import Site

GIVEN, OWN = "soft-rain-on-slate", "slate-on-soft-rain"
GIVING = """
from django.contrib.auth.models import User
from articles.models import GivenPassword
GivenPassword.note(User.objects.create_user("{name}", password="{password}"))
"""
_numbers = count(1)


@pytest.fixture
def newcomer(site: Site) -> str:
    """The name of somebody who was given a password."""
    name = f"newcomer-{next(_numbers)}"
    site.manage("shell", "--no-imports", "-c", GIVING.format(name=name, password=GIVEN))
    return name


def come_in(page: Page, name: str, password: str) -> None:
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")


def choose(page: Page, old: str, new: str) -> None:
    page.get_by_label("Your password until now").fill(old)
    page.get_by_label("New password", exact=True).fill(new)
    page.get_by_label("New password again").fill(new)
    page.get_by_role("button", name="Change it").click()


@every_look
def test_a_newcomer_chooses_a_password_before_anything_else(
    page: Page, axe: Callable[[Page], None], newcomer: str
) -> None:
    page.goto("/sign-in/?next=/saved/")
    come_in(page, newcomer, GIVEN)
    expect(page.get_by_role("heading", name="Choose your own password")).to_be_visible()
    axe(page)

    choose(page, GIVEN, GIVEN)
    expect(page.get_by_role("alert")).to_contain_text("This is your password until now: choose another one.")
    axe(page)
    choose(page, GIVEN, OWN)

    expect(page.get_by_text("The password that you chose is yours from now on.")).to_be_visible()
    assert page.url.endswith("/saved/")


def test_it_works_without_script(no_script_page: Page, newcomer: str) -> None:
    no_script_page.goto("/sign-in/")
    come_in(no_script_page, newcomer, GIVEN)
    choose(no_script_page, GIVEN, OWN)

    expect(no_script_page.get_by_role("button", name="Sign out")).to_be_visible()
