"""``bench/scale.py``: what grows with the number of articles, measured small on PostgreSQL and carried forward.

Made stories are analysed by one worker and then by two (how far an archive can be split), and copied as rows, with
every index and the search, to larger and larger databases (what an article takes). The queue is measured by tasks that do
nothing. Figures for 10 and 100 million articles are the measured ones times the number: a simulation, and no promise.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402 - only now the project is found
import redis  # noqa: E402

from coverage_site.environment import env_int  # noqa: E402
from tests import hosts  # noqa: E402
from tests.chaos import POSTGRESQL, Ordeal, ask, count, going_on, prepare  # noqa: E402
from tests.redis_queue import redis_of  # noqa: E402
from tests.serving import Site, site_in  # noqa: E402

STORIES = env_int("PARALLAX_SCALE_STORIES", default=24)  # every fourth job is an import of one
SENTENCES = 20
LARGEST = env_int("PARALLAX_SCALE_ARTICLES", default=25_000)
SIZES = (LARGEST // 25, LARGEST // 5, LARGEST)  # articles
TASKS = 500
MILLIONS = (10, 100)
_SHIFT = 1_000_000  # between the ids of two copies
_SHARED = {"articles_outlet", "articles_speaker", "articles_side", "articles_speakeralias", "articles_sidealias"}
_COPIED = (
    *("articles_story", "articles_article", "articles_version", "articles_trace", "articles_sharedtext"),
    *("articles_reading", "articles_comparison", "articles_framing", "articles_point", "articles_statement"),
    *("articles_coverage", "articles_run"),
)
_NOTHING = "from tests.queues import ring; [ring.enqueue() for _ in range({})]"


class Spent(NamedTuple):
    """What the analysis of all stories took."""

    workers: int
    articles: int
    seconds: float
    processor: float

    @property
    def an_article(self) -> float:
        """Processor seconds."""
        return self.processor / self.articles


def main() -> int:
    """Print all tables."""
    os.environ.setdefault("DATABASE_URL", POSTGRESQL)
    print(f"Machine: {os.cpu_count()} cores; PostgreSQL and Redis on it.\n")
    with tempfile.TemporaryDirectory() as folder:
        alone, two = (archive(Path(folder) / str(number), number) for number in (1, 2))
        print_archive(alone, two)
        print("| queue | processor ms a task that does nothing | tasks a processor second |\n|---|---|---|")
        for celery in (False, True):
            print_queue(Path(folder) / f"queue {celery}", celery=celery)
        print()
        sizes(Path(folder) / "sizes")
    return 0


def archive(folder: Path, workers: int) -> Spent:
    """Analyse all stories with so many workers."""
    with site_in(folder) as site:
        prepare(site, Ordeal(jobs=STORIES, sentences=SENTENCES))
        site.environment["PARALLAX_LEASE"] = "60"
        begun = time.monotonic()
        with work(site, workers) as running:
            while going_on(count(site, "state")):
                time.sleep(0.2)
            articles = int(ask(site, "SELECT count(*) FROM articles_version")[0][0])
            return Spent(workers, articles, time.monotonic() - begun, processor_seconds(running))


def processor_seconds(running: Sequence[hosts.Host]) -> float:
    """What processes and their ended children have computed: unlike a clock's time the same on a busy machine."""
    stats = [Path(f"/proc/{host.process.pid}/stat").read_text().rpartition(")")[2].split() for host in running]
    return sum(int(number) for stat in stats for number in stat[11:15]) / os.sysconf("SC_CLK_TCK")


@contextmanager
def work(site: Site, number: int) -> Iterator[list[hosts.Host]]:
    """So many workers, which have started."""
    with ExitStack() as stack:
        yield [stack.enter_context(hosts.worker(site)) for _ in range(number)]


def print_archive(alone: Spent, two: Spent) -> None:
    """Analysis of the archive by one and by two workers, and of larger ones by many."""
    print("| workers | articles | seconds | processor seconds | of these an article |\n|---|---|---|---|---|")
    for one in (alone, two):
        print(f"| {one.workers} | {one.articles} | {one.seconds:.0f} | {one.processor:.0f} | {one.an_article:.2f} |")
    print("\n| articles | days of one processor | processors for a week |\n|---|---|---|")
    for million in MILLIONS:
        days = million * 1e6 * max(alone.an_article, two.an_article) / 86400
        print(f"| {million} million | {days:.0f} | {days / 7:.0f} |")
    print()


