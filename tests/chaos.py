"""``make chaos``: workers are killed at random through many analyses; each leaves one result, as if undisturbed.

The same stories are analysed twice in two databases: by workers that are killed (``kill -9``) every two to five
seconds, and by one that is left alone. Both must hold the same comparisons, one a story.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT, Site, site_in

JOBS = 200
WORKERS = 2
LEASE = 4  # seconds; short, so that lost runs are taken up soon
PATIENCE = 1800  # seconds after which the runs count as stuck

MAKE = """
from articles.ingest import NewStory, Piece, add_articles
from articles.tasks import start_run
told = ("{name} said on Monday: “We will close pier {n} for nine months.” {name} told the council that pier {n} was "
        "“a wreck”.\\n\\nShopkeepers of quarter {n} feared for their trade, and called the order a betrayal.")
for n in range(JOBS):
    texts = [told.format(name=name, n=n) for name in ("Mara Delling", "Council leader Mara Delling")]
    report = add_articles([Piece(t, f"Outlet {i}") for i, t in enumerate(texts)], NewStory(f"Pier {n}"))
    start_run(report.story, reason="Chaos")
"""
STATES = "from articles.models import Run; print(*Run.objects.values_list('state', flat=True))"
AGAIN = "from articles.models import Run; print(Run.objects.filter(attempt__gt=1).count())"
RESULTS = """
from articles.models import Coverage, Statement, Story
outlet = "version__article__outlet__name"
for story in Story.objects.order_by("title"):
    said = Statement.objects.filter(comparison__story=story).order_by(outlet, "start")
    cells = Coverage.objects.filter(point__comparison__story=story).order_by("point__number", outlet)
    print(
        story.title, story.comparisons.count(), story.comparison is not None,
        *said.values_list(outlet, "start", "end", "kind", "speaker__name", "stance", "point__number"),
        *cells.values_list("point__number", outlet, "status", "spans"),
    )
"""


def disturbed(site: Site, jobs: int, seed: int) -> Counter[str]:
    """Carry out ``jobs`` analyses with workers that are killed at random; how often which state was reached."""
    site.manage("migrate", "--verbosity", "0")
    site.manage("shell", "--no-imports", "--command", MAKE.replace("JOBS", str(jobs)))
    chance = random.Random(seed)  # noqa: S311 - which worker dies is no secret
    killed = 0
    with workers(site, WORKERS) as running:
        started = time.monotonic()
        while time.monotonic() - started < PATIENCE:
            time.sleep(chance.uniform(2, 5))
            victim = chance.randrange(WORKERS)
            os.killpg(running[victim].pid, signal.SIGKILL)
            running[victim].wait()
            killed += 1
            running[victim] = worker(site)
            states = Counter(site.manage("shell", "--no-imports", "--command", STATES).split())
            print(f"{killed} killed: {dict(states)}", flush=True)
            if states["done"] + states["failed"] == jobs:
                return states
    return states


def undisturbed(site: Site, jobs: int) -> None:
    """Carry them out with one worker that is left alone."""
    site.manage("migrate", "--verbosity", "0")
    site.manage("shell", "--no-imports", "--command", MAKE.replace("JOBS", str(jobs)))
    site.manage("db_worker", "--batch", "--interval", "0", "--no-startup-delay", "--queue-name", "*")


@contextmanager
def workers(site: Site, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers; whatever runs in the end is killed."""
    running = [worker(site) for _ in range(count)]
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


def results(site: Site) -> str:
    """Everything that the analyses left, one line a story."""
    return site.manage("shell", "--no-imports", "--command", RESULTS)


def chaos(jobs: int, seed: int = 0) -> list[str]:
    """What was wrong, one sentence each; empty when nothing was."""
    with (
        tempfile.TemporaryDirectory() as folder,
        site_in(Path(folder) / "a") as calm,
        site_in(Path(folder) / "b") as wild,
    ):
        for site in (calm, wild):
            site.environment |= {"PARALLAX_LEASE": str(LEASE), "PARALLAX_SECRET_KEY": "only for this run"}
        undisturbed(calm, jobs)
        states = disturbed(wild, jobs, seed)
        expected, found = results(calm), results(wild)
        print(f"Begun more than once: {wild.manage('shell', '--no-imports', '--command', AGAIN).strip()} of {jobs}")
    faults = []
    if states["done"] != jobs:
        faults.append(f"{states['done']} of {jobs} analyses were done: {dict(states)}.")
    if len(expected.splitlines()) != jobs:
        faults.append(f"{len(expected.splitlines())} stories stood in the undisturbed database, not {jobs}.")
    if found != expected:
        differ = sum(a != b for a, b in zip(found.splitlines(), expected.splitlines(), strict=False))
        faults.append(f"{differ} stories differ from the undisturbed ones.")
    print(f"{jobs} analyses, results {hashlib.sha256(found.encode()).hexdigest()[:12]}")
    return faults


def main() -> int:
    """Run it on the database that DATABASE_URL names; 1 when anything was wrong."""
    faults = chaos(int(os.environ.get("PARALLAX_CHAOS_JOBS", JOBS)), seed=int(time.time()))
    print("\n".join(faults) or "Each left one result, equal to the undisturbed one.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
