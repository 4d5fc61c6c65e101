"""``make bench-framing``: the framing of an archive of a million statements, and how long their loading takes.

On SQLite and on PostgreSQL, each in a process and a database of its own. The rows are made by the database itself.
"""

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from json import dumps, loads

from bench.report import Section, Table, machine, publish
from bench.site import bench_site, database_version

STATEMENTS = 1_000_000
RUNS = 5
FRAMING, LOADING, MEMORY = 1.5, 3.0, 1000  # seconds, microseconds a row, megabytes
_OUTLETS, _SIDES, _A_TEXT, _A_STORY = 200, 10, 10, 4


def main() -> int:
    """Measure each database, and write the section; 1 where a limit is not kept."""
    rows, versions, kept = [], [], True
    for database in ("sqlite", "postgresql"):
        done = subprocess.run(
            [sys.executable, "-m", "bench.framing", database], capture_output=True, text=True, check=True
        )
        found = loads(done.stdout.splitlines()[-1])
        versions.append(found["version"])
        for name, value, limit in (
            ("loading, µs a row by the clock", found["loading"], LOADING),
            ("loading, µs a row of this process’s processor time", found["worked"], LOADING),
            ("framing, s", found["framing"], FRAMING),
            ("most memory of the process, MB", found["memory"], MEMORY),
        ):
            held = value <= limit
            kept = kept and held
            rows.append((f"{found['version']}: {name}", f"{value:.2f}", f"{limit:g}", "kept" if held else "NOT kept"))
    told = (
        f"{STATEMENTS:,} statements of {_OUTLETS} outlets, {_A_TEXT} to a text: statements, stories, shares of"
        " characters and first places by side, stances and verbs by tone, for every outlet"
        f" (`articles/framing/archive.py`). Medians of {RUNS}."
    )
    table = Table(("", "measured", "at most", ""), rows)
    publish(Section("framing", "Framing of the archive", "make bench-framing", machine(*versions), (told, table)))
    return 0 if kept else 1


def measure(database: str) -> None:
    """Print the figures of one database as JSON."""
    with bench_site(database):
        fill(STATEMENTS)
        from articles.across.archive import statement_columns  # noqa: PLC0415 - only after Django is set up
        from articles.framing.archive import framing_of_archive  # noqa: PLC0415

        loading = [_taken(statement_columns) for _ in range(RUNS)]
        told = statement_columns()
        assert len(told.outlet) == STATEMENTS
        framing = [_taken(lambda: framing_of_archive(told)) for _ in range(RUNS)]
        figures = {
            "version": database_version(),
            "loading": statistics.median(clock for clock, _ in loading) / STATEMENTS * 1e6,
            "worked": statistics.median(worked for _, worked in loading) / STATEMENTS * 1e6,
            "framing": statistics.median(worked for _, worked in framing),
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        }
    print(dumps(figures))


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds of one run: by the clock, and of the processor."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - worked


# What makes the rows, i running from 1 to their number.
_ROWS = """
INSERT INTO articles_story (id, title, slug, open, created_at) {stories}
SELECT i, 's' || i, 's' || i, true, {then} FROM n;
INSERT INTO articles_comparison (id, story_id, analysis_version, fingerprint, rulings, created_at) {stories}
SELECT i, i, '1', '', '{{}}', {then} FROM n;
INSERT INTO articles_article (id, story_id, outlet_id, outlet_source, headline, standfirst, byline, url, language,
  created_at) {texts}
SELECT i, (i - 1) / {a_story} + 1, i % {outlets} + {outlet}, 'given', '', '', '', '', '', {then} FROM n;
INSERT INTO articles_version (id, article_id, number, text, sha256, complete, file_name, created_at) {texts}
SELECT i, i, 1, 't' || i, 'h' || i, true, '', {then} FROM n;
INSERT INTO articles_statement (id, comparison_id, version_id, ident, start, "end", parts, kind, in_headline, paragraph,
  cue_tone, speaker_kind, organisation, side_id, stance, target, stances, confidence, rule, ruled) {statements}
SELECT i, (i - 1) / {a_text} / {a_story} + 1, (i - 1) / {a_text} + 1, 's' || (i % {a_text}),
  (i % {a_text}) * 300 + (i * 31) % 97, (i % {a_text}) * 300 + (i * 31) % 97 + 40 + (i * 13) % 160,
  '[[10, 90]]', 'direct', false, 3,
  CASE i % 4 WHEN 0 THEN 'neutral' WHEN 1 THEN 'doubting' WHEN 2 THEN 'heated' ELSE '' END, 'person', '',
  CASE WHEN i % 11 = 0 THEN NULL ELSE i * 7 % 11 % {sides} + {side} END,
  CASE i % 3 WHEN 0 THEN 'criticism' WHEN 1 THEN 'support' ELSE 'neutral' END,
  '', '[]', 0.9, 'full name', '{{}}' FROM n;
UPDATE articles_story SET comparison_id = id;
ANALYZE
"""


def fill(statements: int) -> None:
    """So many statements with their stories and texts, by statements of the database alone."""
    from django.db import connection  # noqa: PLC0415

    from articles.models import Outlet, Side  # noqa: PLC0415
    from articles.search.index import release  # noqa: PLC0415

    release("default")
    outlets = [Outlet.objects.create(name=f"Outlet {number}").pk for number in range(_OUTLETS)]
    sides = [Side.objects.create(name=f"Side {number}", short_name=f"S{number}").pk for number in range(_SIDES)]
    rows = _ROWS.format(
        stories=_numbers(statements // _A_TEXT // _A_STORY),
        texts=_numbers(statements // _A_TEXT),
        statements=_numbers(statements),
        then="'2024-01-01 00:00:00+00:00'",
        outlet=outlets[0],
        outlets=_OUTLETS,
        side=sides[0],
        sides=_SIDES,
        a_text=_A_TEXT,
        a_story=_A_STORY,
    )
    with connection.cursor() as cursor:
        for statement in rows.split(";"):
            cursor.execute(statement)


def _numbers(count: int) -> str:
    return f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        sys.exit(main())
