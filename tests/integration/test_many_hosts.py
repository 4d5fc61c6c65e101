"""The processes of compose.yaml, as they are: two web servers and two workers, PostgreSQL, and Celery on Redis."""

import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import hosts
from tests.chaos import POSTGRESQL, ask
from tests.faults.trials import Told, hold_against, piece, prepared, send, unfinished
from tests.hosts import Host
from tests.redis_queue import redis_of
from tests.serving import ROOT, Site, site_in, using

type Hosts = tuple[Site, str, list[Host], list[Host]]


@pytest.fixture(scope="module")
def running() -> Iterator[Hosts]:
    """The site, a token for it, its web servers and its workers."""
    with ExitStack() as stack:
        stack.enter_context(using(os.environ.get("DATABASE_URL") or POSTGRESQL))
        site = stack.enter_context(site_in(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"))
        stack.enter_context(redis_of(site))
        token = prepared(site)
        web = [stack.enter_context(hosts.web(site)) for _ in range(2)]
        workers = [stack.enter_context(hosts.worker(site)) for _ in range(2)]
        yield site, token, web, workers


def test_every_host_is_ready_and_the_check_of_containers_says_so(running: Hosts) -> None:
    site, _, web, workers = running
    for host in [*web, *workers]:
        assert hosts.ask(f"{host.monitor}/readyz")[0] == 200
        told = site.environment | {"PARALLAX_MONITOR": host.monitor.removeprefix("http://")}
        check = [sys.executable, "-m", "coverage_site.monitoring.ask", "/healthz"]
        assert subprocess.run(check, cwd=ROOT, env=told, capture_output=True, check=False).returncode == 0


def test_what_one_host_takes_in_all_workers_do_and_every_host_shows(running: Hosts) -> None:
    site, token, web, workers = running
    pieces = [piece(number, a_story=2) for number in range(12)]
    for number, given in enumerate(pieces):
        assert send(web[number % 2].url, token, given)[0] == 202
    hosts.wait_for(lambda: not unfinished(site), workers[0].printed, 240)
    told = Told()
    hold_against(site, pieces, told)
    assert told.wrong == []
    assert all("is done" in worker.printed() for worker in workers)
    slugs = [row[0] for row in ask(site, "SELECT slug FROM articles_story ORDER BY slug")]
    assert len(slugs) == 6
    for host in web:
        assert Counter(hosts.ask(f"{host.url}/stories/{slug}/")[0] for slug in slugs) == {200: 6}


def test_who_signed_in_at_one_host_is_known_at_the_other(running: Hosts) -> None:
    _, _, (one, other), _ = running
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())  # cookies know no ports
    with opener.open(f"{one.url}/sign-in/") as page:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert found
    fields = {"csrfmiddlewaretoken": found[1], "username": "admin", "password": "typed by hand"}
    with opener.open(f"{one.url}/sign-in/", urllib.parse.urlencode(fields).encode()) as page:
        assert page.status == 200
    with opener.open(f"{other.url}/admin/jobs/") as page:
        assert (page.status, "Jobs" in page.read().decode()) == (200, True)


def test_static_files_have_one_name_and_are_kept_by_browsers(running: Hosts) -> None:
    _, _, web, _ = running
    names = [re.findall(r'href="(/static/[^"]+\.css)"', hosts.ask(f"{host.url}/")[1]) for host in web]
    assert names[0]
    assert names[0] == names[1]
    for host in web:
        with urllib.request.urlopen(host.url + names[0][0]) as answer:  # noqa: S310 - our own address
            assert (answer.status, "immutable" in answer.headers["Cache-Control"]) == (200, True)
