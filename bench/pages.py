"""``make bench-pages``: what a request for a story page costs the processor, beside an empty view of the same server.

The requests go through the whole application (all middleware) as gunicorn would hand them over, in one process and in
turns, so that whatever else the machine does falls on all alike. The stories are bench/made_story.py's.
"""

import random
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from itertools import combinations, product
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

from bench.report import Section, Table, in_turns, machine, publish
from bench.site import bench_site, database_version

ROUNDS, BLOCK = 5, 20
COLD_ROUNDS = 5
POINTS = 128  # makes about 150 statements in three articles
SIZES = (3, 200)
FILTER = "?side=Northern+Union"
FACETS = {
    "side": ("Northern Union", "Harbour Board", "City Council"),
    "kind": ("direct", "indirect", "mixed"),
    "stance": ("neutral", "criticism", "support"),
}
PART = {"HTTP_HX_REQUEST": "true"}
LIMITS = {"story": 25.0, "part": 15.0, "unchanged": 4.0}
GROWTH = 1.5

type Ask = Callable[..., tuple[int, dict[str, str], bytes]]


def main() -> int:
    """Measure, and write the section; 1 where a limit is not kept."""
    with bench_site():
        return measured()


def measured() -> int:
    """The table of strangers and of readers who have signed in, at each size."""
    from django.conf import settings  # noqa: PLC0415 - only after Django is set up

    from bench.made_story import store_made_story  # noqa: PLC0415

    small, large = (store_made_story(size, POINTS) for size in SIZES)
    marked = small.comparison.statements.count() if small.comparison else 0
    rows, kept = [], True
    for who, read, cookies in (("stranger", "public", ""), ("signed in", "login", _signed_in())):
        settings.PARALLAX_READ = read  # where reading asks for a login the user is looked up before any view
        ask = _asking(cookies)
        costs = _costs(ask, small.get_absolute_url(), large.get_absolute_url())
        empty = costs["empty"]
        limits = {
            "story": LIMITS["story"],
            "part": LIMITS["part"],
            "unchanged": LIMITS["unchanged"],
            "story of 200": GROWTH * costs["story"] / empty,
            "part of 200": GROWTH * costs["part"] / empty,
            "unchanged of 200": LIMITS["unchanged"],
        }
        for name, cost in costs.items():
            limit = limits.get(name)
            held = "" if limit is None else "kept" if cost / empty <= limit else "NOT kept"
            kept = kept and held != "NOT kept"
            most = f"{limit:.1f}" if limit is not None else ""
            rows.append((f"{who}: {_NAMES[name]}", f"{cost:.2f}", f"{cost / empty:.1f}", most, held))
    settings.PARALLAX_READ = "public"
    size = len(_asking("")(small.get_absolute_url())[2]) / 1000
    told = (
        f"Processor time of a request, median of {ROUNDS * BLOCK} ({COLD_ROUNDS} where nothing is kept), and how many"
        " times that of an empty view under the same middleware. A story of 3 articles with"
        f" {marked} marked statements ({size:.0f} KB), and one of 200 articles made alike. “Again” is an address that"
        " somebody has asked for since the story was last changed. “New filters” (sides, kinds and stances) and"
        " “another point” are addresses that nobody has, of a story that somebody has; “nothing kept” is the first page"
        " of a story after the server was started."
    )
    publish(
        Section(
            name="pages",
            title="Pages",
            command="make bench-pages",
            machine=machine(database_version()),
            parts=(
                told,
                Table(("request", "ms", "× empty", "at most ×", ""), rows),
            ),
        )
    )
    return 0 if kept else 1


