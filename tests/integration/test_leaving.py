"""Nothing leaves the machine, but what an editor asks for: a whole site whose processes are held on this machine."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.serving import Site, site_in

GUARD = Path(__file__).parents[1] / "guarded"
PATIENCE = 120
PLACES = ("gunicorn", "manage.py work", "articles.intake.limits")


@dataclass(frozen=True)
class Guarded:
    """A site, and what its processes tried."""

    site: Site
    log: Path

    def tried(self) -> list[str]:
        """What led elsewhere."""
        return [line for line in self.log.read_text().splitlines() if not line.startswith("start")]

    def programs(self) -> str:
        """All programs that were started under the guard."""
        return self.log.read_text()


def guarded(log: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(GUARD), "GUARD_LOG": str(log)}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("leaving")
    with site_in(folder / "data") as site:
        site.environment |= {**guarded(folder / "log"), "PARALLAX_FETCH": "1"}
        site.start()
        yield Guarded(site, folder / "log")


def signed_in(site: Site) -> requests.Session:
    session = requests.Session()
    name, password = site.login()
    send(session, site.url + "/sign-in/", username=name, password=password)
    return session


def send(
    session: requests.Session, address: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: str
) -> str:
    """Fill in the form of a page; the page that comes of it."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(address, timeout=60).text)
    assert token
    answer = session.post(address, {"csrfmiddlewaretoken": token[1], **fields}, files=files, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.text


def until(found: str, session: requests.Session, address: str) -> None:
    """Wait for words on a page."""
    end = time.monotonic() + PATIENCE
    while found not in session.get(address, timeout=60).text:
        assert time.monotonic() < end, f"{found!r} did not come to {address}"
        time.sleep(0.5)


def test_the_guard_would_tell_and_stop_what_leaves(tmp_path: Path) -> None:
    tries = "import socket, subprocess, sys\nfor port in (80, 443):\n try: socket.create_connection(('{}', port))\n"
    tries += " except PermissionError: print('stopped')\n"
    again = f"subprocess.run([sys.executable, '-c', {tries.format('courier.example')!r}], env={{}})\n"
    command = [
        sys.executable,
        "-c",
        tries.format("192.0.2.1") + again.replace("env={}", f"env={guarded(tmp_path / 'log')!r}"),
    ]
    done = subprocess.run(command, env=guarded(tmp_path / "log"), capture_output=True, text=True, check=True)
    assert done.stdout == "stopped\n" * 4
    told = [line.partition(" | ")[0] for line in (tmp_path / "log").read_text().splitlines()]
    assert told == ["start", *["look up 192.0.2.1"] * 2, "start", *["look up courier.example"] * 2]


def test_pages_imports_analyses_and_the_api_stay_on_this_machine(running: Guarded) -> None:
    site, session = running.site, signed_in(running.site)
    story = re.search(r'href="(/stories/[\w-]+/)"', session.get(site.url, timeout=60).text)
    assert story
    views = ("", "matrix/", "quotations/", "facts/", "framing/", "versions/", "brief/", "export.xlsx", "export.html")
    pages = [
        *(f"{story[1]}{view}" for view in views),
        "/search/?q=strike",
        "/outlets/",
        "/speakers/",
        "/methods/",
        "/admin/",
    ]
    assert {session.get(site.url + page, timeout=60).status_code for page in pages} == {200}

    told = "It was the first time in many years that all boats stayed in the harbour. " * 4
    head = (
        "<title>Pier</title><link rel=canonical href='https://courier.example/1'><img src='https://courier.example/x'>"
    )
    page = f"<html><head>{head}</head><body><article><h1>Pier</h1><p>{told}</p></article></body></html>"
    table = b"text,outlet,url,story\nThe pier is shut.,Bay News,https://bay.example/1,Pier\n"
    for name, data in (("page.html", page.encode()), ("rows.csv", table)):
        answer = send(
            session,
            f"{site.url}/admin/articles/import/add/",
            {"uploads": (name, data)},
            outlet="Bay News",
            story="Pier",
        )
        assert "Import" in answer
    until("Done: 1 added", session, f"{site.url}/admin/articles/import/")
    until("/stories/pier/", session, site.url)
    until("The pier is shut.", session, f"{site.url}/stories/pier/")

    token = site.manage("api_token", "Notebook", "--scope", "read").strip()
    for address in ("stories", "articles", "search/articles?q=pier", "stories/pier/points"):
        told_by_api = requests.get(
            f"{site.url}/api/v1/{address}", headers={"Authorization": f"Bearer {token}"}, timeout=60
        )
        assert told_by_api.status_code == 200

    assert running.tried() == []
    assert [place for place in PLACES if place not in running.programs()] == []


def test_an_address_leaves_when_an_editor_asks_for_it_and_nothing_else_does(running: Guarded) -> None:
    session, before = signed_in(running.site), running.tried()
    add = f"{running.site.url}/admin/articles/article/add/"
    send(session, add, addresses="https://courier.example/asked", add="Add and analyse")
    until("1 refused", session, f"{running.site.url}/admin/articles/fetch/")
    tried = {line.partition(" | ")[0] for line in running.tried()[len(before) :]}
    assert tried == {"look up courier.example"}
    assert all("articles.intake.limits" in line for line in running.tried())
