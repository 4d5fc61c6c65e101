"""The disk runs full, for the database and for what is uploaded: refused in a sentence, all whole, and it goes on."""

import os
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from coverage_site.outages import Outage
from tests import hosts
from tests.faults.trials import Piece, Told, drain, hold_against, load, piece, prepared, send
from tests.serving import Site, site_in, using

_LARGE = 4_000_000  # characters; over 2.5 MB Django writes what is sent into a file first


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A file system of its own of this size. It takes root to mount one."""
    folder = Path(tempfile.mkdtemp(prefix="parallax-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def fill(disk: Path) -> Path:
    """A file that takes all the space there is left."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return path


def full_database(*, megabytes: int = 24, seconds: float = 6) -> Told:
    """SQLite on a disk that is full for some seconds, while articles are sent and a worker is at work."""
    told = Told()
    with ExitStack() as stack:
        stack.enter_context(using(""))
        disk = stack.enter_context(small_disk(megabytes))
        site = stack.enter_context(site_in(disk / "data"))
        token = prepared(site)
        web = stack.enter_context(hosts.web(site))
        worker = stack.enter_context(hosts.worker(site))
        with load([web.url], token, senders=2, pause=0.5) as sent:
            time.sleep(seconds)
            before = dict(sent.statuses)
            filler = fill(disk)
            time.sleep(seconds)
            fill(disk)  # what was deleted meanwhile
            status, sentence = send(web.url, token, _large(10))
            reading = hosts.ask(f"{web.url}/")[0]
            page = hosts.post_form(f"{web.url}/sign-in/", {"username": "admin", "password": "typed by hand"})
            whole_when_full = integrity(site)
            filler.unlink()
            time.sleep(seconds)
        alive = [host.process.poll() is None for host in (web, worker)]
        drain(site, worker.printed)
        hold_against(site, sent.acknowledged, told)
        whole = integrity(site)
        again = send(web.url, token, piece(999_999))[0]
    refused = sent.statuses[503]
    told.figures |= {"refused": refused, "acknowledged before": before.get(202, 0), "integrity": whole}
    told.expect((status, sentence) == (503, Outage.FULL), f"When full the API said {status}: {sentence}")
    told.expect(page == (503, True), f"When full a form was answered with {page}.")
    told.expect(reading == 200, f"When full a page was answered with {reading}.")
    told.expect((whole_when_full, whole) == ("ok", "ok"), f"The database is not whole: {whole_when_full}, {whole}.")
    told.expect(refused, "Nothing was refused: the disk was not full.")
    told.expect(again == 202, f"With space again the API said {again}.")
    told.expect(all(alive), f"Processes ended (web, worker): {alive}.")
    wrong = set(sent.statuses) - {202, 503}
    told.expect(not wrong, f"Answers that are no sentence: {wrong}: {sent.refusals}")
    return told


def full_uploads() -> Told:
    """The folder for what is uploaded is full: large files are refused, small ones taken."""
    told = Told()
    with ExitStack() as stack:
        stack.enter_context(using(""))
        disk = stack.enter_context(small_disk(2))
        site = stack.enter_context(site_in(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"))
        token = prepared(site)
        web = stack.enter_context(hosts.web(site, TMPDIR=str(disk), PARALLAX_WEB_PROCESSES="1"))
        refused = [send(web.url, token, _large(_LARGE)) for _ in range(3)]
        small = send(web.url, token, piece(1))[0]
        left = sum(file.stat().st_size for file in disk.rglob("*") if file.suffix != ".db")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        again = send(web.url, token, _large(_LARGE))
        alive = web.process.poll() is None
    told.figures |= {"refused": len(refused), "left behind": left, "taken again": int(again[0] == 202)}
    told.expect(refused == [(503, Outage.FULL)] * 3, f"When full the API said {refused}")
    told.expect(small == 202, f"A small file was answered with {small}.")
    told.expect(left == 0, f"{left} bytes of refused files were left behind.")
    told.expect(again[0] == 202, f"With space again the API said {again}.")
    told.expect(alive, "The web server ended.")
    return told


def integrity(site: Site) -> str:
    """What SQLite says of the file: "ok"."""
    # Only read: the disk may be full.
    file = Path(site.environment["PARALLAX_DATA"]) / "parallax.sqlite3"
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20)
    try:
        return str(database.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        database.close()


def _large(characters: int) -> Piece:
    given = piece(888_888)
    return Piece((given.text + "\n") * (characters // len(given.text) + 1), given.outlet, given.url, given.story)


def can_mount() -> bool:
    """Whether this may mount a file system."""
    return os.geteuid() == 0
