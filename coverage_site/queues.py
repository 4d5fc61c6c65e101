"""The queue of tasks, in the database; with the setting CELERY_BROKER_URL it is in Redis (celery_queue.py)."""

import logging
import time
from typing import Protocol, cast

from django.core.management import call_command
from django.db import Error, connection
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks_db.backend import DatabaseBackend

from coverage_site.outages import outage_of

log = logging.getLogger(__name__)

_PAUSE = 1.0  # seconds until the worker looks again for a database that is away


class Queue(Protocol):
    """What a task backend has to offer beside Django's own."""

    def is_empty(self) -> bool:
        """Whether no task is left for a worker to begin now."""

    def length(self) -> int:
        """How many tasks are left for a worker to begin now."""

    def work(self, *, interval: float) -> None:
        """Carry out tasks, one after another, until a signal comes; the running one is finished first.

        ``interval`` is how often to look for a task, in seconds, where one has to look.
        """


def queue() -> Queue:
    """The queue of this installation."""
    return cast("Queue", task_backends[DEFAULT_TASK_BACKEND_ALIAS])


class DatabaseQueue(DatabaseBackend):
    """Tasks as rows of the database."""

    def is_empty(self) -> bool:
        """Whether no task is left for a worker to begin now."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - backends are made before models are there

        return not DBTaskResult.objects.ready().exists()

    def length(self) -> int:
        """How many tasks are left for a worker to begin now."""
        from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - backends are made before models are there

        return DBTaskResult.objects.ready().count()

    def work(self, *, interval: float) -> None:
        """Look for tasks and carry them out; where the database is away, go on as soon as it is back."""
        options = ["--queue-name", "*", "--interval", str(interval), "--no-startup-delay", "--no-reload"]
        while True:
            try:
                call_command("db_worker", *options)
            except Error as error:
                if outage_of(error) is None:
                    raise
                log.warning("The database is away; the worker looks again in a moment", exc_info=True)
                connection.close()
                time.sleep(_PAUSE)
            else:
                return
