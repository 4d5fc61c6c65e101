"""``make audit``: every page that a link leads to, in every look: WCAG 2.2 AA, no sideways scrolling, valid HTML.

The site is ``manage.py serve`` with the seeds, read by a stranger and by the first admin. Pages are found by following
links, a few of each kind; the states that no link leads to (nothing found, an error, an analysis that waits) are
added. axe looks at each in both widths and both grounds. The HTML is held against the Nu Html Checker, and some pages
against Lighthouse, where ``PARALLAX_AUDIT_TOOLS`` names a folder with both (docs/operations.md).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.browser.seeds import STORY
from tests.chromium import ARGUMENTS, MISSING, find_chromium
from tests.serving import Site, site_in
from tests.signing_in import AXE_RULES, sign_in

WIDTHS = (1280, 320)
GROUNDS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OF_EACH_KIND = 2  # pages that differ only in a name or a number
LEAST = {"accessibility": 1.0, "best-practices": 1.0, "performance": 0.9}

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"', re.DOTALL)
_NAMED = re.compile(r"(?<=/)(?:[\w~-]*\d[\w~-]*|[a-z0-9]+(?:-[a-z0-9]+){2,})(?=/)")
_NEVER = ("/admin/logout/", "/sign-out/", "/admin/jsi18n/", "/static/", "/api/")
_TRIES = 3
_VIEWS = ("", "matrix/", "quotations/", "facts/", "framing/", "versions/", "brief/")
_STATES = (
    "/nothing-here/",
    "/?nothing=1",
    "{story}?q=zzzz",
    "{story}matrix/?q=zzzz",
    "{story}quotations/?q=zzzz",
    "{story}facts/?q=zzzz",
    "{story}?point=2",
    "{story}matrix/?point=2&sort=reach",
    "{story}?tour=2&point=2",
    "/stories/waiting/",
    "/search/?q=zzzz",
    "/search/?q=%22",
)
_WAITING = """
from django.utils.timezone import now, timedelta
from articles.models import Story, Run
story = Story.objects.create(title="Waiting")
Run.objects.create(story=story, heard_at=now() + timedelta(days=1))
"""


@dataclass
class Audit:
    """What was looked at, and what was wrong with it, a line each."""

    pages: list[str] = field(default_factory=list)
    looks: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at the site: their name here, and their cookies."""

    name: str
    state: StorageState | None

    def get(self, url: str) -> tuple[int, str, str]:
        """Status, type and text of what is at an address."""
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in (self.state or {}).get("cookies", []))
        request = urllib.request.Request(url, headers={"Cookie": cookies} if cookies else {})  # noqa: S310 - our own
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
                kept = response.headers.get_content_disposition()  # a file to keep is no page
                media = kept or response.headers.get_content_type()
                return response.status, media, response.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get_content_type(), error.read().decode()


