import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from articles import imports, tasks
from articles.models import Run, RunState
from coverage_site.celery import app
from tests.at_once import at_once
from tests.factories import EditorFactory, RunFactory, StoryFactory, VersionFactory
from tests.integration.texts import FIRST
from tests.queues import WorkQueue, forget_connections, in_redis
from tests.serving import free_port


@pytest.mark.django_db(transaction=True)
def test_the_worker_carries_a_run_to_its_end(queue: WorkQueue) -> None:
    story = VersionFactory(text=FIRST).article.story
    editor = EditorFactory()
    run = tasks.start_run(story, reason="1 article added", started_by=editor)
    assert (run.state, run.started_by) == (RunState.WAITING, editor)
    queue.work()
    run.refresh_from_db()
    story.refresh_from_db()
    assert story.comparison is not None
    points = story.comparison.points.count()
    assert points > 1
    assert (run.state, run.done, run.total) == (RunState.DONE, 1, 1)
    assert run.message == f"Done: {points} points found."
    assert run.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_run_is_queued_only_when_what_it_is_for_is_stored(queue: WorkQueue) -> None:
    with transaction.atomic():
        run = tasks.start_run(StoryFactory(), reason="r")
        assert queue.queued() == []
    assert queue.queued() == [(run.pk, False)]


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
def test_a_run_that_fails_is_tried_again_later_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, queue: WorkQueue
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("told to the log only")

    monkeypatch.setattr(tasks, "analyse_story", broken)
    run = tasks.start_run(StoryFactory(), reason="r")
    queue.work()
    run.refresh_from_db()
    assert (run.state, run.attempt, run.errors, run.message) == (RunState.WAITING, 1, 1, "")
    assert run.heard_at is not None
    assert run.heard_at > timezone.now()
    assert "ZeroDivisionError: told to the log only" in caplog.text
    assert queue.queued() == [(run.pk, True)]


@pytest.mark.django_db(transaction=True)
def test_the_third_failure_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "analyse_story", broken)
    run = RunFactory(attempt=4, errors=2)
    with pytest.raises(ZeroDivisionError):
        tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempt, run.errors) == (RunState.FAILED, 5, 3)
    assert run.message.startswith("The analysis stopped at an error of the program, and nothing stored was changed")


@pytest.mark.django_db(transaction=True)
def test_a_worker_stopped_in_the_middle_leaves_the_run_to_the_next(
    monkeypatch: pytest.MonkeyPatch, queue: WorkQueue
) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise SystemExit(1)

    story = VersionFactory(text=FIRST).article.story
    run = tasks.start_run(story, reason="r")
    with monkeypatch.context() as patched:
        patched.setattr(tasks, "analyse_story", stopped)
        with pytest.raises(SystemExit):
            tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.WAITING
    queue.work()
    run.refresh_from_db()
    assert (run.state, run.attempt) == (RunState.DONE, 2)


def silent_since(seconds: int) -> datetime:
    return timezone.now() - timedelta(seconds=seconds)


@pytest.mark.django_db(transaction=True)
def test_a_run_whose_worker_has_been_silent_for_a_lease_is_done_by_another(queue: WorkQueue) -> None:
    story = VersionFactory(text=FIRST).article.story
    lost = RunFactory(story=story, state=RunState.RUNNING, attempt=1, heard_at=silent_since(16))
    alive = RunFactory(state=RunState.RUNNING, attempt=1, heard_at=silent_since(14))
    tasks.reap()
    queue.work()
    states = {run.pk: (run.state, run.attempt) for run in Run.objects.all()}
    assert states == {lost.pk: (RunState.DONE, 2), alive.pk: (RunState.RUNNING, 1)}


@pytest.mark.django_db(transaction=True)
def test_a_run_that_seems_to_kill_its_workers_is_given_up() -> None:
    run = RunFactory(state=RunState.RUNNING, attempt=12, losses=9, heard_at=silent_since(16))
    tasks.reap()
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.message.startswith("The worker was stopped before the analysis was done")


