"""PostgreSQL or Redis killed and started again under load: nothing acknowledged is lost, and it goes on within 10 s."""

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests import hosts
from tests.faults.servers import PostgreSQL, Redis, own_redis, postgresql
from tests.faults.trials import Load, Told, drain, hold_against, load, prepared
from tests.serving import site_in, using

WITHIN = 10.0  # seconds from the start of the server to the next acknowledged write


def restarted_postgresql(times: int, *, before: float = 4.0, away: float = 2.0) -> Told:
    """Two web servers and a worker, and a PostgreSQL that is killed so many times."""
    with postgresql() as server:
        return _restarted(server, server.url, {}, times, (before, away))


def restarted_redis(times: int, *, before: float = 4.0, away: float = 2.0) -> Told:
    """The same with a Redis, which loses the whole queue each time."""
    with own_redis() as server:
        return _restarted(server, "", {"CELERY_BROKER_URL": server.url}, times, (before, away))


def _restarted(
    server: PostgreSQL | Redis, database: str, environment: dict[str, str], times: int, pauses: tuple[float, float]
) -> Told:
    told, waits = Told(), []
    with ExitStack() as stack:
        stack.enter_context(using(database))
        site = stack.enter_context(site_in(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "data"))
        site.environment |= environment
        token = prepared(site)
        web = [stack.enter_context(hosts.web(site, PARALLAX_WEB_PROCESSES="1")) for _ in range(2)]
        worker = stack.enter_context(hosts.worker(site))
        with load([host.url for host in web], token) as sent:
            for _ in range(times):
                time.sleep(pauses[0])
                server.stop()
                time.sleep(pauses[1])
                server.start()
                waits.append(_until_acknowledged(sent))
        alive = [host.process.poll() is None for host in [*web, worker]]
        drain(site, worker.printed)
        hold_against(site, sent.acknowledged, told)
        ready = [hosts.ask(f"{host.monitor}/readyz")[0] for host in [*web, worker]]
    told.figures |= {
        "restarts": times,
        "longest wait in s": round(max(waits), 1),
        "answers": ", ".join(f"{number} x {status}" for status, number in sorted(sent.statuses.items())),
    }
    told.expect(max(waits) < WITHIN, f"It took {max(waits):.1f} s until a write was acknowledged again.")
    told.expect(all(alive), f"Processes ended (web, web, worker): {alive}.")
    told.expect(ready == [200] * 3, f"Not ready in the end: {ready}.")
    wrong = set(sent.statuses) - {202, 503}
    told.expect(not wrong, f"Answers that are no sentence: {wrong}: {sent.refusals}")
    return told


def _until_acknowledged(sent: Load) -> float:
    begun = time.monotonic()
    hosts.wait_for(
        lambda: sent.acknowledged_at and sent.acknowledged_at[-1] > begun,
        lambda: f"nothing was acknowledged any more: {sent.statuses} {sent.refusals}",
    )
    return sent.acknowledged_at[-1] - begun
