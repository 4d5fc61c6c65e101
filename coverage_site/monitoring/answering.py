"""The pages for machines, /healthz, /readyz and /metrics, as a WSGI application of its own beside the site.

It answers at the second address alone, PARALLAX_MONITOR: the site has no such pages, so none of them can be
reached where the public is.
"""

import json
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from coverage_site.monitoring import readiness
from coverage_site.monitoring.collecting import JobsCollector
from coverage_site.monitoring.metrics import registry

type Page = tuple[HTTPStatus, str, bytes]
_TEXT = "text/plain; charset=utf-8"


class Health:
    """Whether a process is alive, for /healthz. A process that answers is; one with a loop has to say so again."""

    def __init__(self, *, silent_after: float | None = None) -> None:
        """``silent_after``: seconds without ``beat`` after which it counts as stuck; None where nothing beats."""
        self._silent_after = silent_after
        self.beat()

    def beat(self) -> None:
        """Say that the loop goes on."""
        self._beaten = time.monotonic()

    @property
    def is_well(self) -> bool:
        """Whether the process is alive."""
        return self._silent_after is None or time.monotonic() - self._beaten < self._silent_after


def monitor(health: Health) -> WSGIApplication:
    """The application for a process with this ``health``."""
    pages: dict[str, Callable[[], Page]] = {
        "/healthz": lambda: _health(health),
        "/readyz": _readiness,
        "/metrics": _metrics,
    }

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        page = pages.get(environ.get("PATH_INFO", ""), _nothing)
        status, kind, body = page() if environ["REQUEST_METHOD"] in {"GET", "HEAD"} else _only_get()
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(f"{status.value} {status.phrase}", headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    return application


def divided(site: WSGIApplication, other: WSGIApplication, port: int) -> WSGIApplication:
    """Requests that came in at ``port`` to ``other``, all others to ``site``.

    The open connection says where it came in; no header does, which whoever asks could write.
    """

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return (other if came_in_at(environ) == port else site)(environ, start_response)

    return application


def came_in_at(environ: WSGIEnvironment) -> int | None:
    """The port of this machine that a request came in at; None where the server does not say, or has none."""
    connection: Any = environ.get("gunicorn.socket")
    if connection is None:
        return None
    try:
        address: Any = connection.getsockname()
    except OSError:  # whoever asked has gone
        return None
    return int(address[1]) if isinstance(address, tuple) else None


def _health(health: Health) -> Page:
    if health.is_well:
        return HTTPStatus.OK, _TEXT, b"ok\n"
    return HTTPStatus.SERVICE_UNAVAILABLE, _TEXT, b"The worker has not looked after its jobs for too long.\n"


def _readiness() -> Page:
    parts = readiness.parts()
    ready = all(said == readiness.OK for said in parts.values())
    body = json.dumps({"ready": ready, "parts": parts}, indent=1).encode() + b"\n"
    return HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE, "application/json", body


def _metrics() -> Page:
    figures = registry()
    figures.register(JobsCollector())
    return HTTPStatus.OK, CONTENT_TYPE_PLAIN_0_0_4, generate_latest(figures)


def _nothing() -> Page:
    return HTTPStatus.NOT_FOUND, _TEXT, b"Here are /healthz, /readyz and /metrics.\n"


def _only_get() -> Page:
    return HTTPStatus.METHOD_NOT_ALLOWED, _TEXT, b"Only GET is answered here.\n"
