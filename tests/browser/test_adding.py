"""Adding articles in the admin, as an editor does it: with and without script, and when something is wrong."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import look_until
from tests.browser.looks import every_look

ADD = "/admin/articles/article/add/"
FIRST = (
    "The harbour of {place} was closed on Friday.\n\n"
    "“The harbour is not safe and we will not risk a single boat,” said council leader Maria Field.\n"
)
SECOND = FIRST + "\nTom Reed of the Fishing Guild said: “This is a disgraceful decision by Maria Field.”\n"


@pytest.fixture
def place() -> str:
    """A name that no other test's text has: the same text twice is refused."""
    return f"Port {uuid.uuid4().hex[:8]}"


@pytest.fixture
def files(tmp_path: Path, place: str) -> list[Path]:
    """Two texts of one event."""
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text.format(place=place), encoding="utf-8")
    return paths


def text_row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def press_add(page: Page) -> None:
    page.get_by_role("button", name="Add and analyse").click()


def wait_for_story(page: Page, title: str) -> None:
    page.get_by_role("link", name="Open the story").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_files_and_a_pasted_text_become_a_story_page(admin_page: Page, files: list[Path], place: str) -> None:
    page = admin_page
    page.goto("/admin/")
    page.get_by_role("link", name="Add articles").click()
    page.get_by_label("Title of the new story").fill(f"{place} closed")
    page.get_by_label("Files", exact=True).set_input_files(files)
    text_row(page, "first.txt").get_by_label("Or a new outlet").fill("Bay News")
    text_row(page, "second.txt").get_by_label("Outlet of second.txt").select_option("The Herald")
    page.get_by_label("Or paste a text").fill(f"Boats of {place} stayed home.\n\nNobody spoke.\n")
    page.get_by_label("Outlet of the pasted text").select_option("The National")
    press_add(page)

    expect(page.get_by_text(f"3 articles added to “{place} closed”.")).to_be_visible()
    expect(page.get_by_role("link", name="Open the story")).to_be_visible(timeout=60_000)
    wait_for_story(page, f"{place} closed")
    for outlet, said in (("Bay News", "not safe"), ("The Herald", "disgraceful"), ("The National", "Nobody spoke.")):
        expect(page.get_by_role("article", name=outlet)).to_contain_text(said)


def test_without_script_the_page_is_refreshed_by_hand(
    new_page: OpenPage, signed_in: StorageState, files: list[Path], place: str
) -> None:
    page = new_page(script=False, cookies=signed_in)
    page.goto(ADD)
    page.get_by_label("Title of the new story").fill(f"{place} closed")
    page.get_by_label("Files", exact=True).set_input_files(files)
    press_add(page)

    expect(page.get_by_text("Nothing was added yet. What you typed and chose is kept.")).to_be_visible()
    for name in ("first.txt", "second.txt"):
        text_row(page, name).get_by_label("Or a new outlet").fill(f"{name} {place}")
    press_add(page)

    look_until(page, page.get_by_role("link", name="Open the story"))
    wait_for_story(page, f"{place} closed")


def test_a_bad_file_is_named_and_nothing_typed_or_chosen_is_lost(
    admin_page: Page, files: list[Path], tmp_path: Path, place: str
) -> None:
    page = admin_page
    scan = tmp_path / "scan.txt"
    scan.write_bytes(b"%PDF-1.7 not a text")
    page.goto(ADD)
    page.get_by_label("Title of the new story").fill(f"{place} closed")
    page.get_by_label("Or paste a text").fill(f"Pasted about {place}.")
    page.get_by_label("Files", exact=True).set_input_files([files[0], scan])

    expect(page.get_by_role("alert")).to_contain_text("scan.txt was given up: it cannot be read as what it says it is")
    text_row(page, "first.txt").get_by_label("Or a new outlet").fill("Bay News")
    press_add(page)

    expect(page.get_by_role("alert")).to_contain_text("Outlet of the pasted text")
    expect(page.get_by_label("Title of the new story")).to_have_value(f"{place} closed")
    expect(page.get_by_label("Or paste a text")).to_have_value(f"Pasted about {place}.")
    expect(text_row(page, "first.txt").get_by_label("Or a new outlet")).to_have_value("Bay News")
    page.get_by_role("group", name="Pasted text").get_by_label("Or a new outlet").fill("Bay News")
    press_add(page)

    expect(page.get_by_text(f"2 articles added to “{place} closed”.")).to_be_visible()


def test_the_same_text_again_links_to_the_first(admin_page: Page, place: str) -> None:
    page = admin_page
    for title in (f"{place} closed", f"{place} again"):
        page.goto(ADD)
        page.get_by_label("Title of the new story").fill(title)
        page.get_by_label("Or paste a text").fill(FIRST.format(place=place))
        page.get_by_label("Outlet of the pasted text").select_option("The Herald")
        press_add(page)

    first = page.get_by_role("alert").get_by_role("link", name=f"The Herald, in the story “{place} closed”")
    expect(first).to_be_visible()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{place} closed")


def test_it_can_be_done_with_the_keyboard_alone(admin_page: Page, place: str) -> None:
    page = admin_page
    page.goto(ADD)
    page.get_by_label("Title of the new story").focus()
    page.keyboard.type(f"{place} closed")
    while page.evaluate("document.activeElement.name") != "pasted":
        page.keyboard.press("Tab")
    page.keyboard.insert_text(f"A text about {place}.")
    page.keyboard.press("Tab")
    page.keyboard.type("The National")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text(f"1 article added to “{place} closed”.")).to_be_visible()


def test_a_new_other_name_is_analysed_and_the_message_leads_to_the_run(admin_page: Page) -> None:
    page = admin_page
    page.goto("/admin/articles/side/?q=Conservatives")
    page.get_by_role("link", name="Conservatives", exact=True).first.click()
    page.locator(".dynamic-aliases").get_by_label("Other name").last.fill(f"Waverley {uuid.uuid4().hex[:6]}")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist").get_by_role("link", name="Sarwar joins rail picket line").click()

    expect(page.get_by_role("link", name="Open the story")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(("colour_scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/articles/story/",
        "/admin/articles/story/1/change/",
        "/admin/articles/story/add/",
        "/admin/articles/article/",
        "/admin/articles/article/1/change/",
        "/admin/articles/article/1/delete/",
        "/admin/articles/outlet/1/change/",
        "/admin/articles/side/1/change/",
        "/admin/articles/speaker/",
        "/admin/articles/speaker/1/change/",
        "/admin/articles/run/",
        "/admin/articles/run/1/change/",
        ADD,
    ],
)
def test_each_page_of_the_desk_is_accessible(admin_page: Page, axe: Callable[[Page], None], address: str) -> None:
    response = admin_page.goto(address)
    assert response is not None
    assert response.status == 200
    axe(admin_page)


@every_look
def test_the_form_with_files_and_errors_is_accessible_and_fits(
    admin_page: Page, axe: Callable[[Page], None], files: list[Path]
) -> None:
    page = admin_page
    page.goto(ADD)
    page.get_by_label("Files", exact=True).set_input_files(files)
    expect(text_row(page, "second.txt")).to_be_visible()
    press_add(page)

    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
