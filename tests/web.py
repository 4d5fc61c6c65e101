"""A small Web for tests: a real HTTP server on this machine, whose pages a test writes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

PIER = (
    "The council of {place} voted on Monday to close the old pier for nine months, and its leader Mara Delling said "
    "that there was no other way to keep the boats of the harbour safe in the winter storms. "
)
WOLVES = (
    "Rangers released four wolves into a forest of {place} on Tuesday, despite protests by sheep farmers who fear for "
    "their lambs, and a spokesperson of the ministry called the release a success of many years of patient work. "
)


@dataclass(slots=True)
class Answer:
    """What the server says at one path; ``write`` takes the place of the body and may send it as it likes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass(slots=True)
class Web:
    """A server: what it answers by path, and what it was asked (path and headers)."""

    host: str
    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def servers(self) -> frozenset[tuple[str, int]]:
        """The server as a ``Fetcher`` is told of it."""
        return frozenset({(self.host, self.port)})

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for path, _ in self.asked]

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def page(self, path: str, html: str, **headers: str) -> str:
        """Put a page there; its address."""
        self.answers[path] = Answer(html.encode(), headers={"Content-Type": "text/html; charset=utf-8", **headers})
        return self.at(path)

    def article(
        self, path: str, headline: str, *, place: str = "Tayport", said: str = "", head: str = "", told: str = PIER
    ) -> str:
        """Put a page with an article there; its address."""
        told = told.format(place=place)
        body = f"<p>{told}</p><p>{told} {said}</p><p>{said} It was the first time in many years.</p>"
        return self.page(
            path,
            f'<!DOCTYPE html><html lang="en"><head><title>{headline}</title>{head}</head>'
            f"<body><article><h1>{headline}</h1>{body}</article></body></html>",
        )

    def leads(self, path: str, to: str, status: int = 302) -> str:
        """Put a redirect there; its address."""
        self.answers[path] = Answer(status=status, headers={"Location": to})
        return self.at(path)


@contextmanager
def web(host: str = "127.0.0.1", port: int = 0) -> Iterator[Web]:
    """Such a server, until the block is left; on a port that is free where none is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self: Self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            answer = served.answers.get(self.path) or Answer(b"Nothing here", 404)
            if answer.write:
                answer.write(self)
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self: Self, *_: object) -> None:
            """Say nothing on stderr."""

    class Server(ThreadingHTTPServer):
        def handle_error(self: Self, *_: object) -> None:
            """A client that leaves in the middle is nothing to tell."""

    server = Server((host, port), Handler)
    server.daemon_threads = True
    served = Web(host, server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
