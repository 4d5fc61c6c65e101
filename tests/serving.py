"""A whole running site for tests: ``manage.py serve`` in a process of its own, with its own data and database."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import requests

ROOT = Path(__file__).resolve().parent.parent
READY = "Ctrl-C stops everything."
LOGIN = re.compile(r"login (\S+), password (\S+)")
_OWN = "slate-on-soft-rain"


@dataclass
class Site:
    """A site that may be running: where it is, and everything it printed so far."""

    environment: dict[str, str]
    url: str
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)
    chosen: tuple[str, str] | None = None  # name and password of the first admin, once it is not the printed one

    def start(self) -> None:
        """Run ``manage.py serve`` and wait until it says that it is ready; fails with what it printed."""
        self.lines = []
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.process = process
        threading.Thread(target=self._read, args=[process], daemon=True).start()
        deadline = time.monotonic() + 180
        while READY not in self.lines and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert READY in self.lines, "the site did not start:\n" + "\n".join(self.lines)

    def stop(self) -> None:
        """End it as ``kill`` would; harmless when it does not run."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)

    def manage(self, *arguments: str) -> str:
        """What a command of manage.py prints, run with this site's data; fails when the command does."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def login(self) -> tuple[str, str]:
        """Name and password of the first admin, who has chosen another one than was printed."""
        if self.chosen is None:
            name, printed = self.printed_login()
            self._choose(name, printed, _OWN)
            self.chosen = name, _OWN
        return self.chosen

    def _choose(self, name: str, given: str, own: str) -> None:
        """Sign in with the password that was given, and choose another."""
        with requests.Session() as session:
            for path, typed in (
                ("/sign-in/", {"username": name, "password": given}),
                ("/password/", {"old_password": given, "new_password1": own, "new_password2": own}),
            ):
                form = session.get(self.url + path, timeout=60).text
                token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
                assert token, form
                answer = session.post(self.url + path, {"csrfmiddlewaretoken": token[1], **typed}, timeout=60)
                assert answer.ok, answer.text
                assert answer.url != self.url + path, answer.text  # else the form is shown again

    def printed_login(self) -> tuple[str, str]:
        """Name and password that the first run printed."""
        printed = LOGIN.search("\n".join(self.lines))
        assert printed, "no login was printed:\n" + "\n".join(self.lines)
        return printed[1], printed[2]

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self.lines.append(line.rstrip("\n"))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


def production_environment(data: Path, port: int) -> dict[str, str]:
    """The environment of a newcomer's ``make run``, with its data in ``data``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARALLAX_", "DJANGO_"))}
    return kept | {"PARALLAX_DATA": str(data), "PARALLAX_PORT": str(port), "PYTHONUNBUFFERED": "1"}


@contextmanager
def site_in(data: Path) -> Iterator[Site]:
    """A site that is not started yet; in the end it is stopped, and its PostgreSQL database dropped."""
    data.mkdir(parents=True)
    port = free_port()
    environment = production_environment(data, port)
    server = environment.get("DATABASE_URL", "")
    name = f"parallax_serve_{uuid.uuid4().hex[:12]}"
    if server:
        environment["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
        _run_sql(server, f"CREATE DATABASE {name}")
    site = Site(environment, f"http://127.0.0.1:{port}")
    try:
        yield site
    finally:
        site.stop()
        if server:
            _run_sql(server, f"DROP DATABASE {name} WITH (FORCE)")


def _run_sql(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def using(url: str) -> Iterator[None]:
    """Sites that are made meanwhile have their databases on the server at ``url``; on SQLite where that is empty."""
    before = os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    try:
        yield
    finally:
        os.environ.pop("DATABASE_URL", None)
        if before is not None:
            os.environ["DATABASE_URL"] = before
