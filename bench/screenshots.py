"""``make screenshots``: the pictures of the README, taken from a site that was set up for it with the seeds."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import ARGUMENTS, MISSING, find_chromium
from tests.serving import ROOT, site_in

IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Start a site, take the pictures, stop it; 1 without a browser."""
    chromium = find_chromium()
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, site_in(Path(folder) / "data") as site, sync_playwright() as driver:
        site.start()
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = browser.new_page(base_url=site.url, viewport={"width": 1280, "height": 900}, color_scheme="light")
        open_first_story(page)
        page.screenshot(path=IMAGES / "story.png")
        browser.close()
    print(f"Wrote {(IMAGES / 'story.png').relative_to(ROOT)}")
    return 0


def open_first_story(page: Page) -> None:
    """From the list of stories to the story of the seeds, as a reader goes there."""
    page.goto("/")
    page.locator("main a[href^='/stories/']").first.click()
    page.wait_for_load_state("networkidle")


if __name__ == "__main__":
    sys.exit(main())
