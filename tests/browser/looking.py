"""How somebody without JavaScript waits: by following "Look again" until the page shows the end."""

from playwright.sync_api import Locator, Page, expect

_LOOKS = 120  # half a second apart


def look_until(page: Page, end: Locator) -> None:
    """Follow "Look again" until the page shows ``end``.

    A page without the link need not be the last one: right after a button it is the one that is being left.
    """
    for _ in range(_LOOKS):
        if end.count():
            return
        again = page.get_by_role("link", name="Look again")
        if again.count():
            with page.expect_navigation():
                again.click()
        page.wait_for_timeout(500)
    expect(end).to_be_visible()
