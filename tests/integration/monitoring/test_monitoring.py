"""Health, readiness, metrics and logs of real processes."""

import json
import re
import socket
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests import hosts
from tests.hosts import ask, ask_json
from tests.redis_queue import redis_of
from tests.serving import Site, free_port, site_in

START = (
    "from articles.ingest import NewStory, Piece, add_articles\n"
    "from articles.tasks import start_run\n"
    "story = add_articles([Piece('The pier is shut.', 'The Courier')], NewStory('Pier')).story\n"
    "start_run(story, reason='r')\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with a database that is not made yet."""
    with site_in(tmp_path / "data") as site:
        site.environment |= {"PARALLAX_READ": "public", "PARALLAX_SECRET_KEY": "only for this run"}
        yield site


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as door:
        yield "{}:{}".format(*door.getsockname())


def figures(monitor: str) -> dict[str, float]:
    """Each figure of /metrics by its name and labels in the order of their names: parallax_jobs{run,waiting}."""
    status, text = ask(f"{monitor}/metrics")
    assert status == 200
    return {
        f"{sample.name}{{{','.join(sample.labels.values())}}}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.database
def test_what_operators_need_is_at_the_second_address_alone(site: Site) -> None:
    hosts.prepare(site)
    with hosts.web(site) as web:
        assert ask(f"{web.monitor}/healthz") == (200, "ok\n")
        ready = {"ready": True, "parts": {"database": "ok", "migrations": "ok", "queue": "ok"}}
        assert ask_json(f"{web.monitor}/readyz") == (200, ready)
        assert ask(f"{web.monitor}/") == (404, "Here are /healthz, /readyz and /metrics.\n")
        as_if = {"Host": web.monitor.removeprefix("http://"), "X-Forwarded-Port": web.monitor.rpartition(":")[2]}
        for page in ("healthz", "readyz", "metrics"):
            assert ask(f"{web.url}/{page}")[0] == 404
            assert ask(f"{web.url}/{page}", **as_if)[0] == 404


@pytest.mark.database
@pytest.mark.parametrize("celery", [False, True], ids=["database", "celery"])
def test_metrics_add_up_the_processes_and_tell_of_jobs(site: Site, celery: bool) -> None:
    hosts.prepare(site)
    with redis_of(site) if celery else nullcontext(), hosts.web(site) as web:
        for _ in range(30):  # both processes answer some of them
            assert ask(f"{web.url}/")[0] == 200
        ask(f"{web.url}/stories/none/")
        told = figures(web.monitor)
        assert told["parallax_requests_total{GET,200,index}"] == 30
        assert told["parallax_request_seconds_count{index}"] == 30
        assert told["parallax_requests_total{GET,404,story}"] == 1
        assert (told["parallax_jobs_told{}"], told["parallax_queue_length{}"]) == (1, 0)

        site.manage("shell", "--no-imports", "--command", START)
        told = figures(web.monitor)
        assert (told["parallax_jobs{run,waiting}"], told["parallax_queue_length{}"]) == (1, 1)
        assert told["parallax_oldest_waiting_seconds{run}"] > 0

        with hosts.worker(site) as worker:
            hosts.wait_for(lambda: figures(worker.monitor).get("parallax_job_attempts_total{done,run}"), worker.printed)
            told = figures(worker.monitor)
            assert (told["parallax_jobs{run,waiting}"], told["parallax_job_seconds_count{run}"]) == (0, 1)
            assert told["parallax_worker_heartbeat_timestamp_seconds{}"] > 0
            assert ask_json(f"{worker.monitor}/readyz")[0] == 200


@pytest.mark.database
def test_a_lease_that_a_worker_took_over_is_counted(site: Site) -> None:
    site.environment["PARALLAX_LEASE"] = "2"
    site.manage("migrate", "--verbosity", "0")
    site.manage(
        *("shell", "--no-imports", "--command"),
        "from articles.models import Run, RunState, Story\n"
        "from django.utils import timezone\n"
        "story = Story.objects.create(title='Left', slug='left')\n"
        "Run.objects.create(story=story, state=RunState.RUNNING, attempt=1, heard_at=timezone.now())",
    )
    with hosts.worker(site) as worker:
        hosts.wait_for(lambda: figures(worker.monitor).get("parallax_leases_reaped_total{run}"), worker.printed)


@pytest.mark.database
def test_a_database_without_its_tables_is_not_ready_and_says_what_to_do(site: Site) -> None:
    with hosts.web(site) as web:
        status, told = ask_json(f"{web.monitor}/readyz")
        assert (status, told["ready"], told["parts"]["database"]) == (503, False, "ok")
        assert re.fullmatch(
            r"The database is of another version, without [\w.]+: run manage\.py migrate\.", told["parts"]["migrations"]
        )
        site.manage("migrate", "--verbosity", "0")
        assert ask_json(f"{web.monitor}/readyz")[0] == 200


def test_a_part_that_hangs_is_named_and_hangs_nothing_else(site: Site, silent: str) -> None:
    site.environment |= {
        "DATABASE_URL": f"postgres://postgres@{silent}/none",
        "CELERY_BROKER_URL": f"redis://{silent}/0",
    }
    with hosts.web(site) as web:
        for _ in range(3):
            status, told = ask_json(f"{web.monitor}/readyz")
            assert (status, set(told["parts"])) == (503, {"database", "migrations", "queue"})
            for part, said in told["parts"].items():  # the database's own limit may be over a moment before ours
                late = f"The {part} cannot be reached: connection timeout expired"
                assert said in {f"The {part} gave no answer in 2 seconds.", late}
        assert figures(web.monitor)["parallax_jobs_told{}"] == 0
        assert ask(f"{web.monitor}/healthz")[0] == 200


def test_a_queue_that_is_not_there_is_named(site: Site) -> None:
    site.manage("migrate", "--verbosity", "0")
    site.environment["CELERY_BROKER_URL"] = f"redis://127.0.0.1:{free_port()}/0"
    with hosts.web(site) as web:
        status, told = ask_json(f"{web.monitor}/readyz")
        assert (status, told["parts"]["database"], told["parts"]["migrations"]) == (503, "ok", "ok")
        assert told["parts"]["queue"].startswith("The queue cannot be reached: ")


@pytest.mark.database
def test_logs_are_a_json_object_a_line_and_hold_no_address(site: Site) -> None:
    site.environment["PARALLAX_LOG"] = "json"
    hosts.prepare(site)
    with hosts.web(site) as web, hosts.worker(site) as worker:
        ask(f"{web.url}/feeds/a-secret-of-a-reader/?word=another-secret")
        lines = [json.loads(line) for line in web.printed().splitlines()]
        (told,) = [line for line in lines if line.get("view") == "feed"]
        assert (told["level"], told["logger"], told["message"]) == ("INFO", "parallax.requests", "GET feed 404")
        assert (told["method"], told["status"], len(told["request"])) == ("GET", 404, 32)
        assert "secret" not in web.printed()

        site.manage("shell", "--no-imports", "--command", START)
        hosts.wait_for(lambda: "is done" in worker.printed(), worker.printed)
        lines = [json.loads(line) for line in worker.printed().splitlines()]
        (told,) = [line for line in lines if "is done" in line["message"]]
        assert re.fullmatch(r"run \d+", told["job"])
        assert told["attempt"] == 1
