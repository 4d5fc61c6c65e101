"""What the browser tests and ``make audit`` share: a way to sign in, and the rules that a page is held against."""

from playwright.sync_api import Browser, StorageState

from tests.serving import Site

AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def sign_in(site: Site, browser: Browser) -> StorageState:
    """The cookies of the first admin of a site."""
    name, password = site.login()
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{site.url}/admin/")
        return context.storage_state()
