"""``make bench-search``: the first twenty of a search among 100,000 articles, on SQLite and on PostgreSQL.

The archive is bench/archive.py's. Words of every frequency are looked for the newest first, words in under a twentieth
of the articles also the best first, alone and two together.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from json import dumps, loads

from bench.archive import VOCABULARY, WORDS, fill, word
from bench.report import Section, Table, machine, publish
from bench.site import bench_site, database_version

ARTICLES = 100_000
QUERIES, ROUNDS = 60, 3
RARE = 0.05  # the share of the articles up to which words are ranked
LIMIT = 60.0  # milliseconds


def main() -> int:
    """Measure each database, and write the section; 1 where the limit is not kept."""
    rows, versions, kept = [], [], True
    for database in ("sqlite", "postgresql"):
        done = subprocess.run(
            [sys.executable, "-m", "bench.search", database, *sys.argv[1:]],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found = loads(done.stdout.splitlines()[-1])
        versions.append(found["version"])
        for name, (middle, most), limit in found["rows"]:
            held = limit is None or most <= limit
            kept = kept and held
            said = "" if limit is None else "kept" if held else "NOT kept"
            rows.append((f"{found['version']}: {name}", f"{middle:.1f}", f"{most:.1f}", f"{limit or ''}", said))
    told = (
        f"The first 20 among {ARTICLES:,} articles of {WORDS} words, milliseconds by the clock, of"
        f" {QUERIES} queries of each kind asked {ROUNDS} times. The whole page also counts what is found and fills the"
        " choices of its facets; it has no limit."
    )
    table = Table(("", "median", "95 % within", "at most", ""), rows)
    publish(Section("search", "Search", "make bench-search", machine(*versions), (told, table)))
    return 0 if kept else 1


def measure(database: str, articles: int) -> None:
    """Print the figures of one database as JSON."""
    with bench_site(database):
        fill(articles)
        print(dumps({"version": database_version(), "rows": list(_rows(articles))}))


def _rows(articles: int) -> Sequence[tuple[str, tuple[float, float], float | None]]:
    from django.test import Client  # noqa: PLC0415 - only after Django is set up

    from articles.search import Index, best, newest, number, parse  # noqa: PLC0415

    chance = random.Random(3)  # noqa: S311 - no secret: the queries must be the same in every run
    drawn = [word(int(VOCABULARY ** chance.random()) - 1) for _ in range(20 * QUERIES)]
    rare = [one for one in dict.fromkeys(drawn) if 0 < number(Index.ARTICLES, parse(one)) < RARE * articles]
    pairs = [f"{one} {other}" for one, other in zip(rare, reversed(rare), strict=True)]
    client = Client()

    def ask(order: Callable[..., list[int]]) -> Callable[[str], object]:
        return lambda typed: order(Index.ARTICLES, parse(typed), None, first=0, most=20)

    return (
        ("the newest, any word", _taken(ask(newest), drawn[:QUERIES]), LIMIT),
        ("the best, a word in under 5 %", _taken(ask(best), rare[:QUERIES]), LIMIT),
        ("the best, two such words", _taken(ask(best), pairs[:QUERIES]), LIMIT),
        ("the whole page, any word", _taken(lambda typed: client.get("/search/", {"q": typed}), drawn[:QUERIES]), None),
    )


def _taken(work: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """The median and the 95th per cent of the milliseconds, without the first of each (a cold cache)."""
    times = []
    for round_ in range(ROUNDS + 1):
        for typed in queries:
            start = time.perf_counter()
            work(typed)
            if round_:
                times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in ("sqlite", "postgresql"):
        measure(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES)
    else:
        sys.exit(main())
