from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.looks import every_look
from tests.serving import Site

SORT = "/admin/articles/article/sort/"
PIER = "The council voted to shut the old pier of Tayport after divers found cracks in its steel girders."


COMET = "A comet will be seen above Orkney in April, the brightest for three decades, astronomers of Kirkwall said."


def imported(site: Site, folder: Path, name: str, text: str = PIER) -> None:
    file = folder / f"{name}.txt"
    file.write_text(f"{text} So says {name}.\n", encoding="utf-8")
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


def test_an_editor_splits_moves_and_merges_what_is_proposed(admin_page: Page, site: Site, tmp_path: Path) -> None:
    page = admin_page
    for name in ("Comet News", "Comet Post", "Comet Sun", "Comet Mail"):
        imported(site, tmp_path, name, COMET)
    imported(
        site, tmp_path, "Bakers Weekly", "Three bakers of Leeds won the prize for the best pork pie of the county."
    )

    page.goto(SORT)
    proposal = page.locator(".proposal", has_text="Comet News")
    expect(proposal).to_contain_text("4 articles of one event")
    for name in ("Comet Sun", "Comet Mail"):  # split: these two tell something else
        proposal.get_by_label(name).uncheck()
    proposal.get_by_label("Title of the new story").fill("Comet seen")
    proposal.get_by_role("button", name="Accept").click()

    rest = page.locator(".proposal", has_text="Comet Sun")
    expect(rest).to_contain_text("Comet Mail")
    expect(rest).not_to_contain_text("Comet News")
    rest.get_by_label("Comet Mail").uncheck()
    rest.get_by_label("Story", exact=True).select_option("Comet seen")  # move into a story that is there
    rest.get_by_role("button", name="Accept").click()

    last = page.locator(".proposal", has_text="Comet Mail")
    other = last.locator("optgroup option", has_text="Three bakers").get_attribute("value")
    last.get_by_label("Story", exact=True).select_option(other)  # merge with another proposal
    last.get_by_label("Title of the new story").fill("Pies and comets")
    last.get_by_role("button", name="Accept").click()

    expect(page.locator(".proposal", has_text="Bakers Weekly")).to_have_count(0)
    page.goto("/")
    for title, outlets in (("Comet seen", "Comet News, Comet Post and Comet Sun"), ("Pies and comets", "Bakers")):
        expect(page.locator(".story-line", has_text=title).locator(".story-line-outlets")).to_contain_text(outlets)
