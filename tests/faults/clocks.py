"""Clocks are put forward and back while leases run: each job still leaves one result, as with a clock that is right."""

import tempfile
import time
from contextlib import ExitStack
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests import hosts
from tests.chaos import Ordeal, count, going_on, prepare, results
from tests.faults.trials import Told
from tests.hosts import Host
from tests.serving import site_in, using

HOUR = 3600
_EVERY = 4.0  # seconds from one move to the next
_MOVES = (HOUR, -HOUR, 0)
_PATIENCE = 900.0
_LIBRARY = Path(str(find_spec("libfaketime").origin)).parent / "vendor/libfaketime/src/libfaketime.so.1"  # type: ignore[union-attr]


class Clock:
    """A clock that processes are given; it can be moved while they run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.move(0)

    @property
    def environment(self) -> dict[str, str]:
        """What makes a process go by it; what measures durations goes on as it did, as when a clock is set."""
        return {
            "LD_PRELOAD": str(_LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    def move(self, seconds: int) -> None:
        """Let it be so many seconds ahead of the right time."""
        new = self._file.with_suffix(".new")
        new.write_text(f"{seconds:+d}")
        new.replace(self._file)


def moved_clocks(expected: str, ordeal: Ordeal, *, url: str = "") -> Told:
    """Two workers. On SQLite both go by the clock that is moved; on PostgreSQL one does, as a host of several."""
    told, furthest, moves = Told(), [0.0, 0.0], 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(using(url))
        site = stack.enter_context(site_in(folder / "data"))
        prepare(site, ordeal)
        clock = Clock(folder / "clock")
        wrong = stack.enter_context(hosts.worker(site, **clock.environment))
        stack.enter_context(hosts.worker(site, **({} if url else clock.environment)))
        deadline = time.monotonic() + _PATIENCE
        for move in cycle(_MOVES):
            states = count(site, "state")
            if not going_on(states) or time.monotonic() > deadline:
                break
            clock.move(move)
            moves += 1
            time.sleep(_EVERY)
            ahead = _heartbeat(wrong) - time.time()
            furthest = [min(furthest[0], ahead), max(furthest[1], ahead)]
        attempts = count(site, "attempt")
        left = results(site)
    told.figures = {
        "jobs": sum(states.values()),
        "moves": moves,
        "furthest back and ahead in s": f"{furthest[0]:.0f} and {furthest[1]:+.0f}",
        "begun again": sum(number for attempt, number in attempts.items() if int(attempt) > 1),
    }
    again = told.figures["begun again"]
    told.expect(not url or not again, f"{again} jobs were taken from a worker that was heard of.")
    told.expect(set(states) == {"done"}, f"Jobs are not done: {states}.")
    told.expect(left == expected, "The results differ from those with a right clock.")
    told.expect(furthest[0] < -HOUR / 2 and furthest[1] > HOUR / 2, f"The clock did not move: {furthest}.")
    return told


def _heartbeat(worker: Host) -> float:
    """What the time is for a worker, by its metrics."""
    status, text = hosts.ask(f"{worker.monitor}/metrics")
    assert status == 200, worker.printed()
    families = {family.name: family for family in text_string_to_metric_families(text)}
    return float(families["parallax_worker_heartbeat_timestamp_seconds"].samples[0].value)
