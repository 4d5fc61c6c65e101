"""Celery on Redis, which takes the place of the database as the queue of tasks where CELERY_BROKER_URL is set.

Nothing rests on Celery but that a message usually reaches a worker soon. Who does a job, and whether it is done, is in
the database (articles/leases.py); so a message may be lost, come twice or come late.
"""

import os
import ssl
from typing import Any

from celery import Celery
from celery.bootsteps import StartStopStep
from celery.signals import setup_logging
from django.conf import settings
from django.tasks import Task
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_site.settings")

app = Celery("parallax", set_as_current=False)
app.conf.update(
    broker_url=settings.CELERY_BROKER_URL,
    broker_use_ssl={"ssl_cert_reqs": ssl.CERT_REQUIRED} if settings.CELERY_BROKER_URL.startswith("rediss:") else None,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "global_keyprefix": f"{settings.PARALLAX_QUEUE}:",
        "visibility_timeout": 3600,  # seconds; what a killed worker held comes back then, and finds its job done
        "socket_connect_timeout": 2,  # seconds; whoever saves a form waits for these, twice at most
        "socket_timeout": 5,
    },
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0.2},
    task_default_queue="default",
    # Only values, nothing that runs when it is read: whoever can write to Redis must not be able to do more.
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
)


_DEAF = 5.0  # seconds between two looks


class Listening(StartStopStep):  # type: ignore[misc]  # Celery has no types
    """Has a worker connect again when twice in a row it listens to no socket.

    After Redis was killed a worker may be connected and yet never hear of a message again
    (https://github.com/celery/kombu/pull/2492 tells of the same).
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, consumer: Any) -> None:  # noqa: ANN401 - Celery has no types
        """Look at the sockets from now on; with the connection Celery ends this too."""
        deaf = 0

        def look() -> None:
            nonlocal deaf
            deaf = 0 if consumer.hub.readers else deaf + 1
            if deaf == 2:
                raise ConnectionError("The worker listens to nobody.")

        consumer.hub.call_repeatedly(_DEAF, look)


app.steps["consumer"].add(Listening)


@setup_logging.connect  # type: ignore[untyped-decorator]  # Celery has no types
def _leave_logging_alone(**_: Any) -> None:
    """What is logged is decided by the settings, in workers too."""


def perform(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Carry out the task of Django at ``path``; TypeError where there stands something else."""
    task = import_string(path)
    if not isinstance(task, Task):
        raise TypeError(f"{path} is no task.")
    task.call(*args, **kwargs)


performing = app.task(perform, name="parallax.perform")
