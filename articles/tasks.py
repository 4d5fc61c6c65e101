"""Runs: the analysis of a story in the background, as an editor sees it go on.

A run is begun by a worker that claims it, and held by its heartbeat (leases.py). A worker that is gone loses it: the
reaper gives it to another. The work can be done any number of times and leaves one result.
"""

import datetime as dt
import logging
from functools import partial

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.leases import MOST_ERRORS, MOST_LOSSES, Heartbeat, back_off, forgotten_runs, held, lost_runs
from articles.models import Run, RunState, Story
from articles.pipeline import analyse_story

log = logging.getLogger(__name__)

_BROKEN = "The analysis stopped at an error of the program, and nothing stored was changed: start it again, and if it "
_BROKEN += "stops again, send the log to whoever looks after this installation."
_STOPPED = "The worker was stopped before the analysis was done, and nothing stored was changed: start it again."


def start_run(story: Story, *, reason: str, started_by: User | None = None) -> Run:
    """Have ``story`` analysed by the worker, once the surrounding transaction is committed.

    A run of the story that is still waiting will see everything written before it starts, so it is given
    back instead of a second one. Its task is queued again all the same: it may have been lost.
    """
    with transaction.atomic():
        run = _waiting_run(story, reason[:200], started_by)
        transaction.on_commit(partial(analyse.enqueue, run.pk))
    return run


def _waiting_run(story: Story, reason: str, started_by: User | None) -> Run:
    """The one run of the story that waits, held so that it does not start before this transaction is committed."""
    while True:
        waiting = Run.objects.select_for_update(of=("self",)).filter(story=story, state=RunState.WAITING).first()
        if waiting is not None:
            return waiting
        try:
            with transaction.atomic():
                return Run.objects.create(story=story, reason=reason, started_by=started_by, heard_at=timezone.now())
        except IntegrityError:  # somebody else's came first
            continue


@task()
def analyse(run_id: int) -> None:
    """Carry out a run that waits; a run in any other state was done or taken over, and is left alone."""
    run = _claim(run_id)
    if run is not None:
        carry_out(run)


def carry_out(run: Run) -> None:
    """Analyse the story of ``run`` here and now; whatever happens, the run does not stay "running".

    An error of the program is logged with its traceback and raised again, so that the task is marked too; the run is
    tried again later, ``MOST_ERRORS`` times in all.
    """

    def progress(done: int, total: int, message: str) -> None:
        held(run).update(done=done, total=total, message=message[:300], heard_at=timezone.now())

    try:
        with Heartbeat(run):
            comparison = analyse_story(run.story_id, progress=progress)
    except Exception:
        log.exception("The analysis of story %s failed (run %s, attempt %s)", run.story_id, run.pk, run.attempt)
        errors = run.errors + 1
        _give_up_or_wait(run, _BROKEN, last=errors >= MOST_ERRORS, errors=errors, wait=back_off(errors))
        raise
    except BaseException:
        _give_up_or_wait(run, _STOPPED, last=run.attempt >= MOST_LOSSES, errors=run.errors)
        raise
    points = comparison.points.count() if comparison else 0
    held(run).update(
        state=RunState.DONE,
        message=f"Done: {points} point{'' if points == 1 else 's'} found.",
        finished_at=timezone.now(),
    )


def reap() -> None:
    """Give runs whose worker is gone to another one, and queue again those whose task was lost."""
    for run in lost_runs():
        log.warning("The worker of run %s is gone (attempt %s)", run.pk, run.attempt)
        _give_up_or_wait(run, _STOPPED, last=run.attempt >= MOST_LOSSES, errors=run.errors)
    if DBTaskResult.objects.ready().exists():
        return  # the workers have enough to do: what waits has its turn
    for run in forgotten_runs():
        if Run.objects.filter(pk=run.pk, state=RunState.WAITING, heard_at=run.heard_at).update(heard_at=timezone.now()):
            analyse.enqueue(run.pk)


def _claim(run_id: int) -> Run | None:
    """The run, now running, if it was waiting. An older one of its story that still runs is superseded.

    The older one may be alive: it may finish its work, which changes nothing, as the pipeline stores only
    what follows from the newest texts and knowledge.
    """
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",)).filter(pk=run_id, state=RunState.WAITING).first()
        if run is None:
            return None
        now = timezone.now()
        Run.objects.filter(story=run.story_id, state=RunState.RUNNING).update(
            state=RunState.SUPERSEDED, message="", finished_at=now
        )
        run.state, run.message, run.attempt, run.heard_at = RunState.RUNNING, "Starting", run.attempt + 1, now
        run.save(update_fields=["state", "message", "attempt", "heard_at"])
    return run


def _give_up_or_wait(run: Run, because: str, *, last: bool, errors: int, wait: dt.timedelta = dt.timedelta()) -> None:
    """End an attempt that came to nothing: another follows, unless it was the last, or a newer run waits already."""
    with transaction.atomic():
        if not held(run).select_for_update(of=("self",)).exists():
            return  # somebody else has begun it, or ended it
        now = timezone.now()
        if last:
            held(run).update(state=RunState.FAILED, errors=errors, message=because, finished_at=now)
        elif Run.objects.filter(story=run.story_id, state=RunState.WAITING).exists():
            held(run).update(state=RunState.SUPERSEDED, message="", finished_at=now)
        else:
            held(run).update(state=RunState.WAITING, errors=errors, message="", done=0, heard_at=now + wait)
            later = analyse.using(run_after=now + wait) if wait else analyse
            transaction.on_commit(partial(later.enqueue, run.pk))
