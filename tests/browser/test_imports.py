"""Importing in the admin: progress, the report, the refused rows mended and imported again; and the page of jobs."""

import csv
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import look_until
from tests.browser.looks import every_look
from tests.serving import Site

START = "/admin/articles/import/add/"
JOBS = "/admin/jobs/"
PATIENCE = 60_000  # milliseconds: the one worker may be busy with what other tests left


@pytest.fixture
def place() -> str:
    """A name that no other test's text has: the same text twice is stored once."""
    return f"Port {uuid.uuid4().hex[:8]}"


@pytest.fixture
def files(tmp_path: Path, place: str) -> list[Path]:
    """A table with three good rows and two bad ones, and a file of a kind that is not taken."""
    table, program = tmp_path / "news.csv", tmp_path / "b.exe"
    rows = [
        {"text": f"The pier of {place} is shut.", "outlet": "Bay News", "url": f"https://bay.example/{place[5:]}"},
        {"text": f"The quay of {place} is shut.", "outlet": "Bay News"},
        {"text": f"The dock of {place} is shut.", "outlet": ""},
        {"text": "", "outlet": "Bay News"},
        {"text": f"The quay of {place} is shut.", "outlet": "Bay News"},
    ]
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["text", "outlet", "url", "story"])
        writer.writeheader()
        writer.writerows({**row, "story": f"{place} closed"} for row in rows)
    program.write_bytes(b"MZ")
    return [table, program]


def choose(page: Page, files: list[Path] | Path, button: str = "Import") -> None:
    page.goto(START)
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name=button).click()


def counts(page: Page) -> list[str]:
    """What stands over the report."""
    return page.locator(".outcomes li").all_inner_texts()


def test_refused_rows_are_downloaded_mended_and_imported_again(
    admin_page: Page, files: list[Path], tmp_path: Path, place: str
) -> None:
    page = admin_page
    page.goto("/admin/")
    page.locator("#content").get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Files", exact=True).set_input_files(files)
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("status")).to_have_text("Done: 2 added, 1 duplicate, 3 refused.", timeout=PATIENCE)
    assert counts(page) == ["All 6", "Added 2", "New version 0", "Duplicate 1", "Refused 3"]
    page.get_by_role("link", name="Refused 3").click()
    report = page.get_by_role("table", name="What became of each row")
    expect(report.get_by_role("row")).to_have_count(1 + 3)
    expect(report.get_by_role("row", name="b.exe")).to_contain_text("is of a kind that is not taken")

    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download the 3 refused rows").click()
    refused = tmp_path / "refused.csv"
    downloading.value.save_as(refused)
    with refused.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["refused"] for row in rows] == ["news.csv, line 4", "news.csv, line 5", "b.exe"]
    rows[0]["outlet"] = "The Ledger"
    with refused.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    page.get_by_role("link", name="import it").click()
    page.get_by_label("Files", exact=True).set_input_files(refused)
    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_role("status")).to_have_text("Done: 1 added, 2 refused.", timeout=PATIENCE)
    page.get_by_role("link", name=f"{place} closed").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{place} closed")
    expect(page.get_by_role("article", name="The Ledger")).to_contain_text(f"The dock of {place} is shut.")


def test_a_dry_run_becomes_an_import_and_the_same_files_again_add_nothing(admin_page: Page, files: list[Path]) -> None:
    page = admin_page
    choose(page, files, "Dry run")
    expect(page.get_by_text("Nothing was stored: this was a dry run.")).to_be_visible(timeout=PATIENCE)
    assert counts(page) == ["All 6", "Added 2", "New version 0", "Duplicate 1", "Refused 3"]

    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("status")).to_have_text("Done: 2 added, 1 duplicate, 3 refused.", timeout=PATIENCE)

    choose(page, files)
    expect(page.get_by_role("status")).to_have_text("Done: 3 duplicates, 3 refused.", timeout=PATIENCE)


def test_without_script_the_page_is_looked_at_again(
    new_page: OpenPage, signed_in: StorageState, files: list[Path]
) -> None:
    page = new_page(script=False, cookies=signed_in)
    choose(page, files)
    look_until(page, page.get_by_text("Done: 2 added, 1 duplicate, 3 refused."))


def failed(site: Site, place: str) -> None:
    """A story whose analysis failed, as the worker would leave it."""
    site.manage(
        *("shell", "--no-imports", "--command"),
        "from django.utils import timezone\n"
        "from articles.ingest import NewStory, Piece, add_articles\n"
        "from articles.models import Run, RunState\n"
        f"piece = Piece('The crane of {place} fell.', 'Bay News')\n"
        f"story = add_articles([piece], NewStory('{place} closed')).story\n"
        "Run.objects.create(story=story, state=RunState.FAILED, attempt=3, errors=3, message='It stopped.',"
        " finished_at=timezone.now())\n",
    )


def test_a_failed_job_is_tried_again_from_the_page_of_jobs_which_shows_it_done(
    admin_page: Page, site: Site, place: str
) -> None:
    failed(site, place)
    page = admin_page
    page.goto(f"/stories/{place.lower().replace(' ', '-')}-closed/")
    page.get_by_role("link", name="Start it again among the jobs").click()
    row = page.get_by_role("table", name="Failed").get_by_role("row", name=f"{place} closed")
    expect(row).to_contain_text("It stopped.")

    row.get_by_role("button", name=f"Try again: Analysing “{place} closed”").click()

    expect(page.get_by_text(f"Analysing “{place} closed”: waits for a worker.")).to_be_visible()
    done = page.get_by_role("table", name="Done last").get_by_role("row", name=f"{place} closed")
    expect(done).to_contain_text("Done: ", timeout=PATIENCE)
    expect(row).to_have_count(0)


def test_what_fails_meanwhile_appears_by_itself(admin_page: Page, site: Site, place: str) -> None:
    page = admin_page
    page.goto(JOBS)
    expect(page.locator("#jobs")).to_be_visible()
    failed(site, place)
    expect(page.get_by_role("button", name=f"Try again: Analysing “{place} closed”")).to_be_visible()


@every_look
def test_each_page_is_accessible_and_fits(
    admin_page: Page, axe: Callable[[Page], None], site: Site, files: list[Path], place: str
) -> None:
    def check(page: Page) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page = admin_page
    failed(site, place)
    page.goto(JOBS)
    check(page)
    page.goto(START)
    check(page)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one or more files.")
    expect(page.get_by_role("alert")).to_be_focused()
    check(page)
    choose(page, files, "Dry run")
    expect(page.get_by_role("button", name="Import now")).to_be_visible(timeout=PATIENCE)
    check(page)
