"""Upgrades from every released schema, upgrades that are killed in the middle, and backups that are restored."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.chaos import Ordeal, prepare
from tests.faults.trials import Told
from tests.serving import ROOT, Site, site_in, using

OLDEST = "0001_initial"
_DOCS = ROOT / "docs" / "operations.md"
_BLOCK = r"^{}:\n+```sh\n(.*?)^```$"


def every_upgrade(states: list[str], *, url: str = "") -> Told:
    """From each state with rows in every table to the newest: every row and value is there, and the schema is one."""
    told = Told()
    with _site(url) as site:
        upgrades = [json.loads(line) for line in _released(site, "upgrade", *states).splitlines()]
    told.figures = {"states": len(upgrades), "rows": sum(one["rows"] for one in upgrades)}
    for one in upgrades:
        told.wrong += [f"From {one['state']}: {wrong}" for wrong in one["wrong"]]
        told.expect(one["rows"], f"There were no rows at {one['state']}.")
        told.expect(one["schema"] == upgrades[-1]["schema"], f"From {one['state']} another schema came of it.")
    return told


def killed_migrations(times: int, *, url: str = "", seed: int = 0) -> Told:
    """``migrate`` is killed (kill -9) at a random moment, and run again: what is left is as if it never had been."""
    told, chance, killed, seen = Told(), random.Random(seed), 0, set()  # noqa: S311 - when it is killed is no secret
    with _site(url) as old:
        _released(old, "fill", OLDEST)
        with _copy(old, url) as site:
            site.manage("migrate", "--verbosity", "0")
            expected = json.loads(_released(site, "tell"))
        for number in range(times):
            with _copy(old, url) as site:
                applied = _kill_migrate(site, chance)
                killed += applied >= 0
                seen.add(applied)
                site.manage("migrate", "--verbosity", "0")
                left = json.loads(_released(site, "tell"))
            told.expect(left == expected, f"After kill {number}, at migration {applied}, something else was left.")
    told.figures = {"killed": killed, "at different migrations": len(seen - {-1})}
    told.expect(killed == times, f"Only {killed} of {times} were killed before their end.")
    return told


def restored_backup(*, url: str = "", jobs: int = 4) -> Told:
    """The commands of docs/operations.md: what they restore is equal to what was backed up, row by row."""
    told, name = Told(), "PostgreSQL" if url else "SQLite"
    with _site(url) as site, _site(url) as other, tempfile.TemporaryDirectory() as folder:
        prepare(site, Ordeal(jobs=jobs, sentences=6))
        site.manage("db_worker", "--batch", "--interval", "0", "--no-startup-delay", "--queue-name", "*")
        before = content(site)
        backup = {"BACKUP": str(Path(folder) / "backup")}
        _documented(f"Backup of {name}", site.environment | backup)
        _documented(f"Restoring {name}", other.environment | backup)
        after = content(other)
        other.manage("migrate", "--verbosity", "0")
        checked = other.manage("shell", "--no-imports", "--command", _SEARCH).strip()
    told.figures = {"tables": len(before), "rows": sum(map(len, before.values()))}
    told.expect(before.keys() == after.keys(), f"Tables differ: {before.keys() ^ after.keys()}.")
    unequal = [table for table in before if before[table] != after.get(table)]
    told.expect(not unequal, f"Rows differ in {', '.join(unequal)}.")
    told.expect(sum(map(len, before.values())) > 100, "There was next to nothing to back up.")
    told.expect(checked == "True", "The search index is not whole after restoring.")
    return told


_SEARCH = "from articles.search import index; print(index.is_whole('default'))"


def content(site: Site) -> dict[str, list[str]]:
    """Every row of every table, as text, in order."""
    url = site.environment.get("DATABASE_URL")
    if not url:
        file = Path(site.environment["PARALLAX_DATA"]) / "parallax.sqlite3"
        with closing(sqlite3.connect(file)) as database:
            lines = list(database.iterdump())
        names = [(re.match(r'INSERT INTO "?(\w+)', line) or ["", "the schema"])[1] for line in lines]
        return {name: sorted(line for at, line in zip(names, lines, strict=True) if at == name) for name in set(names)}
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            str(table): [
                str(row[0])
                for row in connection.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1'.encode())  # noqa: S608
            ]
            for (table,) in tables
        }


def _documented(title: str, environment: dict[str, str]) -> None:
    """Run the commands that the documentation gives under a line of this title."""
    found = re.search(_BLOCK.format(re.escape(title)), _DOCS.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/operations.md has no commands under “{title}:”"
    done = subprocess.run(["sh", "-eu", "-c", found[1]], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def _site(url: str) -> Iterator[Site]:
    with ExitStack() as stack:
        stack.enter_context(using(url))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        site = stack.enter_context(site_in(Path(folder) / "data"))
        site.environment["PARALLAX_SECRET_KEY"] = "only for this trial"
        yield site


@contextmanager
def _copy(old: Site, url: str) -> Iterator[Site]:
    """A site with a copy of the database of another."""
    with _site(url) as site:
        if url:
            names = [urlsplit(one.environment["DATABASE_URL"]).path[1:] for one in (site, old)]
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {names[0]}".encode())
                connection.execute(f"CREATE DATABASE {names[0]} TEMPLATE {names[1]}".encode())
        else:
            files = [Path(one.environment["PARALLAX_DATA"]) / "parallax.sqlite3" for one in (old, site)]
            shutil.copy(*files)
        yield site


def _released(site: Site, *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.released", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _kill_migrate(site: Site, chance: random.Random) -> int:
    """Kill it while it applies one of the migrations; which one, -1 where it had ended before."""
    aim = chance.randrange(1, 11)
    process: subprocess.Popen[Any] = subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--no-color"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout
    begun, read = 0, b""
    while begun < aim:
        more = os.read(process.stdout.fileno(), 4096)
        if not more:
            break
        read += more
        begun = read.count(b"Applying articles.")
    time.sleep(chance.uniform(0, 0.15))
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    code = process.wait()
    process.stdout.close()
    return begun if code == -signal.SIGKILL else -1
