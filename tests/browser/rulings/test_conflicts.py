"""Two editors at one thing, and a session that ends meanwhile: nothing is lost."""

from collections.abc import Callable

from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.rulings.drawer import form_of, status, telling
from tests.serving import Site


def test_two_editors_at_one_speaker(
    admin_page: Page,
    new_page: OpenPage,
    other_editor: StorageState,
    story: str,
    expected_complaints: list[str],
    axe: Callable[[Page], None],
) -> None:
    expected_complaints.append("409")  # the browser itself says so in its console
    mara, tom = admin_page, new_page(cookies=other_editor)
    for page in (mara, tom):
        page.goto(f"{story}?point=1")
    late = form_of(tom, "Bay News")
    form = form_of(mara, "Bay News")
    form.get_by_label("Speaker").fill("Tom Reed")
    form.get_by_label("Reason").first.fill("It is his reply")
    form.get_by_role("button", name="Save").click()
    expect(status(mara)).to_be_visible()

    late.get_by_label("Speaker").fill("Maria Fields")
    late.get_by_label("Kind").select_option("mixed")
    late.get_by_label("Reason").first.fill("Misspelt")
    late.get_by_role("button", name="Save").click()
    conflict = tom.locator(".conflict")
    expect(conflict.get_by_role("heading")).to_contain_text("has ruled on this meanwhile")
    expect(conflict.get_by_role("heading")).to_be_focused()
    expect(conflict).to_contain_text("Tom Reed")
    expect(conflict).to_contain_text("Reason: It is his reply")
    expect(conflict).to_contain_text("Maria Fields")
    axe(tom)
    tom.keyboard.press("Escape")
    expect(late.get_by_label("Speaker")).to_have_value("Maria Fields")
    expect(late.get_by_label("Reason").first).to_have_value("Misspelt")

    late.get_by_role("button", name="Save").click()
    conflict.get_by_role("button", name="Put mine in its place").click()
    expect(status(tom)).to_have_text("Speaker changed to Maria Fields. Kind changed to partly quoted.")
    expect(tom.locator("#ruling-dialog")).to_be_hidden()
    mara.reload()
    expect(mara.locator(".speaker[data-label$='Maria Fields ✎']").first).to_be_attached()


def test_the_others_ruling_is_kept(
    admin_page: Page, new_page: OpenPage, other_editor: StorageState, story: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("409")
    mara, tom = admin_page, new_page(cookies=other_editor)
    for page in (mara, tom):
        page.goto(f"{story}?point=2")
    late = form_of(tom, "The Anchor", "It is here")
    telling(mara, "The Anchor").get_by_role("button", name="Absence is right").click()
    expect(status(mara)).to_be_visible()
    late.get_by_label("Passage").fill("crews watched from the wall")
    late.get_by_role("button", name="It is here").click()
    tom.locator(".conflict").get_by_role("button", name="Keep theirs").click()
    expect(telling(tom, "The Anchor")).to_contain_text("Absence confirmed by an editor")


def test_what_was_typed_outlives_the_session(
    new_page: OpenPage, site: Site, story: str, expected_complaints: list[str]
) -> None:
    expected_complaints.append("401")
    page = new_page()
    name, password = site.login()

    def sign_in(page: Page) -> None:
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")

    page.goto(f"/sign-in/?next={story}?point=1")
    sign_in(page)
    form = form_of(page, "Bay News")
    form.get_by_label("Speaker").fill("Tom Reed")
    page.context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_contain_text("You are signed out by now")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="sign in again in another tab").click()
    sign_in(popup.value)
    expect(popup.value.get_by_role("button", name="Sign out")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Speaker changed to Tom Reed.")
