"""What every bench shares: the machine as it finds it, a table, and its own section of docs/performance.md.

A section stands between two comments with the name of its bench; whatever is written outside of them stays.
"""

import os
import platform
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import django

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_HEAD = "# How fast it is\n\nEach section is written by the command that it names.\n"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads, all as text; the first column stands left, the others right."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """The table as Markdown."""
        rule = ["---", *("---:" for _ in self.heads[1:])]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.heads, rule, *self.rows))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document: ``name`` is the bench, ``parts`` are paragraphs and tables in their order."""

    name: str
    title: str
    command: str
    machine: str
    parts: Sequence[str | Table]

    def markdown(self) -> str:
        """The section between its comments."""
        told = [part.markdown() if isinstance(part, Table) else part for part in self.parts]
        made = f"Made by `{self.command}` on {time.strftime('%-d %B %Y')}: {self.machine}."
        body = "\n\n".join((f"## {self.title}", made, *told))
        return f"{_begin(self.name)}\n{body}\n{_end(self.name)}"


def publish(section: Section, document: Path = DOCUMENT) -> None:
    """Print the section, and put it in the document in the place of the one with its name, or at the end."""
    written = section.markdown()
    text = document.read_text(encoding="utf-8") if document.exists() else _HEAD
    place = re.compile(f"{re.escape(_begin(section.name))}.*?{re.escape(_end(section.name))}", re.DOTALL)
    if not place.search(text):
        text = f"{text.rstrip()}\n\n{written}\n"
    text = place.sub(lambda _: written, text)
    document.write_text(text, encoding="utf-8")
    print(written)


def machine(*databases: str) -> str:
    """The processor, its cores, how busy they were, and the versions that matter; ``databases`` are named besides."""
    busy = f"load {os.getloadavg()[0]:.1f}"
    versions = [f"Python {platform.python_version()}", f"Django {django.__version__}", *databases]
    return f"{_processor()}, {os.cpu_count()} cores ({busy}), {', '.join(versions)}"


def sqlite_version() -> str:
    """The SQLite that Python brings."""
    return f"SQLite {sqlite3.sqlite_version}"


def in_turns(kinds: Mapping[str, Callable[[int], object]], rounds: int, block: int = 1) -> dict[str, float]:
    """The median processor time of each kind of work in milliseconds, of this process alone.

    Each round does every kind a ``block`` of times on end, so that what else the machine does falls on all alike and
    yet none pays for what another has thrown out of the processor's caches. The work is told how often it was done.
    """
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for done in range(0, rounds * block, block):
        for name, work in kinds.items():
            for number in range(done, done + block):
                start = time.process_time()
                work(number)
                taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def _processor() -> str:
    """The model of the processor."""
    known = Path("/proc/cpuinfo")
    named = re.search(r"^model name\s*:\s*(.+)$", known.read_text(), re.MULTILINE) if known.exists() else None
    return named[1] if named else platform.processor() or platform.machine()


def _begin(name: str) -> str:
    return f"<!-- bench {name} -->"


def _end(name: str) -> str:
    return f"<!-- end of bench {name} -->"
