"""Fetching: from public servers alone, within limits, and each failure one sentence.

Servers are real ones on this machine. Where names are needed, the system's look-up of names (``socket.getaddrinfo``)
answers from a table of the test; everything behind it is the code that runs.
"""

import gzip
import json
import socket
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from itertools import chain, repeat
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from articles.intake import Refusal
from articles.intake import web as fetching
from articles.intake.web import MOST_BYTES, USER_AGENT, Fetched, Fetcher, Wanted, fetch
from tests.web import Answer, Web, web

HERE = Path(__file__).parent
ADDRESSES = json.loads((HERE / "hostile_addresses.json").read_text(encoding="utf-8"))
REDIRECTS = json.loads((HERE / "hostile_redirects.json").read_text(encoding="utf-8"))
HTML = {"Content-Type": "text/html"}


class Names:
    """A table of names; each look-up takes the next answer, the last one stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asked: dict[str, Iterator[str | None]] = {}
        self._real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self._look_up)

    def lead(self, name: str, *to: str) -> None:
        self._asked[name] = chain(to, repeat(to[-1] if to else None))

    def _look_up(self, host: str, *arguments: Any, **named: Any) -> list[Any]:
        found = next(self._asked[host]) if host in self._asked else host
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(self._real(found, *arguments, **named))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    return Names(monkeypatch)


@pytest.fixture
def server() -> Iterator[Web]:
    """The server that a fetcher is told of."""
    with web() as server:
        yield server


@pytest.fixture
def inside(server: Web) -> Iterator[Web]:
    """A server of the same port at another address of this machine, which nobody may reach."""
    with web("127.0.0.2", server.port) as inside:
        inside.page("/secret", "<p>inside</p>")
        inside.page("/page", "<p>inside</p>")
        yield inside


def sentence(found: Fetched | Refusal) -> str:
    assert isinstance(found, Refusal)
    return found.sentence


def got(found: Fetched | Refusal) -> Fetched:
    assert isinstance(found, Fetched)
    return found


@pytest.mark.parametrize("case", ADDRESSES, ids=[case["what"] for case in ADDRESSES])
def test_no_hostile_address_is_fetched(case: dict[str, Any], names: Names) -> None:
    for name, leads_to in case.get("names", {}).items():
        names.lead(name, *leads_to)
    said = sentence(fetch(case["address"], Wanted.PAGE))
    assert case["fault"] in said
    assert said.count(". ") == 0
    assert said.endswith(".")


def test_there_are_enough_hostile_addresses() -> None:
    assert len({case["address"] + str(case.get("names")) for case in ADDRESSES}) >= 120


@pytest.mark.parametrize("case", REDIRECTS, ids=[case["what"] for case in REDIRECTS])
@pytest.mark.parametrize("hops", [1, 4])
def test_no_redirect_leads_inside(case: dict[str, str], hops: int, server: Web, inside: Web, names: Names) -> None:
    for name in ("inside.example", "inside.example."):
        names.lead(name, "127.0.0.2")
    address = server.leads("/", case["to"].format(port=server.port))
    for hop, status in zip(range(1, hops), (301, 307, 308), strict=True) if hops > 1 else ():
        address = server.leads(f"/{hop}", "/" if hop == 1 else f"/{hop - 1}", status)
    said = sentence(fetch(address, Wanted.PAGE, also=server.servers))
    assert said.startswith(address)
    assert case["fault"] in said
    assert inside.asked == []


def test_the_server_that_was_checked_is_the_one_that_is_connected_to(server: Web, inside: Web, names: Names) -> None:
    """The name leads to the server that may be reached when it is checked, and inside ever after."""
    server.page("/page", "<p>outside</p>")
    names.lead("rebinding.example", "127.0.0.1", "127.0.0.2")
    found = got(fetch(f"http://rebinding.example:{server.port}/page", Wanted.PAGE, also=server.servers))
    assert found.data == b"<p>outside</p>"
    assert server.asked[0][1]["Host"] == f"rebinding.example:{server.port}"
    assert inside.asked == []


def test_a_name_is_checked_again_after_each_redirect(server: Web, inside: Web, names: Names) -> None:
    names.lead("rebinding.example", "127.0.0.1", "127.0.0.2")
    server.leads("/page", f"http://rebinding.example:{server.port}/secret")
    said = sentence(fetch(f"http://rebinding.example:{server.port}/page", Wanted.PAGE, also=server.servers))
    assert said.endswith("leads to a server that is not public, and is not fetched.")
    assert inside.asked == []


def test_one_server_named_opens_no_other_port_or_address(server: Web, inside: Web) -> None:
    with Fetcher(also=server.servers) as fetcher:
        assert "not public" in sentence(fetcher.page(inside.at("/secret")))
    assert inside.asked == []


def test_nothing_of_the_environment_opens_this_machine(server: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    address = server.page("/page", "<p>inside</p>")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, server.at("/"))
    with Fetcher() as fetcher:
        assert "asks for port" in sentence(fetcher.page(address))
        assert "not public" in sentence(fetcher.page("http://127.0.0.1/page"))
    assert server.asked == []


def test_a_page_comes_with_where_it_was_found_and_nothing_is_told_about_the_editor(server: Web) -> None:
    server.page("/page", "<p>Räder</p>", **{"Set-Cookie": "a=b", "ETag": '"7"', "Last-Modified": "yesterday"})
    server.leads("/third", "/page")
    server.answers["/first"] = Answer(status=301, headers={"Location": "/third", "Set-Cookie": "seen=1; Path=/"})
    with Fetcher(also=server.servers) as fetcher:
        found = got(fetcher.page(server.at("/first?utm_source=x#top")))
    assert found == Fetched(server.at("/page"), "<p>Räder</p>".encode(), "text/html; charset=utf-8", '"7"', "yesterday")
    assert server.paths == ["/first", "/third", "/page"]
    for _, headers in server.asked:
        assert headers["User-Agent"] == USER_AGENT
        assert {"Cookie", "Referer", "Authorization"} & set(headers) == set()


def test_five_redirects_are_followed_and_a_sixth_is_not(server: Web) -> None:
    server.page("/0", "<p>There</p>")
    for number in range(1, 7):
        server.leads(f"/{number}", f"/{number - 1}")
    assert got(fetch(server.at("/5"), Wanted.PAGE, also=server.servers)).address == server.at("/0")
    said = sentence(fetch(server.at("/6"), Wanted.PAGE, also=server.servers))
    assert said == f"{server.at('/6')} leads from page to page more than 5 times."
    server.leads("/circle", "/circle")
    assert "more than 5 times" in sentence(fetch(server.at("/circle"), Wanted.PAGE, also=server.servers))


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Answer(status=404), "is not there (404): check the address."),
        (Answer(status=410), "is not there (410): check the address."),
        (Answer(status=403), "is not given to everybody (403): add its text or a file."),
        (Answer(status=503), "could not be given by its server just now (503): try it again later."),
        (Answer(status=429), "could not be given by its server just now (429): try it again later."),
        (Answer(status=418), "was refused by its server (418): add its text or a file."),
        (
            Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}),
            "is no web page but application/pdf: save it and add it as a file.",
        ),
        (Answer(b"{}", headers={"Content-Type": "application/json"}), "is no web page but application/json"),
        (Answer(b"<p>", headers={}), "is no web page but of a kind that its server does not name"),
        (Answer(b"a" * (MOST_BYTES + 1), headers=HTML), "is larger than 8 MB: save the page and add it as a file."),
        (
            Answer(gzip.compress(b"a" * 200_000_000), headers={**HTML, "Content-Encoding": "gzip"}),
            "is larger than 8 MB: save the page and add it as a file.",
        ),
        (
            Answer(b"no gzip", headers={**HTML, "Content-Encoding": "gzip"}),
            "broke off before all of it was there: try it again later.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_each_failure_is_one_sentence(server: Web, answer: Answer, fault: str) -> None:
    server.answers["/page"] = answer
    address = server.at("/page")
    said = sentence(fetch(address, Wanted.PAGE, also=server.servers))
    assert said.startswith(f"{address} {fault}")
    assert said.endswith(".")


def test_a_page_that_breaks_off_and_a_server_that_is_gone_are_told(server: Web) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>half")

    server.answers["/half"] = Answer(write=half)
    assert "broke off" in sentence(fetch(server.at("/half"), Wanted.PAGE, also=server.servers))
    with web() as gone:
        pass
    assert "could not be reached" in sentence(fetch(gone.at("/"), Wanted.PAGE, also=gone.servers))


@pytest.mark.parametrize(
    "part", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
def test_a_server_that_drips_is_left_after_its_time(server: Web, part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each single byte comes in time; only the whole does not. The limit is shortened here to a second."""
    monkeypatch.setattr(fetching, "SECONDS", 1)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(part)
            while not stopped.wait(0.1):
                handler.wfile.write(b"a")
        except OSError:
            left.set()

    stopped, left = Event(), Event()
    server.answers["/drip"] = Answer(write=drip)
    said = sentence(fetch(server.at("/drip"), Wanted.PAGE, also=server.servers))
    assert "try it again later" in said
    assert left.wait(10)
    stopped.set()


