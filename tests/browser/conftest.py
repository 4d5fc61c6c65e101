"""A running site with the seeds, and a browser that fails a test on anything the console complains about.

The site is ``manage.py serve`` in its own process, as a newcomer runs it: hashed static files, the strict
content policy, a real worker. The tests here therefore never touch the database, and Playwright's event loop
and Django's ORM never meet in one thread. What a test uploads stays: give it a name of its own.
"""

from collections.abc import Callable, Iterator
from typing import Literal, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, StorageState, expect, sync_playwright

from tests.browser.seeds import STORY
from tests.chromium import ARGUMENTS, MISSING, find_chromium
from tests.serving import Site, site_in
from tests.signing_in import AXE_RULES, sign_in

expect.set_options(timeout=10_000)  # the machine that runs the tests may be busy with others
SLOWEST = 30_000  # milliseconds until a browser step has failed; a busy CI machine took more than ten seconds

ColourScheme = Literal["light", "dark"]


class OpenPage(Protocol):
    """Opens a page in a browser context of its own."""

    def __call__(self, *, script: bool = True, cookies: StorageState | None = None) -> Page: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, with the seed story analysed."""
    with site_in(tmp_path_factory.mktemp("site") / "data") as site:
        site.start()
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def compared_seeds(site: Site, browser: Browser) -> None:
    """The story of the seeds is compared: the worker may still be at it when the site answers."""
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto(STORY)
        expect(page.locator(".point").first).to_be_visible(timeout=120_000)


@pytest.fixture
def colour_scheme() -> ColourScheme:
    """``light``; a test asks for ``dark`` with ``@every_look`` or by parametrising it."""
    return "light"


@pytest.fixture
def width() -> int:
    """The width of the window in CSS pixels; 320 is the narrowest that WCAG asks for."""
    return 1280


@pytest.fixture
def expected_complaints() -> list[str]:
    """Parts of console messages that a test provokes on purpose; append to it."""
    return []


@pytest.fixture
def new_page(
    site: Site, browser: Browser, colour_scheme: ColourScheme, width: int, expected_complaints: list[str]
) -> Iterator[OpenPage]:
    """Opens pages; the test fails on any complaint of theirs."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def open_page(*, script: bool = True, cookies: StorageState | None = None) -> Page:
        context = browser.new_context(
            base_url=site.url,
            color_scheme=colour_scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=script,
            storage_state=cookies,
        )
        context.set_default_timeout(SLOWEST)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        return page

    yield open_page
    for context in contexts:
        context.close()
    unexpected = [line for line in complaints if not any(part in line for part in expected_complaints)]
    assert not unexpected, "the browser complained:\n" + "\n".join(unexpected)


@pytest.fixture
def page(new_page: OpenPage) -> Page:
    """A page of somebody who is not signed in."""
    return new_page()


@pytest.fixture
def no_script_page(new_page: OpenPage) -> Page:
    """A page in a browser without JavaScript."""
    return new_page(script=False)


@pytest.fixture(scope="session")
def signed_in(site: Site, browser: Browser) -> StorageState:
    """The cookies of the admin, signed in once."""
    return sign_in(site, browser)


@pytest.fixture
def admin_page(new_page: OpenPage, signed_in: StorageState) -> Page:
    """A page of the first admin."""
    return new_page(cookies=signed_in)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails the test with axe's report when the page as it stands violates WCAG 2.2 A or AA."""
    rules = Axe()

    def check(page: Page) -> None:
        results = rules.run(page, options=AXE_RULES)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check
