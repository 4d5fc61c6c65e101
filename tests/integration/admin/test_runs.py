from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import tasks
from articles.models import Run, RunState
from tests.factories import EditorFactory, RunFactory, StoryFactory

PART = {"HX-Request": "true"}


def address(run: Run) -> str:
    return f"/admin/articles/run/{run.pk}/change/"


@pytest.mark.django_db
def test_a_run_going_on_says_what_happens_and_asks_again(desk: Client) -> None:
    run = RunFactory(state=RunState.RUNNING, done=1, total=3, message="Reading 2 of 3: The Herald")
    page = desk.get(address(run)).content.decode()
    assert "Reading 2 of 3: The Herald" in page
    assert 'data-hx-trigger="every 1s"' in page
    assert '<progress max="3" value="1"' in page
    assert f'<noscript><p><a class="button" href="{address(run)}">Look again</a></p></noscript>' in page.replace(
        "\n", ""
    )


@pytest.mark.django_db
def test_a_finished_run_leads_to_the_story_and_asks_no_more(desk: Client) -> None:
    run = RunFactory(state=RunState.DONE, message="Done: 18 points found.", story=StoryFactory(title="Strike"))
    page = desk.get(address(run), headers=PART).content.decode()
    assert "<html" not in page
    assert 'href="/stories/strike/"' in page
    assert "data-hx-get" not in page


@pytest.mark.django_db
def test_a_page_that_shows_it_already_is_left_alone(desk: Client) -> None:
    run = RunFactory(state=RunState.RUNNING, done=1, total=3, message="Reading 2 of 3: The Herald")
    assert desk.get(address(run), {"seen": "running 1 False"}, headers=PART).status_code == 204
    assert desk.get(address(run), {"seen": "running 0 False"}, headers=PART).status_code == 200
    assert desk.get(address(run), {"seen": "running 1 False"}).status_code == 200


@pytest.mark.django_db
def test_a_run_that_waits_too_long_says_what_to_look_at(desk: Client) -> None:
    run, advice = RunFactory(), "<code>manage.py work</code>"
    assert advice not in desk.get(address(run)).content.decode()
    Run.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert advice in desk.get(address(run)).content.decode()


@pytest.mark.django_db
def test_a_run_whose_worker_was_killed_can_be_started_again(desk: Client) -> None:
    killed = RunFactory(state=RunState.RUNNING)
    assert "Analyse again" not in desk.get(address(killed)).content.decode()
    Run.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    assert "Analyse again" in desk.get(address(killed)).content.decode()
    again = Run.objects.get(pk=int(desk.post(address(killed)).headers["Location"].split("/")[-3]))
    tasks.analyse.call(again.pk)
    killed.refresh_from_db()
    assert killed.state == RunState.SUPERSEDED


@pytest.mark.django_db
def test_a_failed_run_says_why_and_can_be_started_again(desk: Client) -> None:
    run = RunFactory(state=RunState.FAILED, message="The worker was stopped.")
    for headers in ({}, PART):
        page = desk.get(address(run), headers=headers).content.decode()
        assert "The worker was stopped." in page
        assert "Analyse again" in page
    response = desk.post(address(run))
    again = Run.objects.get(state=RunState.WAITING)
    assert again.story == run.story
    assert response.headers["Location"] == address(again)


@pytest.mark.django_db
def test_a_superseded_run_leads_to_the_newer_one(desk: Client) -> None:
    old = RunFactory(state=RunState.SUPERSEDED)
    new = RunFactory(story=old.story)
    assert f'href="{address(new)}">Go to the newer run' in desk.get(address(old)).content.decode()


@pytest.mark.django_db
def test_runs_are_for_those_who_can_start_one(client: Client) -> None:
    run = RunFactory()
    assert client.get(address(run)).status_code == 302
    client.force_login(EditorFactory())
    assert client.get(address(run)).status_code == 403
    client.force_login(EditorFactory(may=["change_side"]))
    assert client.get(address(run)).status_code == 200
    assert client.get("/admin/articles/run/add/").status_code == 403


@pytest.mark.django_db
def test_a_run_that_never_was_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/articles/run/999/change/").status_code == 404
