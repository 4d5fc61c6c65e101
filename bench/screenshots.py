"""``make screenshots``: the pictures of README and guide, from a site that was set up for it.

Every view of the story of the seeds, of a made story of 50 articles, and the pages across stories.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.chromium import ARGUMENTS, MISSING, find_chromium
from tests.serving import ROOT, Site, site_in

IMAGES = ROOT / "docs" / "images"
VIEWS = ("matrix", "quotations", "facts", "framing", "versions", "brief")
_MAKE = "from bench.made_story import store_made_story; print(store_made_story(50, 400).get_absolute_url())"
# A text that was changed after it was first stored.
_CHANGE = """
from django.conf import settings
from articles.ingest import NewStory, Piece, add_article, add_articles
from articles.pipeline import analyse_story
texts = [path.read_text() for path in sorted((settings.BASE_DIR / "seeds").glob("*.txt"))]
lines = texts[0].splitlines(keepends=True)
shorter = "".join(lines[:5] + lines[9:])
address = "https://morning.example/sarwar"
pieces = [Piece(shorter, "Morning Post", url=address), Piece(texts[1], "Evening Post")]
story = add_articles(pieces, NewStory("A text that was changed")).story
add_article(Piece(texts[0], "Morning Post", url=address), story)
analyse_story(story.pk)
print(story.get_absolute_url())
"""
_QUALITY = 80  # of JPEG; text is still sharp, and a picture takes a third of what it takes as PNG
_PATIENCE = 180_000  # milliseconds until the seeds are analysed


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
        page.set_default_timeout(_PATIENCE)
        taken = [take(page, name, address) for name, address in pages_of(site, open_first_story(page)).items()]
        browser.close()
    print(f"Wrote {len(taken)} pictures into {IMAGES.relative_to(ROOT)}")
    return 0


def pages_of(site: Site, story: str) -> Mapping[str, str]:
    """The name of each picture and the address that it shows; ``story`` is that of the seeds."""
    large = site.manage("shell", "--no-imports", "--command", _MAKE).split()[-1]
    changed = site.manage("shell", "--no-imports", "--command", _CHANGE).split()[-1]
    alone = {"story": story, "point": f"{story}?point=7#comparison", "large-story": f"{large}?point=7#comparison"}
    views = {view: f"{story}{view}/#comparison" for view in VIEWS}
    views["versions"] = f"{changed}versions/#comparison"
    large_views = {f"large-{view}": f"{large}{view}/#comparison" for view in VIEWS if view != "versions"}
    across = {"outlet": "/outlets/the-herald/", "search": "/search/?q=picket"}
    return alone | views | large_views | across


def open_first_story(page: Page) -> str:
    """From the list of stories to the story of the seeds, as a reader goes there; its address once it is compared."""
    page.goto("/")
    page.locator(".stories a[href^='/stories/']").first.click()
    page.locator(".point").first.wait_for()
    address: str = page.evaluate("location.pathname")
    return address


def take(page: Page, name: str, address: str) -> Path:
    """Take one picture: of the README as it stands at the top, of others from the part that changes."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    picture = IMAGES / f"{name}.jpg"
    page.screenshot(path=picture, type="jpeg", quality=_QUALITY)
    return picture


if __name__ == "__main__":
    sys.exit(main())
