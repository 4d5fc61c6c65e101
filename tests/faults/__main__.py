"""``make chaos``: every fault as a trial, with the real thing each time, and docs/chaos.md written from what was seen.

``python -m tests.faults NAME...`` runs some of them; the lines of the others stay as they were in the log.
"""

import os
import platform
import re
import sqlite3
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from coverage_site.environment import env_int
from tests import chaos
from tests.chaos import POSTGRESQL, Ordeal, calm, on, wild
from tests.faults.clocks import moved_clocks
from tests.faults.crowd import crowd_on_sqlite
from tests.faults.disk import full_database, full_uploads
from tests.faults.restarts import restarted_postgresql, restarted_redis
from tests.faults.thrice import delivered_thrice
from tests.faults.trials import Figure, Told
from tests.faults.upgrades import every_upgrade, killed_migrations, restored_backup
from tests.serving import ROOT

LOG = ROOT / "docs" / "chaos.md"
URL = os.environ.get("DATABASE_URL") or POSTGRESQL
_LINE = re.compile(r"^\| `([\w-]+)` \|.*$", re.MULTILINE)
_SMALL = Ordeal(jobs=24, sentences=20)


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault: what happens, and how it is tried."""

    does: str
    run: Callable[[], Told]


@cache
def _undisturbed(jobs: int, sentences: int) -> str:
    with on("sqlite"):
        return calm(Ordeal(jobs=jobs, sentences=sentences))


def expected(ordeal: Ordeal) -> str:
    """What the jobs of an ordeal leave undisturbed, on SQLite."""
    return _undisturbed(ordeal.jobs, ordeal.sentences)


def killed_workers(mode: str) -> Told:
    """200 jobs while workers are killed at random; once more with longer ones where they are through too soon."""
    jobs = env_int("PARALLAX_CHAOS_JOBS", default=Ordeal().jobs)
    sentences = env_int("PARALLAX_CHAOS_SENTENCES", default=Ordeal().sentences)
    ordeal = Ordeal(jobs=jobs, sentences=sentences, least_kills=min(40, jobs // 5), seed=int(time.time()))
    with on(mode):
        report = wild(ordeal, celery=mode == "celery")
        wrong = chaos.faults(ordeal, report, expected(ordeal))
        if not wrong and chaos.too_easy(ordeal, report):
            ordeal = chaos.longer(ordeal, report.kills)
            print(f"{mode}: {report.kills} kills are too few; again with {ordeal.sentences} sentences ...", flush=True)
            report = wild(ordeal, celery=mode == "celery")
            wrong = chaos.faults(ordeal, report, expected(ordeal)) + chaos.too_easy(ordeal, report)
    figures: dict[str, Figure] = {
        "jobs": jobs,
        "sentences an article": ordeal.sentences,
        "kills": report.kills,
        "in the middle of a job": report.losses,
        "jobs begun more than once": report.again,
    }
    return Told(figures, wrong)


def small(trial: Callable[..., Told], **options: object) -> Told:
    """A trial with jobs that are compared with undisturbed ones."""
    return trial(expected(_SMALL), _SMALL, **options)


TRIALS = {
    "disk-database": Trial(
        "the disk of a SQLite database is full, under writes", partial(full_database, megabytes=32, seconds=20)
    ),
    "disk-uploads": Trial("the disk for uploads is full", full_uploads),
    "restart-postgresql": Trial(
        "PostgreSQL is killed and started again, under writes", partial(restarted_postgresql, 6)
    ),
    "restart-redis": Trial(
        "Redis is killed and started again without its queue, under writes", partial(restarted_redis, 6)
    ),
    "clock-sqlite": Trial("the clock is put an hour forward and back, all processes", partial(small, moved_clocks)),
    "clock-postgresql": Trial("the same, one host of two", partial(small, moved_clocks, url=URL)),
    "thrice-database": Trial("each job is delivered three times", partial(small, delivered_thrice)),
    "thrice-celery": Trial("the same by Celery", partial(small, delivered_thrice, celery=True)),
    "upgrades-sqlite": Trial("upgrade from every migration state", partial(every_upgrade, [])),
    "upgrades-postgresql": Trial("the same", partial(every_upgrade, [], url=URL)),
    "killed-migrate-sqlite": Trial("`migrate` is killed (-9) and run again", partial(killed_migrations, 10)),
    "killed-migrate-postgresql": Trial("the same", partial(killed_migrations, 10, url=URL)),
    "backup-sqlite": Trial("backup and restore by the documented commands", partial(restored_backup, jobs=24)),
    "backup-postgresql": Trial("the same", partial(restored_backup, jobs=24, url=URL)),
    "crowd-sqlite": Trial(
        "2 web servers and 2 workers on SQLite, 8 readers, 4 writers",
        lambda: crowd_on_sqlite(env_int("PARALLAX_CHAOS_SECONDS", default=600)),
    ),
    "sqlite": Trial("4 workers, one killed (-9) every 2 to 5 s", partial(killed_workers, "sqlite")),
    "postgresql": Trial("the same", partial(killed_workers, "postgresql")),
    "celery": Trial("the same with Celery", partial(killed_workers, "celery")),
}


def main(names: list[str]) -> int:
    """Run the trials of these names, or all, and write the log; 1 when anything did not hold."""
    unknown = set(names) - set(TRIALS)
    if unknown:
        print(f"There is no trial {', '.join(sorted(unknown))}; there are: {', '.join(TRIALS)}.")
        return 1
    failed = False
    for name in names or TRIALS:
        print(f"{name}: {TRIALS[name].does} ...", flush=True)
        begun = time.monotonic()
        try:
            told = TRIALS[name].run()
        except Exception:  # one trial that breaks keeps none of the others from being run
            traceback.print_exc()
            told = Told(wrong=["The trial broke off."])
        failed = failed or bool(told.wrong)
        figures = ", ".join(f"{figure}: {value}" for figure, value in told.figures.items())
        print("\n".join([f"{name}: {figures}", *(told.wrong or [f"{name}: all of it held."])]), flush=True)
        held = "yes" if not told.wrong else f"**no**: {' '.join(told.wrong)[:300]}".replace("\n", " ").replace("|", "/")
        took = time.monotonic() - begun
        note(
            name,
            f"| `{name}` | {TRIALS[name].does} | {figures} | {held} | {datetime.now(UTC):%Y-%m-%d}, {took:.0f} s |",
        )
    return 1 if failed else 0


def note(name: str, line: str) -> None:
    """Put a trial's line into the log."""
    lines = {found[1]: found[0] for found in _LINE.finditer(LOG.read_text(encoding="utf-8"))} if LOG.exists() else {}
    lines[name] = line
    LOG.write_text("\n".join([*_HEAD, _machine(), "", *_TABLE, *(lines[each] for each in TRIALS if each in lines), ""]))


_HEAD = (
    "# Faults",
    "",
    'Written by `make chaos`: each line is one trial with real processes, databases and disks, as it was seen last. `MODES="name …" make chaos`',
    "runs some of them. `make faults` runs a smaller sample of each, and the tests one of the killed workers. “Held” means: nothing that",
    "was acknowledged is lost, no job failed or left anything but its one result, each refusal was one sentence (status 503), and every process",
    "went on without a restart.",
    "",
)
_TABLE = ("| trial | what happens | seen | held | when, how long |", "|---|---|---|---|---|")


def _machine() -> str:
    processor = next(iter(re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = {
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": _version(["pg_config", "--version"]),
        "Redis": _version(["redis-server", "--version"]),
    }
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"Machine: {os.cpu_count()} cores ({processor}), {memory:.0f} GB, {platform.system()}; {told}."


def _version(command: list[str]) -> str:
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return next(iter(re.findall(r"\d+\.\d+(?:\.\d+)?", told)), "unknown")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
