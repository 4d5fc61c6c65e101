"""Celery as it is set up here: what it takes, and a site that works with it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.tasks import Task
from django.tasks.exceptions import InvalidTask

from articles.tasks import analyse
from coverage_site import celery
from coverage_site.celery_queue import CeleryQueue
from tests.redis_queue import REDIS, redis_of
from tests.serving import ROOT, Site, site_in

DONE = "from articles.models import Run; print(*Run.objects.values_list('state', flat=True))"
START = (
    "from articles.ingest import NewStory, Piece, add_articles\n"
    "from articles.tasks import start_run\n"
    "story = add_articles([Piece('The pier is shut.', 'The Courier')], NewStory('Pier')).story\n"
    "start_run(story, reason='r')\n"
)


def with_context(context: object) -> None:
    """A task that Celery cannot give what it asks for."""


def test_a_message_can_only_name_a_task() -> None:
    with pytest.raises(TypeError, match=r"^os\.system is no task\.$"):
        celery.perform("os.system", ["true"], {})


def test_messages_are_json_taken_one_at_a_time_and_acknowledged_when_done() -> None:
    conf = celery.app.conf
    assert (conf.task_serializer, conf.accept_content, conf.task_ignore_result) == ("json", ["json"], True)
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (True, True, 1)


def test_a_task_that_asks_for_its_context_is_refused() -> None:
    backend = CeleryQueue("default", {})
    backend.validate_task(analyse)
    with pytest.raises(InvalidTask, match=r"^Celery gives a task no context\.$"):
        backend.validate_task(Task(func=with_context, takes_context=True))


def test_an_address_that_makes_no_sense_is_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        env={"CELERY_BROKER_URL": "amqp://guest:secret@rabbit", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "CELERY_BROKER_URL is 'amqp://…@rabbit': write redis://host:6379/0 (rediss:// with TLS) or leave it out.\n",
    )


def waited_for(site: Site) -> str:
    """The states of all runs, once they are done or it took too long."""
    deadline = time.monotonic() + 90
    states = ""
    while states != "done" and time.monotonic() < deadline:
        states = site.manage("shell", "--no-imports", "--command", DONE).strip()
    return states


def test_a_worker_that_lost_its_sockets_connects_again(tmp_path: Path) -> None:
    worker = [sys.executable, "-m", "tests.deaf_worker"]
    with site_in(tmp_path / "data") as site, redis_of(site):
        site.manage("migrate", "--verbosity", "0")
        with subprocess.Popen(worker, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout
                assert "deaf\n" in iter(process.stdout.readline, "")
                site.manage("shell", "--no-imports", "--command", START)
                assert waited_for(site) == "done"
            finally:
                process.terminate()


@pytest.mark.database
def test_a_site_with_celery_does_its_jobs_and_stops_as_any_other(tmp_path: Path) -> None:
    with site_in(tmp_path / "data") as site, redis_of(site):
        site.environment["DJANGO_SUPERUSER_PASSWORD"] = "typed by hand"
        site.manage("migrate", "--verbosity", "0")
        site.manage("createsuperuser", "--noinput", "--username", "admin", "--email", "admin@example.org")
        assert site.environment["CELERY_BROKER_URL"] == REDIS
        site.start()
        site.manage("shell", "--no-imports", "--command", START)
        assert waited_for(site) == "done"

        assert site.process
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(timeout=20) == 0
