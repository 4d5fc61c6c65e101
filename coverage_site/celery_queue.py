"""A backend of Django's tasks that sends them through Celery, and runs the worker that receives them."""

import os
import sys
from typing import Any
from uuid import uuid4

from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.exceptions import InvalidTask
from django.tasks.signals import task_enqueued
from django.utils import timezone

from coverage_site.celery import app, performing


class CeleryQueue(BaseTaskBackend):
    """Tasks as messages in Redis. Their results are not kept."""

    supports_defer = True
    supports_async_task = True

    def validate_task(self, task: Task[Any, Any]) -> None:
        """InvalidTask where a task cannot be sent."""
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTask("Celery gives a task no context.")

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:  # noqa: ANN401
        """Send the task; kombu's OperationalError when Redis cannot be reached."""
        self.validate_task(task)
        result: TaskResult[Any, Any] = TaskResult(
            task=task,
            id=str(uuid4()),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        performing.apply_async(
            [task.module_path, result.args, result.kwargs],
            task_id=result.id,
            queue=task.queue_name,
            eta=task.run_after,
        )
        task_enqueued.send(type(self), task_result=result)
        return result

    def is_empty(self) -> bool:
        """Whether no message waits for a worker; those that workers have in hand do not count."""
        return not self.length()

    def length(self) -> int:
        """How many messages wait for a worker; kombu's OperationalError, soon, when Redis cannot be reached."""
        with app.connection_for_read() as connection:
            connection.ensure_connection(max_retries=1, interval_start=0.1)
            with connection.channel() as channel:
                return sum(int(channel.queue_declare(queue=queue).message_count) for queue in self.queues)

    def work(self, *, interval: float) -> None:  # noqa: ARG002 - messages come by themselves
        """Receive tasks and carry them out in this process; more at once are more of these processes.

        A pool of processes is no gain where one process does one job, and its children would die at once where a
        signal reaches the whole group, as it does from a terminal and from systemd.
        """
        worker = app.Worker(
            hostname=f"worker-{os.getpid()}@%h",
            queues=sorted(self.queues),
            pool="solo",
            concurrency=1,
            quiet=True,
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )
        worker.start()
        sys.exit(worker.exitcode)
