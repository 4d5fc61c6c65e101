"""Web addresses, feeds and what joins stories by itself, on a site that fetches from a server of this test."""

import secrets
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import look_until
from tests.browser.looks import every_look
from tests.serving import Site, site_in
from tests.signing_in import sign_in
from tests.web import WOLVES, Answer, Web, web

ADD = "/admin/articles/article/add/"
FEEDS = "/admin/articles/feed/"
EVENTS = 30  # around a story, by which rare words are told


def word() -> str:
    """A word that stands in no other text."""
    return "".join(secrets.choice("bcdfghjklmnprstvw") for _ in range(6))


@pytest.fixture(scope="session")
def served() -> Iterator[Web]:
    """The Web of this test."""
    with web() as server:
        yield server


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, served: Web) -> Iterator[Site]:
    """A site of its own, with fetching on and that server named."""
    with site_in(tmp_path_factory.mktemp("fetching") / "data") as site:
        site.environment |= {
            "PARALLAX_FETCH": "1",
            "DJANGO_SETTINGS_MODULE": "tests.fetching_settings",
            "TESTED_WEB": f"{served.host}:{served.port}",
        }
        site.start()
        yield site


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> StorageState:
    """The cookies of that site's admin."""
    return sign_in(site, browser)


@pytest.fixture
def place() -> str:
    """A name that no other test's text has."""
    return f"Port {uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="session")
