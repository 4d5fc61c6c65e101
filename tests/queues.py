"""Both queues of tasks, with what a test asks of one: to do all that is queued, and to say what that is."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import redis
from celery.contrib.testing.worker import start_worker
from django.core.management import call_command
from django.tasks import task
from django_tasks_db.models import DBTaskResult
from kombu import pools

from coverage_site.celery import app
from tests.redis_queue import REDIS, queue_name

_PATIENCE = 60  # seconds

Queued = tuple[int, bool]  # the number of a job, and whether it has to wait


class WorkQueue(Protocol):
    """A queue and its worker."""

    backend: str

    def work(self) -> None:
        """Do everything that is queued for now, as a worker does."""

    def queued(self) -> list[Queued]:
        """What waits for a worker, oldest first."""


class InDatabase:
    """Tasks in the database, and django-tasks-db's own worker."""

    backend = "coverage_site.queues.DatabaseQueue"

    def work(self) -> None:
        call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)

    def queued(self) -> list[Queued]:
        tasks = DBTaskResult.objects.filter(status="READY").order_by("enqueued_at")
        now = set(DBTaskResult.objects.ready())
        return [(task.args_kwargs["args"][0], task not in now) for task in tasks]


_rung = threading.Event()


@task()
def ring() -> None:
    """Says that the worker has come to the end of what was queued before."""
    _rung.set()


class InRedis:
    """Tasks in a real Redis, and Celery's worker in a thread of the test."""

    backend = "coverage_site.celery_queue.CeleryQueue"

    def __init__(self, prefix: str) -> None:
        self._redis = redis.Redis.from_url(REDIS)
        self._key = f"{prefix}default"

    def work(self) -> None:
        with start_worker(app, perform_ping_check=False, shutdown_timeout=_PATIENCE):
            while True:
                _rung.clear()
                ring.enqueue()
                assert _rung.wait(_PATIENCE), "the worker did not come to an end"
                if not self._redis.llen(self._key):
                    return

    def queued(self) -> list[Queued]:
        messages = [json.loads(message) for message in reversed(self._list())]
        return [(_job(message), message["headers"]["eta"] is not None) for message in messages]

    def _list(self) -> list[bytes]:
        listed: Any = self._redis.lrange(self._key, 0, -1)
        return list(listed)


def _job(message: dict[str, Any]) -> int:
    (_path, args, _kwargs), *_ = json.loads(base64.b64decode(message["body"]))
    return int(args[0])


def forget_connections() -> None:
    """Celery keeps open what it has connected to; after this it connects anew."""
    pools.reset()  # type: ignore[no-untyped-call]  # of kombu
    app._pool = app.amqp._producer_pool = None


@contextmanager
def in_redis() -> Iterator[InRedis]:
    """A queue of its own in the Redis of the tests, with the worker of this process."""
    before = {name: app.conf[name] for name in ("broker_url", "broker_transport_options")}
    with queue_name() as name:
        options = before["broker_transport_options"] | {"global_keyprefix": f"{name}:"}
        app.conf.update(broker_url=REDIS, broker_transport_options=options)
        forget_connections()
        try:
            yield InRedis(f"{name}:")
        finally:
            app.conf.update(before)
            forget_connections()