@pytest.mark.django_db(transaction=True)
def test_a_lost_run_gives_way_to_a_newer_one_that_waits() -> None:
    lost = RunFactory(state=RunState.RUNNING, attempt=1, heard_at=silent_since(16))
    newer = RunFactory(story=lost.story)
    tasks.reap()
    assert set(Run.objects.values_list("pk", "state")) == {
        (lost.pk, RunState.SUPERSEDED),
        (newer.pk, RunState.WAITING),
    }


@pytest.mark.django_db(transaction=True)
def test_a_waiting_run_whose_task_was_lost_is_queued_again_once(queue: WorkQueue) -> None:
    run = RunFactory(heard_at=silent_since(16))
    RunFactory(heard_at=silent_since(14))
    tasks.reap()
    tasks.reap()
    assert queue.queued() == [(run.pk, False)]


@pytest.mark.django_db(transaction=True)
def test_a_waiting_run_has_its_turn_as_long_as_others_are_queued(queue: WorkQueue) -> None:
    RunFactory(heard_at=silent_since(16))
    queued = tasks.start_run(StoryFactory(), reason="r")
    tasks.reap()
    assert queue.queued() == [(queued.pk, False)]


@pytest.mark.django_db(transaction=True)
def test_an_import_and_the_runs_that_it_starts_are_carried_to_their_end(queue: WorkQueue) -> None:
    upload = SimpleUploadedFile("a.csv", f'text,outlet,story\n"{FIRST}",The Courier,Harbour\n,,\n'.encode())
    job = imports.keep([upload], story="", outlet="", dry_run=False)
    tasks.start_import(job)
    queue.work()
    job.refresh_from_db()
    assert (job.state, job.message) == (RunState.DONE, "Done: 1 added, 1 refused.")
    run = Run.objects.get()
    assert (run.story.title, run.state) == ("Harbour", RunState.DONE)


@pytest.mark.django_db(transaction=True)
def test_a_story_is_saved_though_its_run_cannot_be_queued_and_the_reaper_queues_it_later(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with in_redis() as queue:
        settings.TASKS = {"default": {"BACKEND": queue.backend}}
        with pytest.MonkeyPatch.context() as patched:
            patched.setitem(app.conf, "broker_url", f"redis://127.0.0.1:{free_port()}/0")
            forget_connections()
            run = tasks.start_run(StoryFactory(), reason="r")
        forget_connections()
        assert "Error calling" in caplog.text
        assert queue.queued() == []
        Run.objects.update(heard_at=silent_since(16))
        tasks.reap()
        assert queue.queued() == [(run.pk, False)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_run_changes_nothing_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    run = RunFactory(heard_at=timezone.now())

    def overtaken(_: int, *, progress: Callable[[int, int, str], None]) -> None:
        Run.objects.filter(pk=run.pk).update(attempt=2, message="Reading 1 of 2: the new one")
        progress(1, 2, "Reading 2 of 2: too late")

    monkeypatch.setattr(tasks, "analyse_story", overtaken)
    tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == (RunState.RUNNING, "Reading 1 of 2: the new one")


@pytest.mark.django_db(transaction=True)
def test_a_worker_at_work_is_heard_of(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.PARALLAX_LEASE = 1
    run = RunFactory(heard_at=silent_since(60))
    heard: list[datetime] = []

    def slow(*_: Any, **__: Any) -> None:
        Run.objects.filter(pk=run.pk).update(heard_at=silent_since(60))
        for _second in range(50):
            heard_at = Run.objects.get(pk=run.pk).heard_at
            if heard_at is not None and heard_at > silent_since(30):
                heard.append(heard_at)
                return
            time.sleep(0.1)

    monkeypatch.setattr(tasks, "analyse_story", slow)
    tasks.analyse.call(run.pk)
    assert heard


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
    started = at_once([lambda: tasks.start_run(story, reason="r").pk] * 4)
    assert started == [Run.objects.get().pk] * 4
