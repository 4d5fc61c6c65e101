"""Who gets what at which address: the rows in tests/integration/access, and the table of docs that is made of them.

``make access-table`` writes docs/security-access.md. That a view without a row fails, that each cell is what the site
really answers, and that the file in docs is the one made here, is tested in tests/integration/access.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "security-access.md"
_ROWS = ROOT / "tests" / "integration" / "access"

METHODS = ("GET", "POST")
NEVER_TAKEN = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


class Asker(NamedTuple):
    """Whoever asks, as the head of a column says it: a role (or a token), and who may read (``PARALLAX_READ``)."""

    head: str
    role: str
    reading: str


PEOPLE = (
    Asker("anybody, `public`", "anonymous", "public"),
    Asker("anybody, `login`", "anonymous", "login"),
    Asker("reader", "reader", "login"),
    Asker("editor", "editor", "login"),
    Asker("admin", "admin", "login"),
    Asker("first admin", "first admin", "login"),
)
TOKENS = (
    Asker("no token, `public`", "anonymous", "public"),
    Asker("no token, `login`", "anonymous", "login"),
    Asker("session alone", "session of first admin", "login"),
    Asker("reader’s, `read`", "reader read", "login"),
    Asker("reader’s, `import`", "reader import", "login"),
    Asker("editor’s, `read`", "editor read", "login"),
    Asker("editor’s, `import`", "editor import", "login"),
    Asker("both, of who left", "gone read import", "login"),
)

WORDS = {
    "yes": "answered (2xx)",
    "on": "done or found, and led on to another page of the site (302)",
    "away": "there is no such thing for whoever asks: led to the front page of the admin, which says so (302)",
    "sign in": "led to the sign-in page (302); the API asks for a token (401)",
    "no": "refused (403)",
    "none": "there is nothing (404)",
    "never": "this address does not take this method (405)",
    "ended": "there was something, and it has ended (410)",
    "wrong": "what was sent cannot be used, and the answer says why (422)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One view (or one thing that it leads to): its ``route``, an address with names to fill in, and its answers.

    ``answers`` has for each method what each column gets. ``form`` is what a POST sends.
    """

    route: str
    at: str
    answers: Mapping[str, Sequence[str]]
    what: str = ""
    form: Mapping[str, str] = field(default_factory=dict)


def rows(name: str) -> tuple[Row, ...]:
    """The rows of ``pages`` or of ``api``."""
    found = json.loads((_ROWS / f"{name}.json").read_text(encoding="utf-8"))
    return tuple(
        Row(
            one["route"],
            one["at"],
            {method: tuple(one[method].split(" | ")) for method in METHODS},
            one.get("what", ""),
            one.get("form", {}),
        )
        for one in found
    )


def routes() -> Iterator[str]:
    """The route of each view, in the order in which addresses are looked up."""
    from django.urls import get_resolver  # noqa: PLC0415 - the settings have to be there

    yield from _below(get_resolver(), "")


def _below(resolver: Any, prefix: str) -> Iterator[str]:  # noqa: ANN401 - Django's own types
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _below(pattern, route)
        else:
            yield route


def document() -> str:
    """The whole of docs/security-access.md."""
    pages = rows("pages")
    site = [row for row in pages if not row.route.startswith("admin/")]
    desk = [row for row in pages if row.route.startswith("admin/")]
    parts = [
        _HEAD,
        *(f"- **{word}**: {meaning}." for word, meaning in WORDS.items()),
        "",
        *(f"{line}" for line in _REST),
        "",
        "## The site",
        "",
        *_table(site, PEOPLE),
        "",
        "## The desk (admin)",
        "",
        *_table(desk, PEOPLE),
        "",
        "## The API",
        "",
        _API,
        "",
        *_table(rows("api"), TOKENS),
    ]
    return "\n".join(parts) + "\n"


_HEAD = """# Who gets what at each address

Made by `make access-table` from the rows in `tests/integration/access/`; do not edit it by hand. A view of the URLconf
without a row fails the tests, and so does a cell that is not what the site answers: each is asked for, in each role, on
objects that are there.

The columns: somebody who has not signed in, with `PARALLAX_READ=public` and with `login`; then, with `login`, somebody
of each role, and the first admin (a superuser). The words:
"""
_REST = (
    "HEAD is answered as GET is, by the API with 405. " + ", ".join(NEVER_TAKEN) + " are answered with 405 everywhere,",
    "whoever asks. Of a POST that is refused nothing is stored, and a POST without the secret of its form (CSRF) is",
    "refused with 403 for everybody but the API, where a session counts for nothing. A GET stores nothing.",
)
_API = "The columns: the token that is sent, whose it is and what it is good for; both kinds of reading."


def _table(shown: Iterable[Row], askers: Sequence[Asker]) -> Iterator[str]:
    yield f"| address | method | {' | '.join(asker.head for asker in askers)} |"
    yield f"|---|---|{'---|' * len(askers)}"
    for row in shown:
        address = f"`/{row.route}`" + (f" ({row.what})" if row.what else "")
        for method in METHODS:
            yield f"| {address.replace('|', '&#124;')} | {method} | {' | '.join(row.answers[method])} |"


def main() -> None:
    """Write it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    DOCUMENT.write_text(document(), encoding="utf-8")


if __name__ == "__main__":
    main()