def print_queue(folder: Path, *, celery: bool) -> None:
    """What tasks cost that do nothing."""
    with site_in(folder) as site, redis_of(site) if celery else nullcontext():
        site.environment |= {"PARALLAX_SECRET_KEY": "only for this run", "PARALLAX_LEASE": "60"}
        site.manage("migrate", "--verbosity", "0")
        with work(site, 1) as running:
            time.sleep(5)  # until it has settled
            before = processor_seconds(running)
            site.manage("shell", "--no-imports", "--command", _NOTHING.format(TASKS))
            while _queued(site):
                time.sleep(0.1)
            each = (processor_seconds(running) - before) / TASKS
    print(f"| {'Celery on Redis' if celery else 'in the database'} | {each * 1000:.1f} | {1 / each:.0f} |")


def _queued(site: Site) -> int:
    url = site.environment.get("CELERY_BROKER_URL")
    if url:
        with redis.Redis.from_url(url) as client:
            return int(str(client.llen(f"{site.environment['PARALLAX_QUEUE']}:default")))
    return int(str(ask(site, "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY'")[0][0]))


def sizes(folder: Path) -> None:
    """What tables and indexes take, at several numbers of articles."""
    measured: dict[int, dict[str, tuple[int, int, int]]] = {}
    with site_in(folder) as site:
        prepare(site, Ordeal(jobs=STORIES, sentences=SENTENCES))
        site.manage("db_worker", "--batch", "--interval", "0", "--no-startup-delay", "--queue-name", "*")
        with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as database:
            database.execute("SET session_replication_role = replica")  # the search is filled at once, below
            copies = 0
            for size in SIZES:
                while _number(database, "articles_article") < size:
                    copies += 1
                    _copy(database, copies)
                site.manage("reindex")
                database.execute("VACUUM FULL")
                measured[_number(database, "articles_article")] = _measure(database)
    print_sizes(measured)


def _number(database: "psycopg.Connection[tuple[object, ...]]", table: str) -> int:
    return int(str((database.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() or (0,))[0]))


def _copy(database: "psycopg.Connection[tuple[object, ...]]", number: int) -> None:
    """Copy what was analysed once more, under other ids, titles and hashes, each text with words of its own."""
    shift = number * _SHIFT
    for table in _COPIED:
        columns = database.execute(
            "SELECT a.attname, (SELECT c.confrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f'"
            " AND c.conrelid = a.attrelid AND c.conkey = ARRAY[a.attnum]) FROM pg_attribute a"
            f" WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum".encode()
        ).fetchall()
        values = []
        for name, refers in columns:
            own = {
                "id": f"id + {shift}",
                "slug": f"slug || '-{number}'",
                "sha256": f"substr(md5(sha256 || '{number}') || sha256, 1, 64)",
                "text": f"text || ' copy{number} ward' || (id * {number}) % 100003",
            }
            shifted = refers is not None and str(refers) in _COPIED
            values.append(f"{name} + {shift}" if shifted else own.get(str(name), f'"{name}"'))
        names = ", ".join(f'"{name}"' for name, _ in columns)
        rows = f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE id < {_SHIFT}"
        database.execute(rows.encode())


def _measure(database: "psycopg.Connection[tuple[object, ...]]") -> dict[str, tuple[int, int, int]]:
    """Rows, bytes of the table with its long values, and bytes of its indexes, by table."""
    tables = database.execute(
        "SELECT c.relname, pg_table_size(c.oid), pg_indexes_size(c.oid) FROM pg_class c"
        " WHERE c.relkind = 'r' AND (c.relname LIKE 'articles%' OR c.relname LIKE 'search%')"
    ).fetchall()
    return {
        str(name): (_number(database, str(name)), int(str(table)), int(str(index))) for name, table, index in tables
    }


def print_sizes(measured: dict[int, dict[str, tuple[int, int, int]]]) -> None:
    """Bytes an article at each size, and the largest tables at 10 and 100 million."""
    print("| articles | tables, KB an article | indexes, KB an article |\n|---|---|---|")
    for number, tables in measured.items():
        heap, index = (sum(one[place] for one in tables.values()) / number / 1000 for place in (1, 2))
        print(f"| {number} | {heap:.1f} | {index:.1f} |")
    number, tables = max(measured.items())
    largest = sorted(tables.items(), key=lambda item: -(item[1][1] + item[1][2]))[:8]
    heads = " | ".join(f"GB at {million} million" for million in MILLIONS)
    print(
        f"\n| table | rows an article | table, KB | indexes, KB | {heads} |\n|---|---|---|---|{'---|' * len(MILLIONS)}"
    )
    for name, (rows, heap, index) in largest:
        each = (heap + index) / number
        carried = " | ".join(f"{each * million / 1000:.0f}" for million in MILLIONS)
        print(
            f"| `{name}` | {rows / number:.1f} | {heap / number / 1000:.2f} | {index / number / 1000:.2f} | {carried} |"
        )


if __name__ == "__main__":
    sys.exit(main())
