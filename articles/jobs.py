"""Jobs, whatever their kind: begun by a worker that claims them, held by its heartbeat, tried again, and given up.

A worker that is gone loses its job: the reaper gives it to another (leases.py). So the work of a job must be such that
it can be done any number of times, or be broken off at any point, and leaves one result.
"""

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.tasks import Task
from django.utils import timezone

from articles.leases import MOST_ERRORS, MOST_LOSSES, Heartbeat, back_off, forgotten, held, lost
from articles.models import Job, JobState
from coverage_site.monitoring.logs import about
from coverage_site.monitoring.metrics import JOB_SECONDS, JOBS, REAPED
from coverage_site.outages import outage_of
from coverage_site.queues import queue

log = logging.getLogger(__name__)

# Told how much is done, of how much, and what happens now; raises ``Lost`` when the job is no longer this attempt's.
type Progress = Callable[[int, int, str], None]


class Lost(Exception):
    """Another worker has begun the job, or it has ended: this one stops, and writes no more."""


@dataclass(frozen=True, slots=True)
class Kind[J: Job]:
    """One kind of jobs. ``task`` takes the number of a job and calls ``perform``.

    ``work`` does a job and gives the sentence that says what came of it. ``ended`` is called in the transaction that
    ends one, well or not. ``broken`` and ``stopped`` say that the program failed, or that its workers were killed.
    """

    model: type[J]
    task: "Task[[int], None]"
    work: Callable[[J, Progress], str]
    broken: str
    stopped: str
    ended: Callable[[J], None] = lambda _: None

    @property
    def name(self) -> str:
        """What metrics call this kind: "run"."""
        return self.model.noun()

    def enqueue(self, job: J, *, wait: dt.timedelta = dt.timedelta()) -> None:
        """Have a worker do the job, once the surrounding transaction is committed.

        Where the queue cannot be reached that is only logged: the job waits, and the reaper queues it later.
        """
        task = self.task.using(run_after=timezone.now() + wait) if wait else self.task
        transaction.on_commit(partial(task.enqueue, job.pk), robust=True)


def perform[J: Job](kind: Kind[J], pk: int) -> None:
    """Do a job that waits; one in any other state was done or taken over, and is left alone."""
    job = _claim(kind, pk)
    if job is None:
        return
    begun = time.monotonic()
    with about(job=job.label, attempt=job.attempt):
        try:
            carry_out(kind, job)
        finally:
            JOB_SECONDS.labels(kind.name).observe(time.monotonic() - begun)


def carry_out[J: Job](kind: Kind[J], job: J) -> None:
    """Do a job that this process holds, here and now; whatever happens, it does not stay "running".

    An error of the program is logged with its traceback and raised again, so that the task is marked too; the job is
    tried again later, ``MOST_ERRORS`` times in all.
    """

    def progress(done: int, total: int, message: str) -> None:
        if not held(job).update(done=done, total=total, message=message[:300], heard_at=Now()):
            raise Lost

    try:
        with Heartbeat(job):
            message = kind.work(job, progress)
        _done(kind, job, message)
        log.info("The %s is done (attempt %s)", job.label, job.attempt)
        JOBS.labels(kind.name, "done").inc()
    except Lost:
        JOBS.labels(kind.name, "lost").inc()
        log.info("The %s was taken over (attempt %s)", job.label, job.attempt)
    except Exception as error:
        JOBS.labels(kind.name, "failed").inc()
        log.exception("The %s failed (attempt %s)", job.label, job.attempt)
        if outage_of(error) is None:
            _failed(kind, job)
        else:
            _cut_off(kind, job)
        raise
    except BaseException:
        JOBS.labels(kind.name, "stopped").inc()
        _stopped(kind, job)
        raise


def reap(kinds: Iterable[Kind[Any]]) -> None:
    """Give jobs whose worker is gone to another one, and queue again those whose task was lost."""
    kinds = tuple(kinds)
    for kind in kinds:
        for job in lost(kind.model):
            log.warning("The worker of %s is gone (attempt %s)", job.label, job.attempt)
            REAPED.labels(kind.name).inc()
            _stopped(kind, job)
    if not queue().is_empty():
        return  # the workers have enough to do: what waits has its turn
    for kind in kinds:
        for job in forgotten(kind.model):
            if forgotten(kind.model).filter(pk=job.pk).update(heard_at=Now()):
                kind.enqueue(job)


