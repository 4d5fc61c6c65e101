"""Who is at work on a job: a worker holds it as long as it is heard of, and loses it to whoever begins it anew.

Times are those of the database's clock (``Now``), which all hosts share. A host whose own clock is wrong would take
the jobs of others from them, or let its own be taken.
"""

import datetime as dt
import logging
import threading
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import Error, connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles.models import Job, JobState

log = logging.getLogger(__name__)

MOST_ERRORS = 3  # attempts after which a job that ends in an error counts as failed
MOST_LOSSES = 10  # attempts after which one whose workers are killed does: it may be what kills them
LONGEST_WAIT = dt.timedelta(minutes=1)  # from one attempt to the next
_BEATS = 5  # times in a lease that a worker says that it is at work


def lease() -> dt.timedelta:
    """How long a worker may be silent before it counts as gone."""
    return dt.timedelta(seconds=settings.PARALLAX_LEASE)


def back_off(errors: int) -> dt.timedelta:
    """How long to wait after so many errors: two seconds, then four, then eight, and a minute at most."""
    return min(LONGEST_WAIT, dt.timedelta(seconds=2**errors))


def held[J: Job](job: J) -> QuerySet[J]:
    """The row of the job as long as this attempt holds it; none when another one has begun, or it has ended."""
    return type(job).objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)


def lost[J: Job](kind: type[J]) -> QuerySet[J]:
    """Jobs whose worker has not been heard of for a lease; or at a time to come: the clock was put back since."""
    return kind.objects.filter(state=JobState.RUNNING).silent_since(Now() - lease(), at_most=Now() + lease())


def forgotten[J: Job](kind: type[J]) -> QuerySet[J]:
    """Jobs that have waited for a lease since they were queued: their task may have gone with a worker.

    Also those that wait for a time so far ahead that the clock must have been put back since.
    """
    latest = Now() + LONGEST_WAIT + lease()
    return kind.objects.filter(state=JobState.WAITING).silent_since(Now() - lease(), at_most=latest)


class Heartbeat:
    """Says from a thread of its own that the job is at work, until the block is left or the job is lost."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"heartbeat of {job.label}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _beat(self) -> None:
        try:
            while not self._ended.wait(lease().total_seconds() / _BEATS):
                try:
                    if not held(self._job).update(heard_at=Now()):
                        return
                except Error:  # a database that restarts; the next beat may reach it
                    log.warning("The %s could not say that it is at work", self._job.label, exc_info=True)
                    connection.close()
        finally:
            connection.close()