@pytest.mark.parametrize("in_feed", [False, True], ids=["page", "feed"])
def test_a_page_or_feed_cannot_lead_inside_without_a_redirect(server: Web, inside: Web, in_feed: bool) -> None:
    """What a browser would follow, or ask for by itself: nothing of it is asked for here."""
    to = inside.at("/secret")
    server.page(
        "/page",
        f"<head><meta http-equiv=refresh content='0;url={to}'><base href='{to}'><link rel=canonical href='{to}'>"
        f"<link rel=amphtml href='{to}'><link rel=preload href='{to}'><script src='{to}'></script></head>"
        f"<img src='{to}'><iframe src='{to}'></iframe><!DOCTYPE x [<!ENTITY y SYSTEM '{to}'>]>&y;",
        Refresh=f"0; url={to}",
        Link=f"<{to}>; rel=preload",
    )
    with Fetcher(also=server.servers) as fetcher:
        found = got(fetcher.feed(server.at("/page")) if in_feed else fetcher.page(server.at("/page")))
        assert found.address == server.at("/page")
    assert (server.paths, inside.asked) == (["/page"], [])


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip, gzip", gzip.compress(gzip.compress(b"a" * 200_000_000))),
        ("deflate", zlib.compress(b"a" * 200_000_000)),
        (", ".join(["gzip"] * 50), gzip.compress(b"a")),
    ],
    ids=["packed twice", "deflated", "packed fifty times"],
)
def test_what_unpacks_without_end_is_left(server: Web, encoding: str, packed: bytes) -> None:
    server.answers["/page"] = Answer(packed, headers={**HTML, "Content-Encoding": encoding})
    with Fetcher(also=server.servers) as fetcher:
        said = sentence(fetcher.page(server.at("/page")))
    assert any(words in said for words in ("is larger than 8 MB", "broke off", "to fetch: save it"))


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000,
        b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 10_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nffffffffffff\r\n<p>",
        b"\x00\x01\x02\x03" * 100,
        b"* OK IMAP4 ready\r\n",
        b"",
    ],
    ids=["a long header", "many headers", "a negative length", "a chunk without end", "no HTTP", "mail", "nothing"],
)
def test_an_answer_that_is_none_is_one_sentence(server: Web, head: bytes) -> None:
    def send(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(head + b"\r\n\r\n")

    server.answers["/page"] = Answer(write=send)
    said = sentence(fetch(server.at("/page"), Wanted.PAGE, also=server.servers))
    assert said.startswith(server.at("/page"))
    assert (said.count(". "), said[-1]) == (0, ".")


def test_redirects_that_are_slow_each_are_left_after_the_time_of_one(
    server: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "SECONDS", 1)

    def slowly(handler: BaseHTTPRequestHandler) -> None:
        stopped.wait(0.6)
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /page\r\n\r\n")

    stopped = Event()
    server.answers["/page"] = Answer(write=slowly)
    assert "try it again later" in sentence(fetch(server.at("/page"), Wanted.PAGE, also=server.servers))
    stopped.set()
    assert len(server.paths) in {1, 2}  # a busy machine may not come to the second; without an end it would go on


def test_a_feed_that_has_not_changed_is_not_sent_again(server: Web) -> None:
    server.answers["/feed"] = Answer(status=304, headers={"ETag": '"7"'})
    with Fetcher(also=server.servers) as fetcher:
        found = got(fetcher.feed(server.at("/feed"), etag='"7"', modified="yesterday"))
    assert found == Fetched(server.at("/feed"), b"", "", '"7"', "", unchanged=True)
    assert server.asked[0][1]["If-None-Match"] == '"7"'
    assert server.asked[0][1]["If-Modified-Since"] == "yesterday"


def test_a_feed_may_be_of_a_kind_that_no_page_is(server: Web) -> None:
    server.answers["/feed"] = Answer(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    assert got(fetch(server.at("/feed"), Wanted.FEED, also=server.servers)).data == b"<rss/>"
    assert "is no web page" in sentence(fetch(server.at("/feed"), Wanted.PAGE, also=server.servers))
