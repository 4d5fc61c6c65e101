"""What workers do: analyses of stories and imports of files, each begun by a task that names its job."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.tasks import task

from articles import imports, jobs
from articles.jobs import Kind, Progress
from articles.joining import join_open_stories
from articles.models import Import, JobState, Run, Story
from articles.pipeline import analyse_story, is_compared


@task()
def analyse(run_id: int) -> None:
    """Carry out a run that waits."""
    jobs.perform(RUNS, run_id)


@task()
def import_files(import_id: int) -> None:
    """Carry out an import that waits."""
    jobs.perform(IMPORTS, import_id)


def start_run(story: Story, *, reason: str, started_by: User | None = None) -> Run:
    """Have ``story`` analysed by a worker, once the surrounding transaction is committed.

    A run of the story that is still waiting will see everything written before it starts, so it is given
    back instead of a second one. Its task is queued again all the same: it may have been lost.
    """
    with transaction.atomic():
        run = _waiting_run(story, reason[:200], started_by)
        RUNS.enqueue(run)
    return run


def run_in_reserve(story: Story, *, reason: str, started_by: User) -> Run:
    """A run for work that this process is about to do by itself; for the transaction that makes it necessary.

    It waits without a task. Once the work is done it is not needed (``spare``); where that never happens, because the
    process was killed or the database is away, the reaper gives it to a worker.
    """
    return _waiting_run(story, reason[:200], started_by)


def spare(run: Run) -> None:
    """Take back a run in reserve whose work is done; where something has changed since, it is needed after all.

    Whoever counts on a run that waits holds it until what it is to see is committed: so it is held first here too.
    """
    with transaction.atomic():
        waiting = Run.objects.select_for_update(of=("self",)).filter(pk=run.pk, state=JobState.WAITING).first()
        if waiting is None:
            return  # a worker has it, and finds nothing to do
        if is_compared(run.story_id):
            waiting.delete()
        else:
            RUNS.enqueue(waiting)


def start_import(job: Import) -> None:
    """Have the files of ``job`` read in by a worker, once the surrounding transaction is committed."""
    IMPORTS.enqueue(job)


def import_tried(pk: int) -> bool:
    """Import in earnest what a dry run has tried; False where none has, or not any more, or its files are gone."""
    with transaction.atomic():
        tried = Import.objects.select_for_update().filter(state=JobState.DONE, dry_run=True, kept=True)
        job = tried.filter(pk=pk).first()
        if job is None:
            return False
        job.rows.all().delete()
        job.files.update(read=False)
        job.dry_run = False
        jobs.wait_anew(IMPORTS, job)
    return True


def analyse_now(story: Story, *, reason: str) -> None:
    """Analyse ``story`` in this process, without a worker."""
    run = Run.objects.create(story=story, reason=reason, heard_at=Now())
    jobs.perform(RUNS, run.pk)


def reap() -> None:
    """Look after the jobs of workers that are gone, and after files that nobody came back for."""
    jobs.reap(KINDS)
    imports.forget_files()


def _waiting_run(story: Story, reason: str, started_by: User | None) -> Run:
    """The one run of the story that waits, held so that it does not start before this transaction is committed."""
    while True:
        waiting = Run.objects.select_for_update(of=("self",)).filter(story=story, state=JobState.WAITING).first()
        if waiting is not None:
            return waiting
        try:
            with transaction.atomic():
                return Run.objects.create(story=story, reason=reason, started_by=started_by, heard_at=Now())
        except IntegrityError:  # somebody else's came first
            continue


def _analyse(run: Run, progress: Progress) -> str:
    comparison = analyse_story(run.story_id, progress=progress)
    points = comparison.points.count() if comparison else 0
    return f"Done: {points} point{'' if points == 1 else 's'} found."


def _import(job: Import, progress: Progress) -> str:
    """Store what the files hold; then what came without a story joins the open one that it clearly belongs to.

    The joining compares many texts: it is a part of the work, not of the moment in which the job ends.
    """
    message = imports.read_in(job, progress)
    join_open_stories(imports.unsorted(job))
    return message


def _analyse_imported(job: Import) -> None:
    """Have the stories that got something new analysed, also when the import failed in the middle."""
    for story in imports.touched(job):
        start_run(story, reason="Articles imported", started_by=job.started_by)
    imports.close(job)


RUNS = Kind(
    Run,
    analyse,
    _analyse,
    broken="The analysis stopped at an error of the program, and nothing stored was changed: start it again, and if it "
    "stops again, send the log to whoever looks after this installation.",
    stopped="The worker was stopped before the analysis was done, and nothing stored was changed: start it again.",
)
IMPORTS = Kind(
    Import,
    import_files,
    _import,
    broken="The import stopped at an error of the program, and no row is half stored: try it again, and it goes on "
    "where it stopped. If it stops again, send the log to whoever looks after this installation.",
    stopped="The worker was stopped before the import was done, and no row is half stored: try it again, and it goes "
    "on where it stopped.",
    ended=_analyse_imported,
)
KINDS: tuple[Kind[Any], ...] = (RUNS, IMPORTS)
