"""A ruling whose comparison is cut off is stored all the same, and a worker makes the comparison."""

from typing import Never

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from articles import jobs
from articles.models import JobState, Run, Story
from articles.pipeline import analyse_story
from articles.rulings import SpeakerIs, withdraw
from articles.rulings import ruling as writer
from articles.tasks import RUNS, start_run
from tests.factories import StoryFactory, VersionFactory
from tests.integration.rulings.harbour import analysed_story, at, fresh, ruled, shown, statement

pytestmark = pytest.mark.django_db
SAFE, HERE, SOMEBODY = "The harbour is not safe", "Boats stayed", "Zed Zee"


class Killed(BaseException):
    """The web server ends in the middle."""


def cut_off(monkeypatch: pytest.MonkeyPatch, by: BaseException) -> None:
    def broken(_story: int) -> Never:
        raise by

    monkeypatch.setattr(writer, "analyse_story", broken)


def speaker(story: Story) -> str | None:
    row = statement(fresh(story), SAFE, HERE)
    return row.speaker.name if row.speaker else None


def states(story: Story) -> list[str]:
    return list(Run.objects.filter(story=story).order_by("pk").values_list("state", flat=True))


def test_where_all_goes_well_no_run_is_left(editor: User) -> None:
    story = analysed_story()
    made = ruled(story, SpeakerIs(at(story, SAFE, HERE), SOMEBODY), editor)
    assert (speaker(story), made.comparison, made.run) == (SOMEBODY, shown(story), None)
    withdraw(made.ruling, editor)
    assert states(story) == []


def test_a_database_that_goes_away_leaves_it_to_a_worker(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    story = analysed_story()
    what = SpeakerIs(at(story, SAFE, HERE), SOMEBODY)
    cut_off(monkeypatch, OperationalError("terminating connection"))
    made = ruled(story, what, editor)
    assert made.comparison is None
    assert made.run is not None
    assert (made.run.reason, made.run.started_by) == ("A ruling", editor)
    jobs.perform(RUNS, made.run.pk)
    assert (speaker(story), states(story)) == (SOMEBODY, [JobState.DONE])


def test_a_web_server_that_is_killed_leaves_a_run_that_waits(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    story = analysed_story()
    what = SpeakerIs(at(story, SAFE, HERE), SOMEBODY)
    cut_off(monkeypatch, Killed())
    with pytest.raises(Killed):
        ruled(story, what, editor)
    assert states(story) == [JobState.WAITING]
    jobs.perform(RUNS, Run.objects.get().pk)
    assert speaker(story) == SOMEBODY


def test_what_came_meanwhile_and_counts_on_the_run_is_analysed(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    story = analysed_story()
    what = SpeakerIs(at(story, SAFE, HERE), SOMEBODY)

    def then_another_comes(pk: int) -> object:
        done = analyse_story(pk)
        VersionFactory(article__story=story, article__outlet__name="Late Paper", text="The pier was shut on Monday.")
        start_run(story, reason="An article was added")
        return done

    monkeypatch.setattr(writer, "analyse_story", then_another_comes)
    ruled(story, what, editor)
    assert states(story) == [JobState.WAITING]
    jobs.perform(RUNS, Run.objects.get().pk)
    assert shown(story).framings.count() == 3


def test_a_run_of_another_story_is_not_touched(editor: User) -> None:
    story, other = analysed_story(), StoryFactory()
    start_run(other, reason="Added")
    ruled(story, SpeakerIs(at(story, SAFE, HERE), SOMEBODY), editor)
    assert (states(story), states(other)) == ([], [JobState.WAITING])