def retry[J: Job](kind: Kind[J], pk: int) -> J | None:
    """Try a job that failed again, as if it never had; None when it has not failed, or cannot be.

    Where another one for the same thing waits already, that is the one that will be done.
    """
    try:
        with transaction.atomic():
            job = kind.model.objects.select_for_update(of=("self",)).filter(pk=pk, state=JobState.FAILED).first()
            if job is None or not job.can_be_retried:
                return None
            waiting = job.rivals().filter(state=JobState.WAITING).first()
            if waiting is not None:
                _overtake(kind.model.objects.filter(pk=pk))
                return waiting
            wait_anew(kind, job)
    except IntegrityError:  # another one has begun to wait meanwhile
        return retry(kind, pk)
    return job


def wait_anew[J: Job](kind: Kind[J], job: J) -> None:
    """Let a job that has ended be done again from its beginning.

    Attempts are counted on, as the worker of an earlier one may still live.
    """
    job.state, job.message, job.done, job.total = JobState.WAITING, "", 0, 0
    job.errors, job.losses, job.heard_at, job.finished_at = 0, 0, Now(), None
    job.save()
    kind.enqueue(job)


def _claim[J: Job](kind: Kind[J], pk: int) -> J | None:
    """The job, now running, if it was waiting. An older one for the same thing that still runs is superseded.

    The older one may be alive: it stops when it next says how far it is.
    """
    with transaction.atomic():
        job = kind.model.objects.select_for_update(of=("self",)).filter(pk=pk, state=JobState.WAITING).first()
        if job is None:
            return None
        _overtake(job.rivals().filter(state=JobState.RUNNING))
        job.state, job.message, job.attempt = JobState.RUNNING, "Starting", job.attempt + 1
        job.begun_at = job.heard_at = Now()
        job.save(update_fields=["state", "message", "attempt", "begun_at", "heard_at"])
    return job


def _done[J: Job](kind: Kind[J], job: J, message: str) -> None:
    with transaction.atomic():
        if not held(job).update(state=JobState.DONE, message=message[:300], finished_at=timezone.now()):
            raise Lost
        _overtake(job.rivals().filter(state=JobState.FAILED))
        job.state = JobState.DONE
        kind.ended(job)


def _failed[J: Job](kind: Kind[J], job: J) -> None:
    errors = job.errors + 1
    _give_up_or_wait(kind, job, kind.broken if errors >= MOST_ERRORS else "", wait=back_off(errors), errors=errors)


def _cut_off[J: Job](kind: Kind[J], job: J) -> None:
    """It is not the program's fault, and passes: as if the worker had been killed, but with some time to recover."""
    losses = job.losses + 1
    because = kind.stopped if losses >= MOST_LOSSES else ""
    _give_up_or_wait(kind, job, because, wait=back_off(losses), losses=losses)


def _stopped[J: Job](kind: Kind[J], job: J) -> None:
    losses = job.losses + 1
    _give_up_or_wait(kind, job, kind.stopped if losses >= MOST_LOSSES else "", losses=losses)


def _give_up_or_wait[J: Job](
    kind: Kind[J], job: J, because: str, *, wait: dt.timedelta = dt.timedelta(), **counts: int
) -> None:
    """End an attempt that came to nothing. ``because`` says why no other follows; without it one does.

    Another one for the same thing that waits already does the work too.
    """
    with transaction.atomic():
        if not held(job).select_for_update(of=("self",)).exists():
            return  # somebody else has begun it, or ended it
        if because:
            held(job).update(state=JobState.FAILED, message=because, finished_at=timezone.now(), **counts)
            job.state = JobState.FAILED
            kind.ended(job)
        elif job.rivals().filter(state=JobState.WAITING).exists():
            _overtake(held(job))
        else:
            held(job).update(state=JobState.WAITING, message="", done=0, heard_at=Now() + wait, **counts)
            kind.enqueue(job, wait=wait)


def _overtake[J: Job](jobs: QuerySet[J]) -> None:
    jobs.update(state=JobState.SUPERSEDED, message="", finished_at=timezone.now())
