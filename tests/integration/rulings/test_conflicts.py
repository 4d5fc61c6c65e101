"""Editors who rule at one moment: one wins, the others are told, nothing is lost or stored twice."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from articles.analysis.types import Kind
from articles.models import Ruling, Story
from articles.rulings import (
    Asked,
    Conflict,
    KindIs,
    Merge,
    Refused,
    Ruled,
    Seen,
    SpeakerIs,
    Split,
    What,
    Withdrawn,
    rule,
    withdraw,
)
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.integration.rulings.harbour import analysed_story, at, fresh, ruled, seen, shown, statement

pytestmark = pytest.mark.django_db(transaction=True)
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"


def ruling_by(story: Story, asked: Asked) -> Callable[[], object]:
    editor: User = UserFactory()
    return lambda: rule(story, asked, editor)


def test_of_two_who_rule_on_one_thing_at_once_one_wins_and_one_is_told() -> None:
    story = analysed_story()
    place = at(story, DISGRACE)
    before = seen(story, SpeakerIs(place, None))
    names = ("Ada Quay", "Ben Mole", "Cy Dent")
    results = at_once([ruling_by(story, Asked(SpeakerIs(place, name), before)) for name in names])

    won = [result for result in results if isinstance(result, Ruled)]
    told = [result for result in results if isinstance(result, Conflict)]
    assert (len(won), len(told)) == (1, 2), results
    assert Ruling.objects.get() == won[0].ruling
    assert {conflict.stands.rulings for conflict in told} == {(won[0].ruling,)}
    assert str(statement(story, DISGRACE).speaker) == won[0].ruling.value["speaker"]


def test_two_who_rule_on_different_things_at_once_both_win() -> None:
    story = analysed_story()
    place, other = at(story, DISGRACE), at(story, SAFE, "Boats stayed")
    works: list[What] = [SpeakerIs(place, "Ada Quay"), KindIs(place, Kind.MIXED), KindIs(other, Kind.INDIRECT)]
    results = at_once([ruling_by(story, Asked(what, seen(story, what))) for what in works])
    assert [type(result) for result in results] == [Ruled, Ruled, Ruled]
    row = statement(story, DISGRACE)
    assert (str(row.speaker), row.kind, statement(story, SAFE, "Boats stayed").kind) == (
        "Ada Quay",
        "mixed",
        "indirect",
    )
    assert set(shown(story).rulings.values()) == {"in_effect"}


def test_of_two_who_merge_and_split_at_once_one_wins() -> None:
    story = analysed_story()
    first, second = at(story, SAFE, "after a night"), at(story, SAFE, "Boats stayed")
    split = Asked(Split((first,), (second,)), Seen())
    results = at_once([ruling_by(story, split), ruling_by(story, Asked(Merge((first,), (second,)), Seen()))])
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "Ruled"]


def test_of_two_who_undo_one_ruling_at_once_one_does() -> None:
    story = analysed_story()
    editor: User = UserFactory(username="ines")
    ruling = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor).ruling
    results = at_once([lambda: withdraw(ruling, editor), lambda: withdraw(ruling, editor)])
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Withdrawn"], results
    assert str(statement(story, DISGRACE).speaker) == "Tom Reed"


def test_undoing_and_ruling_at_once_leave_what_came_last() -> None:
    story = analysed_story()
    editor: User = UserFactory(username="ines")
    ruling = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor).ruling
    again = SpeakerIs(at(story, DISGRACE), "Ben Mole")
    before = seen(story, again)
    undone, ruled_again = at_once([lambda: withdraw(ruling, editor), ruling_by(story, Asked(again, before))])
    outcome = (type(undone), type(ruled_again))
    assert outcome in {(Withdrawn, Conflict), (Refused, Ruled)}, (undone, ruled_again)
    name = "Tom Reed" if isinstance(undone, Withdrawn) else "Ben Mole"
    assert str(statement(story, DISGRACE).speaker) == name
    assert fresh(story).comparison == shown(story)
