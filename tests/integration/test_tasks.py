import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import tasks
from articles.models import Run, RunState
from tests.factories import EditorFactory, RunFactory, StoryFactory, VersionFactory
from tests.integration.texts import FIRST


def work() -> None:
    """Do everything that is queued, as the worker does."""
    call_command("db_worker", "--batch", "--interval", "0", "--no-startup-delay", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_a_run_to_its_end() -> None:
    story = VersionFactory(text=FIRST).article.story
    editor = EditorFactory()
    run = tasks.start_run(story, reason="1 article added", started_by=editor)
    assert (run.state, run.started_by) == (RunState.WAITING, editor)
    work()
    run.refresh_from_db()
    story.refresh_from_db()
    assert story.comparison is not None
    points = story.comparison.points.count()
    assert points > 1
    assert (run.state, run.done, run.total) == (RunState.DONE, 1, 1)
    assert run.message == f"Done: {points} points found."
    assert run.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_run_is_queued_only_when_what_it_is_for_is_stored() -> None:
    with transaction.atomic():
        tasks.start_run(StoryFactory(), reason="r")
        assert DBTaskResult.objects.count() == 0
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_a_run_that_waits_serves_for_later_changes_too(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    story = StoryFactory()
    with django_capture_on_commit_callbacks(execute=True):
        first = tasks.start_run(story, reason="one")
        assert tasks.start_run(story, reason="two") == first
    assert tasks.start_run(StoryFactory(), reason="three") != first


@pytest.mark.django_db(transaction=True)
def test_a_run_that_fails_says_so_in_one_sentence_and_logs_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("told to the log only")

    monkeypatch.setattr(tasks, "analyse_story", broken)
    run = tasks.start_run(StoryFactory(), reason="r")
    work()
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.message.startswith("The analysis stopped at an error of the program, and nothing stored was changed")
    assert "told to the log only" in caplog.text
    assert DBTaskResult.objects.get().traceback.rstrip().endswith("ZeroDivisionError: told to the log only")


@pytest.mark.django_db(transaction=True)
def test_a_worker_stopped_in_the_middle_leaves_no_run_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise SystemExit(1)

    monkeypatch.setattr(tasks, "analyse_story", stopped)
    run = tasks.start_run(StoryFactory(), reason="r")
    with pytest.raises(SystemExit):
        tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.message.startswith("The worker was stopped before the analysis was done")


@pytest.mark.django_db
def test_a_run_left_running_is_superseded_by_the_next() -> None:
    story = StoryFactory()
    stale = RunFactory(story=story, state=RunState.RUNNING, message="Reading 2 of 3: The Herald")
    elsewhere = RunFactory(state=RunState.RUNNING)
    run = RunFactory(story=story)
    tasks.analyse.call(run.pk)
    states = dict(Run.objects.values_list("pk", "state"))
    assert states == {stale.pk: RunState.SUPERSEDED, elsewhere.pk: RunState.RUNNING, run.pk: RunState.DONE}


@pytest.mark.django_db
def test_a_superseded_run_that_still_lives_does_not_speak_again(monkeypatch: pytest.MonkeyPatch) -> None:
    story = StoryFactory()
    run = RunFactory(story=story)

    def overtaken(_: int, *, progress: Callable[[int, int, str], None]) -> None:
        Run.objects.filter(pk=run.pk).update(state=RunState.SUPERSEDED, message="")
        progress(1, 2, "Reading 2 of 2: too late")

    monkeypatch.setattr(tasks, "analyse_story", overtaken)
    tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == (RunState.SUPERSEDED, "")


@pytest.mark.django_db
@pytest.mark.parametrize("state", [RunState.RUNNING, RunState.DONE, RunState.FAILED, RunState.SUPERSEDED])
def test_a_run_is_carried_out_once(state: RunState, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("carried out again")

    monkeypatch.setattr(tasks, "analyse_story", never)
    run = RunFactory(state=state)
    tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert run.state == state


@pytest.mark.django_db
def test_a_run_whose_story_was_deleted_ends_quietly() -> None:
    run = RunFactory()
    pk = run.pk
    run.story.delete()
    tasks.analyse.call(pk)
    assert not Run.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_start_one_run() -> None:
    story = StoryFactory()
    ready = threading.Barrier(4)
    started: list[object] = []

    def start() -> None:
        try:
            ready.wait()
            started.append(tasks.start_run(story, reason="r").pk)
        except Exception as error:
            started.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert started == [Run.objects.get().pk] * 4
