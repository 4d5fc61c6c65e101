"""Runs: the analysis of a story in the background, as an editor sees it go on."""

import logging
from functools import partial

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.tasks import task
from django.utils import timezone

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
                return Run.objects.create(story=story, reason=reason, started_by=started_by)
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

    An error of the program is logged with its traceback and raised again, so that the task is marked too.
    """

    def progress(done: int, total: int, message: str) -> None:
        _running(run).update(done=done, total=total, message=message[:300])

    try:
        comparison = analyse_story(run.story_id, progress=progress)
    except Exception:
        log.exception("The analysis of story %s failed (run %s)", run.story_id, run.pk)
        _finish(run, RunState.FAILED, _BROKEN)
        raise
    except BaseException:
        _finish(run, RunState.FAILED, _STOPPED)
        raise
    points = comparison.points.count() if comparison else 0
    _finish(run, RunState.DONE, f"Done: {points} point{'' if points == 1 else 's'} found.")


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
        run.state, run.message = RunState.RUNNING, "Starting"
        run.save(update_fields=["state", "message"])
    return run


def _finish(run: Run, state: RunState, message: str) -> None:
    _running(run).update(state=state, message=message, finished_at=timezone.now())


def _running(run: Run) -> QuerySet[Run]:
    """The row of the run as long as nobody took it over."""
    return Run.objects.filter(pk=run.pk, state=RunState.RUNNING)
