"""A part of ``make chaos``: workers are killed at random through many jobs; each leaves one result, as if undisturbed.

The same analyses and imports are done twice: by workers that are killed (``kill -9``) every few seconds, and by one
that is left alone. Both must leave the same: on SQLite, on PostgreSQL, and on PostgreSQL with Celery on Redis.
"""

import hashlib
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg

from tests.redis_queue import redis_of
from tests.serving import ROOT, Site, site_in, using

POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"
LEASE = 4  # seconds; short, so that lost jobs are taken up soon
PATIENCE = 3600  # seconds after which the jobs count as stuck
_SHOWN = 2000  # characters of a result that differs
_MORE_THAN_ENOUGH = 1.5
_LONGER_AT_MOST = 8.0
_KINDS = ("articles_run", "articles_import")


@dataclass(frozen=True, slots=True)
class Ordeal:
    """How much there is to do, and how often somebody is killed meanwhile.

    Articles have so many ``sentences``: more of them make longer jobs. ``pause`` is the least and the most time between
    two kills, in seconds. With fewer than ``least_kills``, or than ``least_again`` jobs begun twice, it was no ordeal.
    """

    jobs: int = 200
    sentences: int = 30
    workers: int = 4
    pause: tuple[float, float] = (2, 5)
    least_kills: int = 40
    least_again: int = 5
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What happened. ``again`` is how many jobs were begun more than once, ``most`` how often one of them was."""

    states: dict[str, int]
    kills: int
    seconds: float
    again: int
    most: int
    losses: int
    results: str

    def __str__(self) -> str:
        """The figures in one line."""
        digest = hashlib.sha256(self.results.encode()).hexdigest()[:12]
        return (
            f"{self.kills} kills in {self.seconds:.0f} s, {self.losses} of them in the middle of a job; {self.again} "
            f"jobs begun more than once, one of them {self.most} times; jobs: {self.states}; results {digest}"
        )


def longer(ordeal: Ordeal, kills: int) -> Ordeal:
    """An ordeal of jobs so long that there will be kills enough on a machine where there were only ``kills``."""
    wanted = _MORE_THAN_ENOUGH * ordeal.least_kills / max(1, kills)
    return replace(ordeal, sentences=math.ceil(ordeal.sentences * min(wanted, _LONGER_AT_MOST)))


def undisturbed(site: Site, ordeal: Ordeal) -> str:
    """What one worker leaves that nobody kills."""
    prepare(site, ordeal)
    site.manage("db_worker", "--batch", "--interval", "0", "--no-startup-delay", "--queue-name", "*")
    return results(site)


def disturbed(site: Site, ordeal: Ordeal) -> Report:
    """Do all jobs with workers that are killed at random."""
    prepare(site, ordeal)
    chance = random.Random(ordeal.seed)  # noqa: S311 - which worker dies is no secret
    kills, started, states = 0, time.monotonic(), count(site, "state")
    with workers(site, ordeal.workers) as running:
        while going_on(states) and time.monotonic() - started < PATIENCE:
            time.sleep(chance.uniform(*ordeal.pause))
            states = count(site, "state")
            if going_on(states):
                victim = chance.randrange(ordeal.workers)
                os.killpg(running[victim].pid, signal.SIGKILL)
                running[victim].wait()
                running[victim] = worker(site)
                kills += 1
                print(f"  {kills} killed: {states}", flush=True)
    attempts, losses = count(site, "attempt"), count(site, "losses")
    return Report(
        states,
        kills,
        time.monotonic() - started,
        again=sum(number for attempt, number in attempts.items() if int(attempt) > 1),
        most=max(map(int, attempts)),
        losses=sum(int(loss) * number for loss, number in losses.items()),
        results=results(site),
    )


def going_on(states: dict[str, int]) -> bool:
    """Whether anything waits or runs."""
    return bool(states.get("waiting") or states.get("running"))


def prepare(site: Site, ordeal: Ordeal) -> None:
    """An empty database with all the jobs."""
    site.environment |= {"PARALLAX_LEASE": str(LEASE), "PARALLAX_SECRET_KEY": "only for this run"}
    site.manage("migrate", "--verbosity", "0")
    make = f"from tests.chaos_jobs import make; make({ordeal.jobs}, {ordeal.sentences})"
    site.manage("shell", "--no-imports", "--command", make)


def results(site: Site) -> str:
    """Everything that the jobs left, a line each, in an order that does not depend on the database."""
    told = site.manage("shell", "--no-imports", "--command", "from tests.chaos_jobs import results; print(results())")
    return "\n".join(sorted(told.splitlines()))


def count(site: Site, column: str) -> dict[str, int]:
    """How many jobs have which value. Asked directly: a start of Django each time would be most of the work."""
    counts: dict[str, int] = {}
    for kind in _KINDS:
        query = f"SELECT {column}, count(*) FROM {kind} GROUP BY {column}"  # noqa: S608 - names of our own
        for value, number in ask(site, query):
            counts[str(value)] = counts.get(str(value), 0) + number
    return counts


def ask(site: Site, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query, asked of the database of the site directly."""
    address = site.environment.get("DATABASE_URL")
    if address:
        with psycopg.connect(address.replace("postgres://", "postgresql://")) as database:
            return database.execute(query.encode()).fetchall()
    file = Path(site.environment["PARALLAX_DATA"]) / "parallax.sqlite3"
    database_file = sqlite3.connect(file, timeout=20)
    try:
        return database_file.execute(query).fetchall()
    finally:
        database_file.close()


