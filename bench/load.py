"""``make bench-load``: sixteen readers at once on a database of 10,000 articles, while a worker analyses.

The web server is gunicorn as ``manage.py serve`` starts it, the worker ``manage.py work``; every reader asks for a
page, reads it for a while and asks for the next. ``SECONDS=60 make bench-load`` makes it shorter than five minutes.
"""

import http.client
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from json import dumps, loads
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

from bench.archive import fill, word
from bench.report import Section, Table, machine, publish
from bench.site import bench_site, database_version

READERS = 16
PAUSE = 1.0  # seconds that a reader looks at a page, in the mean
STORIES, A_STORY, POINTS = 100, 10, 40  # that are compared; the rest of the articles is in no story
ARTICLES = 10_000
LIMIT = 300.0  # milliseconds, for 95 % of the answers
ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Seen:
    """What the readers met: milliseconds by kind of page, and whatever went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Measure each database, and write the section; 1 where a limit is not kept."""
    seconds = int(os.environ.get("SECONDS") or 300)
    rows, versions, kept = [], [], True
    for database in ("sqlite", "postgresql"):
        command = [sys.executable, "-m", "bench.load", database, str(seconds)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found = loads(done.stdout.splitlines()[-1])
        versions.append(found["version"])
        held = not found["errors"] and found["rows"][-1][3] <= LIMIT
        kept = kept and held
        for name, number, middle, most in found["rows"]:
            rows.append((f"{found['version']}: {name}", f"{number}", f"{middle:.0f}", f"{most:.0f}"))
        wrong = ", ".join(f"{number} × {what}" for what, number in found["errors"].items()) or "0"
        limit = f"at most {LIMIT:.0f} and 0 errors: {'kept' if held else 'NOT kept'}"
        served = f"{found['served']:.0f} ms of the web server’s processor time an answer"
        rows.append((f"{found['version']}: errors {wrong}; {found['runs']} stories analysed; {served}", "", "", limit))
    told = (
        f"{READERS} readers for {seconds} s, each with {PAUSE:g} s between two pages in the mean, on {ARTICLES:,}"
        f" articles of which {STORIES * A_STORY:,} stand in {STORIES} compared stories, while a worker analyses one"
        " story of three articles after the other. Milliseconds by the clock; readers, web server, worker and"
        " database share the machine."
    )
    table = Table(("page", "answers", "median", "95 % within"), rows)
    publish(Section("load", "Readers and a worker at once", "make bench-load", machine(*versions), (told, table)))
    return 0 if kept else 1


def measure(database: str, seconds: int) -> None:
    """Print the figures of one database as JSON."""
    with bench_site(database) as environment:
        from bench.made_story import store_made_story  # noqa: PLC0415 - only after Django is set up

        stories = [store_made_story(A_STORY, POINTS).get_absolute_url() for _ in range(STORIES)]
        fill(ARTICLES - STORIES * A_STORY, first=STORIES * A_STORY + 1)
        with _process([sys.executable, "manage.py", "work"], environment):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with _server(environment) as port:
                seen, runs = _read(port, stories, seconds)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        every = [taken for times in seen.times.values() for taken in times]
        figures = {
            "version": database_version(),
            "rows": [_row(name, times) for name, times in (*sorted(seen.times.items()), ("all", every))],
            "errors": dict(seen.errors),
            "runs": runs,
            "served": (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / len(every),
        }
    print(dumps(figures))


def _row(name: str, times: list[float]) -> tuple[str, int, float, float]:
    return name, len(times), statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _read(port: int, stories: Sequence[str], seconds: int) -> tuple[Seen, int]:
    """Let the readers read, and keep the worker busy; what they saw, and how many stories were analysed."""
    seen, stop = Seen(), Event()
    readers = [Thread(target=_reader, args=(number, port, stories, seen, stop)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    runs, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        runs += _keep_busy(runs)
        time.sleep(0.5)
    stop.set()
    for reader in readers:
        reader.join()
    return seen, runs - 1


def _keep_busy(number: int) -> int:
    """Give the worker another story where it has none; how many it was given."""
    from articles.ingest import NewStory, Piece, add_articles  # noqa: PLC0415
    from articles.models import Run  # noqa: PLC0415
    from articles.tasks import start_run  # noqa: PLC0415

    if Run.objects.going_on().exists():
        return 0
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]
    pieces = [Piece(f"{text}\n\nEdition {number}.", f"Daily {place}") for place, text in enumerate(texts)]
    story = add_articles(pieces, NewStory(f"Arrived {number}")).story
    assert story
    start_run(story, reason="bench")
    return 1


def _reader(number: int, port: int, stories: Sequence[str], seen: Seen, stop: Event) -> None:
    chance = random.Random(number)  # noqa: S311 - no secret: the same walk in every run
    while not stop.wait(chance.expovariate(1 / PAUSE)):
        kind, address, headers = _next(chance, stories)
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.client.OK:
                seen.errors[f"{answer.status} of {kind}"] += 1
        except (OSError, http.client.HTTPException) as error:
            seen.errors[type(error).__name__] += 1
        finally:
            connection.close()
        seen.times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)


def _next(chance: random.Random, stories: Sequence[str]) -> tuple[str, str, dict[str, str]]:
    """What a reader asks for next: mostly stories, and some of them more than others."""
    story = stories[int(len(stories) * chance.random() ** 3)]
    kind = chance.choices(("story", "point", "filter", "view", "stories", "search"), (30, 20, 20, 10, 10, 10))[0]
    if kind == "point":
        return kind, f"{story}?point={chance.randint(1, POINTS // 2)}", {}
    if kind == "filter":
        side = chance.choice(("Northern+Union", "Harbour+Board", "City+Council"))
        return kind, f"{story}?side={side}", {"HX-Request": "true"}
    if kind == "view":
        return kind, f"{story}{chance.choice(('matrix', 'quotations', 'facts', 'framing', 'brief'))}/", {}
    if kind == "search":
        return kind, f"/search/?q={word(int(4000 ** chance.random()) + 50)}", {}
    return kind, "/" if kind == "stories" else story, {}


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    """The web server on a free port, once it answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "coverage_site.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket"),
    ]
    with _process(command, environment):
        while True:
            try:
                for _ in range(8):  # both workers, most likely: what they load first is no part of a page
                    with urlopen(f"http://127.0.0.1:{port}/", timeout=60):
                        pass
                break
            except OSError:
                time.sleep(0.2)
        yield port


@contextmanager
def _process(command: Sequence[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=sys.stderr)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        sys.exit(main())