def around(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Stories of other events; how many."""
    table = tmp_path_factory.mktemp("around") / "around.csv"
    rows = [f"The {word()} of {word()} was seen by {word()} on Monday.,Bay News,Event {n}" for n in range(EVENTS)]
    table.write_text("\n".join(["text,outlet,story", *rows]), encoding="utf-8")
    site.manage("import", str(table))
    return EVENTS


@pytest.fixture
def joined(site: Site, served: Web, admin_page: Page, tmp_path: Path, place: str, around: int) -> str:
    """The title of a story that a piece of The Ledger has joined by itself."""
    assert around
    thing, finder, owner = word(), word(), word()
    told = (
        f"The old {thing} of {place} is shut after {finder} found cracks in it; {owner} will mend the {thing} in May. "
    )
    first = tmp_path / "first.txt"
    first.write_text(f"{told}{told} So says the council.", encoding="utf-8")
    site.manage("import", str(first), "--outlet", "The Courier", "--story", f"{place}: {thing} shut")
    name = '<meta property="og:site_name" content="The Ledger">'
    address = served.article(f"/{uuid.uuid4().hex}", f"The {thing} of {place}", told=told, head=name)
    admin_page.goto(ADD)
    admin_page.get_by_label("Or web addresses").fill(address)
    admin_page.get_by_role("button", name="Add and analyse").click()
    expect(admin_page.locator(".fetched")).to_contain_text("which it joined by itself", timeout=60_000)
    return f"{place}: {thing} shut"


def test_addresses_become_articles_of_a_story_with_progress_and_report(
    admin_page: Page, served: Web, place: str
) -> None:
    page = admin_page
    good = served.article(f"/{uuid.uuid4().hex}", f"{place} pier shut", place=place, said="“It is not safe,” she said.")
    missing = served.at(f"/{uuid.uuid4().hex}")
    page.goto(ADD)
    page.get_by_label("Title of the new story").fill(f"{place} pier")
    page.get_by_label("Or web addresses").fill(f"{good}\nhttp://localhost/\n{missing}")
    page.get_by_role("button", name="Add and analyse").click()

    expect(page.get_by_role("alert")).to_contain_text("http://localhost/ names no server of the public Web")
    expect(page.get_by_label("Or web addresses")).to_have_value(f"{good}\nhttp://localhost/\n{missing}")
    page.get_by_label("Or web addresses").fill(f"{good}\n{missing}")
    page.get_by_role("button", name="Add and analyse").click()

    expect(page.locator(".now")).to_have_text("1 added, 1 refused.", timeout=60_000)
    rows = page.locator(".fetched li")
    expect(rows.nth(0)).to_contain_text(f"{place} pier shut, in “{place} pier”")
    expect(rows.nth(1)).to_have_text(f"{missing} is not there (404): check the address.")
    page.get_by_role("link", name=f"Open “{place} pier”").click()
    expect(page.get_by_role("article", name="127.0.0.1")).to_contain_text("not safe", timeout=60_000)


def test_without_script_the_progress_is_looked_at_by_hand_and_the_refused_fetched_again(
    new_page: OpenPage, signed_in: StorageState, served: Web, place: str
) -> None:
    page = new_page(script=False, cookies=signed_in)
    path = f"/{uuid.uuid4().hex}"
    page.goto(ADD)
    page.get_by_label("Or web addresses").fill(served.at(path))
    page.get_by_role("button", name="Add and analyse").click()
    look_until(page, page.get_by_text("0 added, 1 refused.", exact=True))

    served.article(path, f"{place} wolves", place=place, told=WOLVES)
    page.get_by_role("button", name="Fetch again what did not come").click()
    look_until(page, page.get_by_text("1 added.", exact=True))

    expect(page.get_by_role("link", name="Sort articles")).to_be_visible()


def test_a_feed_is_read_by_the_worker_and_its_list_says_what_came_of_it(
    admin_page: Page, served: Web, place: str
) -> None:
    page, path = admin_page, f"/{uuid.uuid4().hex}"
    item = f"<item><link>{served.article(f'{path}/1', f'{place} wolves', place=place, told=WOLVES)}</link></item>"
    rss = f'<rss version="2.0"><channel>{item}</channel></rss>'
    served.answers[path] = Answer(rss.encode(), headers={"Content-Type": "application/rss+xml"})
    page.goto("/admin/articles/outlet/add/")
    page.get_by_label("Name").fill(f"The {place} Times")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    page.goto(f"{FEEDS}add/")
    page.get_by_label("Outlet").select_option(f"The {place} Times")
    page.get_by_label("Address").fill(served.at(path))
    page.get_by_role("button", name="Save", exact=True).click()

    row = page.locator("#result_list tbody tr", has_text=place)
    for _ in range(120):
        if "1 added" in row.inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(row).to_contain_text("1 added, 0 known.")
    row.get_by_role("link", name=served.at(path)).click()
    page.get_by_role("link", name="Its readings").click()
    page.locator("#result_list").get_by_role("link", name=f"The {place} Times: {served.at(path)}").click()
    expect(page.locator(".fetched")).to_contain_text(f"The {place} Times: {place} wolves")


def test_what_joined_a_story_is_new_for_everybody_and_an_editor_takes_it_out(
    admin_page: Page, page: Page, joined: str
) -> None:
    page.goto("/")
    line = page.locator(".story-line", has_text=joined)
    expect(line).to_contain_text("New: The Ledger")
    line.get_by_role("link", name=joined).click()
    expect(page.locator(".joined")).to_contain_text("New: The Ledger’s piece joined this story today at")
    expect(page.get_by_role("button", name="It does not belong here")).to_have_count(0)

    admin_page.goto(page.url)
    expect(admin_page.locator(".joined")).to_contain_text("by likeness; check it.")
    admin_page.get_by_role("button", name="It does not belong here").click()

    expect(admin_page.get_by_text("The Ledger’s piece was taken out of")).to_be_visible()
    expect(admin_page.locator(".joined")).to_have_count(0)
    expect(admin_page.get_by_role("article", name="The Ledger")).to_have_count(0, timeout=60_000)
    admin_page.goto("/admin/articles/article/sort/")
    proposal = admin_page.locator(".proposal", has_text="The Ledger").filter(has_text=joined.partition(":")[0])
    expect(proposal).to_be_visible()
    expect(proposal.locator("legend")).not_to_contain_text(joined)


@every_look
def test_every_new_page_is_accessible_and_fits(admin_page: Page, axe: Callable[[Page], None], joined: str) -> None:
    page = admin_page
    axe(page)  # the report of the fetch
    assert fits(page)
    page.get_by_role("link", name=f"Open “{joined}”").click()
    expect(page.get_by_role("button", name="It does not belong here")).to_be_visible()
    axe(page)
    assert fits(page)
    page.goto("/")
    axe(page)
    page.goto("/admin/articles/article/sort/")
    expect(page.get_by_role("heading", name="Joined by themselves: check them")).to_be_visible()
    axe(page)
    assert fits(page)
    page.goto(ADD)
    page.get_by_label("Or web addresses").fill("http://localhost/")
    page.get_by_role("button", name="Add and analyse").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    assert fits(page)
    for address in (FEEDS, f"{FEEDS}add/", "/admin/articles/fetch/"):
        page.goto(address)
        axe(page)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