def pages_of(site: Site, reader: Reader, states: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The address and the HTML of each page that links lead to, a few of each kind, and of the states."""
    seen: Counter[str] = Counter()
    waiting, known = ["/", "/sign-in/", *states], set()
    if reader.state:
        waiting.append("/admin/")
    for address in waiting:
        kind = address if address in states else _NAMED.sub("*", urlsplit(address).path)
        if address in known or seen[kind] >= OF_EACH_KIND:
            continue
        known.add(address)
        status, media, text = reader.get(site.url + address)
        if media != "text/html":
            continue
        seen[kind] += 1
        assert status < 500, f"{address}: {status}"
        yield address, text
        for link in _LINK.findall(text):
            found = urljoin(site.url + address, urldefrag(unescape(link))[0])
            local = found.removeprefix(site.url)
            if local.startswith("/") and not local.startswith(_NEVER) and "?" not in local:
                waiting.append(local)


def look_at(page: Page, axe: Axe, address: str, width: int) -> Iterator[str]:
    """What is wrong with a page in this width, on both grounds."""
    page.goto(address)
    for ground in GROUNDS:
        page.emulate_media(color_scheme=ground)
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")  # Django's admin fades colours
        for violation in axe.run(page, options=AXE_RULES).response["violations"]:
            places = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
            yield f"{ground}: {violation['id']}: {violation['help']} ({places})"
    reach = page.evaluate("document.documentElement.scrollWidth")
    if reach > width:
        yield f"is {reach} pixels wide"


def audit(site: Site, browser: Browser, readers: Sequence[Reader], kept: Path) -> Audit:
    """Look at everything; the HTML of each page stands in ``kept`` afterwards."""
    found, axe = Audit(), Axe()
    for reader in readers:
        pages = list(pages_of(site, reader, [state.format(story=STORY) for state in _STATES]))
        for address, text in pages:
            name = re.sub(r"[^\w-]+", "_", f"{reader.name} {address}")[:120]
            (kept / f"{name}.html").write_text(text)
        found.pages += [f"{reader.name} {address}" for address, _ in pages]
        for width in WIDTHS:
            context = browser.new_context(
                base_url=site.url,
                viewport={"width": width, "height": 900},
                reduced_motion="reduce",
                storage_state=reader.state,
            )
            page = context.new_page()
            for address, _ in pages:
                found.looks += 2
                wrong = [f"{reader.name} {address} {width} {one}" for one in look_at(page, axe, address, width)]
                found.wrong += wrong
                print("\n".join([f"  {found.looks}: {reader.name} {address} {width}", *wrong]), flush=True)
            context.close()
    return found


def invalid(tools: Path, kept: Path) -> list[str]:
    """What the Nu Html Checker says of the pages: errors, not advice."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(kept)]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return [
        f"{Path(one['url']).name} line {one.get('lastLine', '?')}: {one['message']}"
        for one in json.loads(told or "{}").get("messages", [])
    ]


def lighthouse(tools: Path, url: str, chromium: str) -> dict[str, float]:
    """The scores of a page (0 to 1). A run that recorded nothing, as happens on a busy machine, is made again."""
    program, only = str(tools / "node_modules/.bin/lighthouse"), ",".join(LEAST)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *(program, url, "--quiet", "--output=json", f"--output-path={report}", f"--only-categories={only}"),
            *("--preset=desktop", "--chrome-flags=--headless=new --no-sandbox"),
        ]
        for _ in range(_TRIES):
            subprocess.run(command, capture_output=True, check=False, env={**os.environ, "CHROME_PATH": chromium})
            told = json.loads(report.read_text())
            if "runtimeError" not in told:
                break
    return {name: float(one["score"] or 0) for name, one in told["categories"].items()}


def measured(site: Site, tools: Path, kept: Path, chromium: str) -> list[str]:
    """What the checker says of all pages, and Lighthouse of some."""
    wrong = invalid(tools, kept)
    print(f"{len(list(kept.iterdir()))} pages of HTML: {len(wrong)} errors")
    for address in ("/", *(f"{STORY}{view}" for view in _VIEWS)):
        scores = lighthouse(tools, site.url + address, chromium)
        print(f"{address}: {scores}")
        wrong += [f"{address}: {name} {score:.2f}" for name, score in scores.items() if score < LEAST[name]]
    return wrong


def main() -> int:
    """Print everything that is wrong; 1 when anything is."""
    chromium, tools = find_chromium(), os.environ.get("PARALLAX_AUDIT_TOOLS")
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, site_in(Path(folder) / "site") as site, sync_playwright() as driver:
        kept = Path(folder) / "pages"
        kept.mkdir()
        site.start()
        site.manage("shell", "--no-imports", "--command", _WAITING)
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        readers = (Reader("stranger", None), Reader("admin", sign_in(site, browser)))
        found = audit(site, browser, readers, kept)
        browser.close()
        if tools:
            found.wrong += measured(site, Path(tools), kept, chromium)
    print(f"{len(found.pages)} pages in {found.looks} looks: {len(found.wrong)} faults")
    print("\n".join(found.wrong))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
