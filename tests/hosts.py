"""Web servers and workers of one site as processes of their own, as on several hosts."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from tests.serving import ROOT, Site, free_port

PATIENCE = 60.0  # seconds
GUNICORN = ("--config", "python:coverage_site.web_server", "coverage_site.wsgi:application")
WORK = ("manage.py", "work")


@dataclass
class Host:
    """One process with its children; ``url`` is empty for a worker, and ``monitor`` its second address."""

    process: subprocess.Popen[bytes]
    url: str
    monitor: str
    output: IO[bytes] = field(repr=False)

    def printed(self) -> str:
        """Everything that it wrote to standard output and error so far."""
        self.output.seek(0)
        return self.output.read().decode(errors="replace")

    def kill(self) -> None:
        """End it and its children at once, as if its power were cut."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as an operator does; killed when it takes too long."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()


def prepare(site: Site) -> None:
    """Make the database and the static files, as every installation does before it serves."""
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--verbosity", "0", "--no-input")


@contextmanager
def web(site: Site, **told: str) -> Iterator[Host]:
    """A web server of ``site``, which answers already; ``told`` is its further environment."""
    port, monitor = free_port(), free_port()
    environment = {"PARALLAX_PORT": str(port), "PARALLAX_MONITOR": f"127.0.0.1:{monitor}", **told}
    with _running(
        site, ("-m", "gunicorn", *GUNICORN), environment, f"http://127.0.0.1:{port}", f"http://127.0.0.1:{monitor}"
    ) as host:
        yield host


@contextmanager
def worker(site: Site, **told: str) -> Iterator[Host]:
    """A worker of ``site``."""
    monitor = free_port()
    environment = {"PARALLAX_MONITOR": f"127.0.0.1:{monitor}", **told}
    with _running(site, (*WORK, "--interval", "0.2"), environment, "", f"http://127.0.0.1:{monitor}") as host:
        yield host


@contextmanager
def _running(
    site: Site, command: tuple[str, ...], environment: dict[str, str], url: str, monitor: str
) -> Iterator[Host]:
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**site.environment, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        host = Host(process, url, monitor, output)
        try:
            wait_for(lambda: process.poll() is not None or ask(f"{monitor}/healthz")[0] == 200, host.printed)
            assert process.poll() is None, host.printed()
            yield host
        finally:
            host.stop()


def ask(address: str, **headers: str) -> tuple[int, str]:
    """Status and body of an answer; 0 and what was wrong where there is none."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)


def ask_json(address: str) -> tuple[int, Any]:
    """The same of JSON."""
    status, body = ask(address)
    return status, json.loads(body)


def post_form(address: str, fields: dict[str, str]) -> tuple[int, bool]:
    """Status of the answer to a form sent as a browser does, and whether it is a whole page."""
    jar = urllib.request.HTTPCookieProcessor()
    opener = urllib.request.build_opener(jar)
    with opener.open(address, timeout=30) as page:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert found, "there is no form"
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
    try:
        with opener.open(address, body, timeout=30) as answer:
            return answer.status, "</html>" in answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "</html>" in error.read().decode()


def wait_for(happens: Callable[[], object], otherwise: Callable[[], str], patience: float = PATIENCE) -> None:
    """Return when it happens; AssertionError with ``otherwise`` when it does not in time."""
    deadline = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < deadline, otherwise()
        time.sleep(0.1)