@contextmanager
def workers(site: Site, number: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers; whatever runs in the end is killed."""
    running = [worker(site) for _ in range(number)]
    try:
        yield running
    finally:
        for process in running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def worker(site: Site) -> subprocess.Popen[bytes]:
    """One worker, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "work", "--interval", "0.2"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def faults(ordeal: Ordeal, report: Report, expected: str) -> list[str]:
    """What was wrong, one sentence each; empty when nothing was."""
    wrong = []
    done = report.states.get("done", 0)
    if done < ordeal.jobs or done != sum(report.states.values()):
        wrong.append(f"{done} jobs were done, of {ordeal.jobs} and the runs that imports start: {report.states}.")
    if report.results != expected:
        found, wanted = set(report.results.splitlines()), set(expected.splitlines())
        wrong.append(f"{len(wanted - found)} of {len(wanted)} results differ from the undisturbed ones:")
        for mark, lines in (("-", wanted - found), ("+", found - wanted)):
            wrong.extend(f"{mark} {line[:_SHOWN]}" for line in sorted(lines))
    return wrong


def too_easy(ordeal: Ordeal, report: Report) -> list[str]:
    """Why it was no ordeal, one sentence each; empty when it was one."""
    easy = []
    if report.kills < ordeal.least_kills:
        easy.append(
            f"Only {report.kills} workers were killed while there was work, not {ordeal.least_kills}: make the "
            f"jobs longer, for example PARALLAX_CHAOS_SENTENCES={longer(ordeal, report.kills).sentences}."
        )
    if report.again < ordeal.least_again:
        easy.append(f"Only {report.again} jobs were begun more than once, not {ordeal.least_again}.")
    return easy


@contextmanager
def on(mode: str) -> Iterator[None]:
    """Sites that are made meanwhile have their data on SQLite, or on the PostgreSQL of DATABASE_URL."""
    with using("" if mode == "sqlite" else os.environ.get("DATABASE_URL") or POSTGRESQL):
        yield


def calm(ordeal: Ordeal) -> str:
    """What the jobs leave when nobody is killed."""
    with tempfile.TemporaryDirectory() as folder, site_in(Path(folder) / "calm") as site:
        return undisturbed(site, ordeal)


def wild(ordeal: Ordeal, *, celery: bool = False) -> Report:
    """What happened when workers were killed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        site_in(Path(folder) / "wild") as site,
        redis_of(site) if celery else nullcontext(),
    ):
        return disturbed(site, ordeal)
