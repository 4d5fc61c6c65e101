"""How long Chromium takes to show a page, from the last byte on."""

from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import sync_playwright

from tests.chromium import ARGUMENTS, find_chromium
from tests.serving import ROOT

_RUNS = 3
_DONE = "() => performance.getEntriesByType('navigation')[0].domComplete"


class Browsing:
    """A browser that shows bodies with the project's style sheets; without one every time is "-"."""

    def __init__(self, folder: Path) -> None:
        self.page_file = folder / "page.html"
        self.path = find_chromium()

    def __enter__(self) -> Self:
        if self.path:
            self._driver = sync_playwright().start()
            self._browser = self._driver.chromium.launch(executable_path=self.path, args=list(ARGUMENTS))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.path:
            self._browser.close()
            self._driver.stop()

    def milliseconds(self, body: bytes) -> str:
        """The least of some runs: parsing, styles and layout, as far as a reader waits for them."""
        if not self.path:
            return "-"
        page_text = body.decode().replace("/static/", f"{(ROOT / 'static').as_uri()}/")
        self.page_file.write_text(page_text, encoding="utf-8")
        times: list[float] = []
        for _ in range(_RUNS):
            page = self._browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(self.page_file.as_uri(), wait_until="load")
            times.append(page.evaluate(_DONE))
            page.close()
        return f"{min(times):.0f}"
