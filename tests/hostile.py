"""``make hostile``: all strings of the corpora in a running site, its pages in Chromium: nothing of them may run.

The site is ``manage.py serve``. The strings go in through its forms and its import (tests/hostile_filling.py), by its
addresses, and by the names of files. Counted are: scripts that ran, reports of the content policy, requests to another
place, links that are more than an address, and errors of the server; each has to be none.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)

from coverage_site.environment import env_int
from tests.chromium import ARGUMENTS, MISSING, find_chromium
from tests.hostile_strings import CORPORA, OWN, corpora
from tests.serving import Site, site_in
from tests.signing_in import sign_in

RAN, BLOCKED = "HOSTILE SCRIPT RAN", "HOSTILE SCRIPT BLOCKED"
_WATCH = f"""
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => console.error("{RAN}", name);
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("{BLOCKED}", event.violatedDirective, event.blockedURI, event.sample));
"""
_LINKS = """
[...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap((one) =>
  ["href", "src", "action", "formaction"].map((name) => one.getAttribute(name) && one[name]?.baseVal !== undefined
    ? one[name].baseVal : one.getAttribute(name))).filter((value) => value && /^\\s*[a-z][a-z0-9+.-]*:/i.test(value)
    && !/^(https?|mailto):/i.test(value) && !/^data:image\\//i.test(value))
"""
_LINK = re.compile(r'href="(/[^"#]*)["#]')
_NEVER = ("/admin/logout/", "/sign-out/", "/static/", "/api/", "/admin/jsi18n/")
_VIEWS = ("", "matrix/", "quotations/", "facts/", "framing/", "versions/", "brief/", "rulings/", "replies/", "frozen/")
_LISTS = ("story", "article", "outlet", "side", "speaker", "import", "ruling", "run", "feed", "fetch", "apitoken")


@dataclass
class Seen:
    """How much was looked at, and everything that was wrong, a line each."""

    pages: int = 0
    strings: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def watched(context: BrowserContext, seen: Seen, here: str) -> Page:
    """A page of a browser that tells everything that runs, is blocked, fails or leads away."""
    context.add_init_script(_WATCH)
    page = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if any(word in message.text for word in (RAN, BLOCKED, "Content Security Policy", "Refused to")):
            seen.wrong.append(f"{page.url}: {message.text}"[:400])

    def answered(response: Response) -> None:
        seen.statuses[response.status] += 1
        if response.status >= 500:
            seen.wrong.append(f"{response.url}: {response.status}")

    def asked(request: Request) -> None:
        if not request.url.startswith((here, "data:", "file:", "about:")):
            seen.wrong.append(f"{page.url}: asked for {request.url}"[:400])

    def asked_back(dialog: Dialog) -> None:
        seen.wrong.append(f"{page.url}: {RAN} {dialog.message}")
        dialog.dismiss()

    page.on("console", heard)
    page.on("response", answered)
    page.on("request", asked)
    page.on("pageerror", lambda error: seen.wrong.append(f"{page.url}: {error}"[:400]))
    page.on("dialog", asked_back)
    return page


def visit(page: Page, address: str, seen: Seen) -> str:
    """Open a page, look at where it leads, and give its HTML; "" for a file to keep."""
    try:
        page.goto(address, wait_until="load")
    except Error as error:
        if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
            raise
        return ""
    seen.pages += 1
    seen.wrong += [f"{page.url}: leads to {link!r}"[:400] for link in page.evaluate(_LINKS)]
    return page.content()


def addresses(strings: Sequence[str], stories: Iterable[str]) -> Iterator[str]:
    """Lists, each story in each view, and addresses that hold the strings themselves."""
    yield from ("/", "/outlets/", "/speakers/", "/saved/", "/admin/", "/admin/jobs/", "/admin/articles/article/sort/")
    yield from (f"/admin/articles/{name}/" for name in _LISTS)
    for number, story in enumerate(stories):
        yield from (f"{story}{view}" for view in _VIEWS)
        yield from (f"{story}?point={point}" for point in (1, 2))
        yield f"{story}matrix/?point=1&q={quote(strings[number % len(strings)][:300])}"
    for text in strings:
        query = urlencode({"q": text[:300], "speaker": text[:100], "outlet": text[:100], "back": text[:300]})
        yield f"/search/?{query}"
        yield f"/search/?in=statements&q={quote(text[:300])}"
        yield f"/sign-in/?next={quote(text[:300])}"
        yield f"/stories/{quote(text[:100], safe='')}/"
        yield f"/admin/articles/speaker/?q={quote(text[:100])}"


def look(site: Site, browser: Browser, strings: Sequence[str], replies: Sequence[str], *, most: int = 100_000) -> Seen:
    """Visit everything, as the first admin; of what links lead to, so many at most."""
    seen = Seen(strings=len(strings))
    with browser.new_context(base_url=site.url, storage_state=sign_in(site, browser)) as context:
        page = watched(context, seen, site.url)
        page.set_default_timeout(60_000)
        index = visit(page, "/", seen)
        stories = list(dict.fromkeys(re.findall(r'href="(/stories/[\w-]+/)"', index)))
        known: set[str] = set()
        for address in (*addresses(strings, stories), *replies):
            known.add(address)
            html = visit(page, address, seen)
            found = (link.replace("&amp;", "&") for link in _LINK.findall(html))
            for link in found:
                wanted = link not in known and not link.startswith(_NEVER) and "?" not in link and len(known) < most
                if wanted and link.startswith(("/outlets/", "/speakers/", "/frozen/", "/reply/", "/admin/articles/")):
                    known.add(link)
                    visit(page, link, seen)
        _files(page, strings, seen)
        _exports(page, stories, seen)
    errors = [line for line in site.lines if "Traceback" in line or "Internal Server Error" in line]
    seen.wrong += [f"the server said: {line}" for line in errors]
    return seen


def _files(page: Page, strings: Sequence[str], seen: Seen) -> None:
    """Choose files by these names where articles are added."""
    visit(page, "/admin/articles/article/add/", seen)
    names = [f"{re.sub(r'[/\x00-\x1f]', ' ', text)[:100]}.txt" for text in strings[:40]]
    chosen = [{"name": n, "mimeType": "text/plain", "buffer": f"A text of {n}".encode(errors="replace")} for n in names]
    page.set_input_files("input[type=file]", chosen)  # type: ignore[arg-type]
    page.wait_for_load_state("networkidle")
    seen.wrong += [f"{page.url}: leads to {link!r}" for link in page.evaluate(_LINKS)]


def _exports(page: Page, stories: Iterable[str], seen: Seen) -> None:
    """The web page that a reader takes away, opened from the disk, where no header protects it."""
    with tempfile.TemporaryDirectory() as folder:
        for number, story in enumerate(stories):
            file = Path(folder) / f"{number}.html"
            file.write_bytes(page.request.get(f"{story}export.html").body())
            visit(page, file.as_uri(), seen)


@dataclass(frozen=True, slots=True)
class Filled:
    """How much there is of each kind, and the addresses of reply links, which the site tells once."""

    counts: dict[str, int]
    replies: list[str]


def fill(site: Site, strings: Sequence[str]) -> Filled:
    """Put the strings into everything that the site stores."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "strings.json"
        file.write_text(json.dumps(strings), encoding="utf-8")
        for step in ("texts", "marks"):
            command = f"from tests.hostile_filling import {step}; {step}({str(file)!r})"
            told = site.manage("shell", "--no-imports", "--command", command)
    return Filled(**json.loads(told.splitlines()[-1]))


def main() -> int:
    """Print the counts and all that is wrong; 1 when anything is."""
    every, chromium = env_int("PARALLAX_HOSTILE_EVERY", default=1), find_chromium()
    strings = (*OWN, *corpora()[::every])
    if chromium is None:
        print(MISSING, file=sys.stderr)
        return 1
    if len(strings) == len(OWN):
        print(f"{CORPORA} is not there: only the {len(OWN)} strings of this project are tried.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, site_in(Path(folder) / "site") as site, sync_playwright() as driver:
        site.start()
        filled = fill(site, strings)
        print(f"stored: {filled.counts}", flush=True)
        browser = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        seen = look(site, browser, strings, filled.replies)
        browser.close()
    ran = sum(RAN in line for line in seen.wrong)
    print(f"{seen.strings} strings, {seen.pages} pages: {ran} scripts ran, {len(seen.wrong)} things wrong")
    print(f"answers by status: {dict(sorted(seen.statuses.items()))}")
    print("\n".join(seen.wrong))
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