_NAMES = {
    "empty": "empty view",
    "unchanged": "page of 3, unchanged (304)",
    "story": "page of 3, again",
    "part": "a filter’s part of 3, again",
    "new story": "page of 3, new filters",
    "new part": "a filter’s part of 3, new filters",
    "point": "page of 3, another point",
    "point part": "a point’s part of 3, another point",
    "unchanged of 200": "page of 200, unchanged (304)",
    "story of 200": "page of 200, again",
    "part of 200": "a filter’s part of 200, again",
    "new story of 200": "page of 200, new filters",
    "new part of 200": "a filter’s part of 200, new filters",
    "point of 200": "page of 200, another point",
    "point part of 200": "a point’s part of 200, another point",
    "cold": "page of 3, nothing kept",
    "cold of 200": "page of 200, nothing kept",
}


def _costs(ask: Ask, small: str, large: str) -> dict[str, float]:
    from articles.comparison.keeping import Keeper  # noqa: PLC0415

    def cold(address: str) -> Callable[[int], object]:
        def asked(_: int) -> object:
            Keeper.forget_all()
            return ask(address)

        return asked

    kinds: dict[str, Callable[[int], object]] = {"empty": lambda _: ask("/empty/")}
    for end, address in (("", small), (" of 200", large)):
        tag = ask(address)[1]["ETag"]
        assert ask(address, HTTP_IF_NONE_MATCH=tag)[0] == HTTPStatus.NOT_MODIFIED
        kinds |= _kinds(ask, address, tag, end)
    costs = in_turns(kinds, ROUNDS, BLOCK)
    first = in_turns({"cold": cold(small), "cold of 200": cold(large)}, COLD_ROUNDS)
    found = costs | first
    return {name: found[name] for name in _NAMES}


def _kinds(ask: Ask, address: str, tag: str, end: str) -> Mapping[str, Callable[[int], object]]:
    chosen = f"{address}{FILTER}"
    ask(chosen, **PART)
    states = _states()
    whole, part = iter(states[::2]), iter(states[1::2])
    return {
        f"unchanged{end}": lambda _: ask(address, HTTP_IF_NONE_MATCH=tag),
        f"story{end}": lambda _: ask(address),
        f"part{end}": lambda _: ask(chosen, **PART),
        f"new story{end}": lambda _: ask(f"{address}?{next(whole)}"),
        f"new part{end}": lambda _: ask(f"{address}?{next(part)}", **PART),
        f"point{end}": lambda number: ask(f"{address}?point={number + 1}"),
        f"point part{end}": lambda number: ask(f"{chosen}&point={number + 1}", **PART),
    }


def _states() -> list[str]:
    """Choices of sides, kinds and stances, each once, in no order."""
    choices = [
        [urlencode([(name, value) for value in some]) for size in (1, 2, 3) for some in combinations(values, size)]
        for name, values in FACETS.items()
    ]
    states = ["&".join(some) for some in product(*choices)]
    random.Random(5).shuffle(states)  # noqa: S311 - no secret: the same in every run
    return states


def _asking(cookies: str) -> Ask:
    """What asks the application for an address: status, headers and body."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415
    from django.urls import include, path  # noqa: PLC0415

    def empty(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    addresses: Any = ModuleType("bench_addresses")
    addresses.urlpatterns = [path("empty/", empty), path("", include("coverage_site.urls"))]
    sys.modules["bench_addresses"] = addresses
    settings.ROOT_URLCONF = "bench_addresses"
    application = get_wsgi_application()
    made = RequestFactory()

    def ask(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        environ = made.get(address).environ | headers | ({"HTTP_COOKIE": cookies} if cookies else {})
        answer: list[Any] = []
        body: Any = application(environ, lambda status, told, _=None, /: answer.extend((status, told)))  # type: ignore[arg-type] # nothing is written
        content = b"".join(body)
        body.close()
        return int(answer[0].split()[0]), dict(answer[1]), content

    return ask


def _signed_in() -> str:
    """The cookies of a reader who has signed in and seen a page with a form."""
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(User.objects.create_user("reader"))
    client.get("/")
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    return "; ".join(f"{name}={client.cookies[name].value}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
