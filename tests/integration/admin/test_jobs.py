"""The page of all jobs: what is running, waiting, failed and done, and trying again what failed."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import tasks
from articles.models import Import, JobState, Role, Run
from tests.factories import EditorFactory, ImportFactory, RunFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db

URL = "/admin/jobs/"
PART = {"HX-Request": "true"}


def sections(response: Any) -> dict[str, list[str]]:  # noqa: ANN401 - Django's test response
    """What stands in each part of the page."""
    return {section.state.value: [line.what for line in section.lines] for section in response.context["sections"]}


def test_without_jobs_it_says_so_and_how_they_begin(desk: Client) -> None:
    page = desk.get(URL).content.decode()
    assert "Nothing is running, waiting or failed." in page
    assert "Jobs begin by themselves" in page
    assert 'class="lines"' not in page


def test_jobs_of_all_kinds_stand_by_their_state(desk: Client) -> None:
    now = timezone.now()
    pier, quay = StoryFactory(title="Pier"), StoryFactory(title="Quay")
    RunFactory(story=pier, state=JobState.RUNNING, attempt=2, message="Reading 1 of 2: A", heard_at=now, begun_at=now)
    ImportFactory(name="a.zip", state=JobState.RUNNING, heard_at=now, begun_at=now - timedelta(seconds=5))
    RunFactory(story=quay, heard_at=now)
    RunFactory(story=quay, state=JobState.FAILED, message="It stopped.", finished_at=now - timedelta(minutes=1))
    ImportFactory(name="b.zip", state=JobState.FAILED, dry_run=True, finished_at=now)
    ImportFactory(name="c.zip", state=JobState.DONE, message="Done: 3 added.", finished_at=now)
    RunFactory(state=JobState.SUPERSEDED)

    response = desk.get(URL)

    assert sections(response) == {
        "running": ["Importing a.zip", "Analysing “Pier”"],
        "waiting": ["Analysing “Quay”"],
        "failed": ["Trying b.zip", "Analysing “Quay”"],
        "done": ["Importing c.zip"],
    }
    page = response.content.decode()
    assert "2 running, 1 waiting, 2 failed" in page
    assert "Reading 1 of 2: A" in page
    assert "Done: 3 added." in page


def test_a_job_that_failed_is_tried_again(desk: Client) -> None:
    run = RunFactory(state=JobState.FAILED, attempt=3, errors=3, message="It stopped.")
    page = desk.get(URL).content.decode()
    assert f'value="run-{run.pk}"' in page

    response = desk.post(URL, {"job": f"run-{run.pk}"}, follow=True)

    assert f"Analysing “{run.story}”: waits for a worker." in response.content.decode()
    run.refresh_from_db()
    assert (run.state, run.attempt, run.errors) == (JobState.WAITING, 3, 0)
    tasks.analyse.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempt) == (JobState.DONE, 4)


def test_a_failed_run_whose_story_waits_already_gives_way(desk: Client) -> None:
    failed = RunFactory(state=JobState.FAILED)
    RunFactory(story=failed.story)
    desk.post(URL, {"job": f"run-{failed.pk}"})
    assert dict(Run.objects.values_list("pk", "state"))[failed.pk] == JobState.SUPERSEDED
    assert Run.objects.filter(state=JobState.WAITING).count() == 1


def test_a_story_that_was_analysed_since_has_no_failed_run_any_more(desk: Client) -> None:
    failed = RunFactory(state=JobState.FAILED)
    tasks.analyse.call(RunFactory(story=failed.story).pk)
    assert sections(desk.get(URL))["failed"] == []


@pytest.mark.parametrize("key", ["", "run-", "run-x", "run-999", "ship-1", "run-1-1"])
def test_a_job_that_cannot_be_tried_again_is_one_sentence(desk: Client, key: str) -> None:
    done = RunFactory(state=JobState.DONE)
    for job in (key, f"run-{done.pk}"):
        assert "Nothing was tried again" in desk.post(URL, {"job": job}, follow=True).content.decode()
    assert Run.objects.get().state == JobState.DONE


def test_an_import_whose_files_are_gone_is_not_tried_again(desk: Client) -> None:
    job = ImportFactory(state=JobState.FAILED, kept=False)
    assert "Try again" not in desk.get(URL).content.decode()
    assert "its files are gone" in desk.post(URL, {"job": f"import-{job.pk}"}, follow=True).content.decode()
    assert Import.objects.get().state == JobState.FAILED


def test_when_nobody_works_it_says_what_to_look_at(desk: Client) -> None:
    advice = "<code>manage.py work</code>"
    run = RunFactory(heard_at=timezone.now())
    assert advice not in desk.get(URL).content.decode()
    Run.objects.update(heard_at=timezone.now() - timedelta(minutes=1))
    assert advice in desk.get(URL).content.decode()
    RunFactory(state=JobState.RUNNING, heard_at=timezone.now())
    assert advice not in desk.get(URL).content.decode()
    assert run.state == JobState.WAITING


def test_a_job_whose_worker_is_gone_and_one_that_waits_for_its_next_attempt_say_so(desk: Client) -> None:
    RunFactory(state=JobState.RUNNING, heard_at=timezone.now() - timedelta(seconds=16))
    RunFactory(errors=1, heard_at=timezone.now() + timedelta(seconds=60))
    page = desk.get(URL).content.decode()
    assert "Its worker is silent; another one takes it up." in page
    assert "It stopped at an error; the next attempt is at" in page


def test_the_clock_of_the_web_host_may_be_wrong(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    runs = [
        RunFactory(heard_at=now),
        RunFactory(state=JobState.RUNNING, heard_at=now),
        RunFactory(errors=1, heard_at=now + timedelta(seconds=60)),
    ]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=10))
    page = desk.get(URL).content.decode()
    assert "Its worker is silent" not in page
    assert "the next attempt is at" in page
    assert not any(desk.get(f"/admin/articles/run/{run.pk}/change/").context["worrying"] for run in runs)


def test_the_page_asks_again_and_is_left_alone_when_nothing_changed(desk: Client) -> None:
    RunFactory(heard_at=timezone.now())
    response = desk.get(URL)
    seen = response.context["seen"]
    assert f'data-hx-get="/admin/jobs/?seen={seen}"' in response.content.decode()
    assert desk.get(URL, {"seen": seen}, headers=PART).status_code == 204
    Run.objects.update(state=JobState.RUNNING)
    part = desk.get(URL, {"seen": seen}, headers=PART)
    assert (part.status_code, "<html" in part.content.decode()) == (200, False)


def test_who_may_do_what(client: Client) -> None:
    failed, job = RunFactory(state=JobState.FAILED), ImportFactory(state=JobState.FAILED)
    assert client.get(URL).headers["Location"] == f"/admin/login/?next={URL}"
    client.force_login(UserFactory())
    assert client.get(URL).headers["Location"] == f"/admin/login/?next={URL}"
    client.force_login(EditorFactory())
    assert client.get(URL).status_code == 403

    client.force_login(EditorFactory(may=["view_run"]))
    response = client.get(URL)
    assert sections(response)["failed"] == [f"Analysing “{failed.story}”"]
    assert "Try again" not in response.content.decode()
    for key in (f"run-{failed.pk}", f"import-{job.pk}"):
        assert client.post(URL, {"job": key}).status_code == 403

    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=Role.EDITOR))
    client.force_login(editor)
    assert len(sections(client.get(URL))["failed"]) == 2
    assert client.post(URL, {"job": f"run-{failed.pk}"}).status_code == 302


def test_it_is_reached_from_the_index_and_from_what_failed(desk: Client) -> None:
    run = RunFactory(state=JobState.FAILED, message="The worker was stopped.")
    for page in ("/admin/", f"/admin/articles/run/{run.pk}/change/", run.story.get_absolute_url()):
        assert f'href="{URL}"' in desk.get(page).content.decode()


def test_more_jobs_take_no_more_queries_and_are_counted(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def make(number: int) -> None:
        for state in (JobState.RUNNING, JobState.WAITING, JobState.FAILED, JobState.DONE):
            for _ in range(number):
                RunFactory(state=state, heard_at=timezone.now())
                ImportFactory(state=state, heard_at=timezone.now())

    make(1)
    with CaptureQueriesContext(connection) as few:
        desk.get(URL)
    make(24)
    with django_assert_max_num_queries(len(few)):
        page = desk.get(URL).content.decode()
    assert len(few) <= 14
    assert "50 running, 50 waiting, 50 failed" in page
    assert "And 30 more." in page
