"""``make run`` as a newcomer meets it, with real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, Site, free_port, production_environment, site_in

pytestmark = pytest.mark.database


def parents() -> dict[int, int]:
    """Every process of this machine with its parent."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return {int(pid): int(parent) for pid, parent in (line.split() for line in listing.splitlines())}


def descendants(pid: int) -> set[int]:
    """The processes below ``pid``, at any depth."""
    tree = parents()
    found: set[int] = set()
    level = {pid}
    while level:
        level = {child for child, parent in tree.items() if parent in level} - found
        found |= level
    return found


def gone(pids: set[int]) -> bool:
    """Whether all of them have ended, within two seconds."""
    deadline = time.monotonic() + 2
    while pids & set(parents()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not pids & set(parents())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with one user, so that it starts without the example story."""
    with site_in(tmp_path / "data") as site:
        site.environment["DJANGO_SUPERUSER_PASSWORD"] = "typed by hand"
        site.manage("migrate", "--verbosity", "0")
        site.manage("createsuperuser", "--noinput", "--username", "admin", "--email", "admin@example.org")
        yield site


def test_a_port_in_use_is_one_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        run = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=production_environment(tmp_path / "data", port),
            capture_output=True,
            text=True,
            check=False,
        )

    assert run.returncode == 1
    assert run.stderr == (
        f"Port {port} is in use: stop the program that uses it, or choose another port, "
        f"for example PARALLAX_PORT={port + 1} make run.\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_and_leaves_no_process(site: Site, number: signal.Signals) -> None:
    site.start()
    assert site.process
    children = descendants(site.process.pid)
    assert len(children) >= 3  # gunicorn, its workers, and the worker of the analyses

    site.process.send_signal(number)

    assert site.process.wait(timeout=20) == 0
    assert gone(children)


def test_when_one_process_dies_the_others_stop_and_its_name_is_told(site: Site) -> None:
    site.start()
    assert site.process
    children = descendants(site.process.pid)
    worker = next(pid for pid in children if b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(worker, signal.SIGKILL)

    assert site.process.wait(timeout=20) == 1
    assert site.lines[-1] == "The worker ended by itself (exit code -9): all is stopped."
    assert gone(children)


def test_an_analysis_that_a_killed_worker_left_is_taken_up_at_the_next_start(site: Site) -> None:
    site.manage(
        *("shell", "--no-imports", "--command"),
        "from articles.models import Run, RunState, Story\n"
        "from django.utils import timezone\n"
        "story = Story.objects.create(title='Left', slug='left')\n"
        "Run.objects.create(story=story, state=RunState.RUNNING, attempt=1, heard_at=timezone.now())",
    )
    site.environment["PARALLAX_LEASE"] = "2"

    site.start()

    ask = "from articles.models import Run; print(*Run.objects.order_by('pk').values_list('state', flat=True))"
    states = ""
    deadline = time.monotonic() + 60
    while states != "done" and time.monotonic() < deadline:
        states = site.manage("shell", "--no-imports", "--command", ask).strip()
    assert states == "done"


def test_a_second_run_keeps_the_secret_key_and_points_to_make_password(site: Site) -> None:
    key_file = Path(site.environment["PARALLAX_DATA"]) / "secret-key"
    site.start()
    key = key_file.read_text(encoding="ascii")
    assert key_file.stat().st_mode & 0o777 == 0o600
    site.stop()

    site.start()

    assert key_file.read_text(encoding="ascii") == key
    assert site.lines == [
        "",
        f"Parallax is at {site.url}/",
        f"The admin is at {site.url}/admin/ - its login was printed at the first run; make password sets a new one",
        "Ctrl-C stops everything.",
    ]
    with urllib.request.urlopen(f"{site.url}/admin/login/") as answer:  # noqa: S310 - our own address
        assert answer.status == 200
