from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.looks import every_look
from tests.serving import Site

SORT = "/admin/articles/article/sort/"
PIER = "The council voted to shut the old pier of Tayport after divers found cracks in its steel girders."


def imported(site: Site, folder: Path, name: str) -> None:
    file = folder / f"{name}.txt"
    file.write_text(f"{PIER} So says {name}.\n", encoding="utf-8")
    site.manage("import", str(file), "--outlet", name)


@every_look
def test_sorting_is_accessible_in_every_look(
    admin_page: Page, axe: Callable[[Page], None], site: Site, tmp_path: Path
) -> None:
    imported(site, tmp_path, "The Courier")

    admin_page.goto(SORT)

    axe(admin_page)
    assert admin_page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_imported_articles_become_a_story(admin_page: Page, site: Site, tmp_path: Path) -> None:
    imported(site, tmp_path, "The Courier")
    imported(site, tmp_path, "The Ledger")

    admin_page.goto(SORT)
    proposal = admin_page.locator(".proposal", has_text="The Ledger")
    expect(proposal).to_contain_text("2 articles of one event")
    proposal.get_by_label("Title of the new story").fill("Pier shut")
    proposal.get_by_role("button", name="Accept").click()

    expect(admin_page.locator(".messagelist")).to_contain_text("Pier shut")
    expect(admin_page.locator(".proposal", has_text="The Ledger")).to_have_count(0)
