"""Each job is delivered three times, to workers that all want it: one does it, once."""

import tempfile
import time
from contextlib import ExitStack, nullcontext
from pathlib import Path

from tests import hosts
from tests.chaos import Ordeal, count, going_on, prepare, results
from tests.faults.trials import Told
from tests.redis_queue import redis_of
from tests.serving import site_in, using

_AGAIN = (
    "from articles.tasks import KINDS\n"
    "waiting = [(kind, pk) for kind in KINDS for pk in kind.model.objects.going_on().values_list('pk', flat=True)]\n"
    "[kind.task.enqueue(pk) for _ in range(2) for kind, pk in waiting]\n"
    "print(len(waiting))\n"
)
_PATIENCE = 900.0


def delivered_thrice(expected: str, ordeal: Ordeal, *, url: str = "", celery: bool = False) -> Told:
    """Every job that is made waits in the queue three times before the workers start."""
    told = Told()
    with ExitStack() as stack:
        stack.enter_context(using(url))
        site = stack.enter_context(site_in(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"))
        stack.enter_context(redis_of(site) if celery else nullcontext())
        prepare(site, ordeal)
        site.environment["PARALLAX_LEASE"] = "60"  # nobody is to be taken for gone here
        jobs = int(site.manage("shell", "--no-imports", "--command", _AGAIN))
        for _ in range(2):
            stack.enter_context(hosts.worker(site))
        deadline = time.monotonic() + _PATIENCE
        while going_on(states := count(site, "state")) and time.monotonic() < deadline:
            time.sleep(0.5)
        attempts = count(site, "attempt")
        left = results(site)
    told.figures = {
        "jobs": jobs,
        "deliveries": 3 * jobs,
        "begun more than once": sum(attempts.values()) - attempts["1"],
    }
    told.expect(set(states) == {"done"}, f"Jobs are not done: {states}.")
    told.expect(set(attempts) == {"1"}, f"Jobs were begun more than once: {attempts}.")
    told.expect(left == expected, "The results differ from those of one delivery.")
    return told
