import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.accuracy import Accuracy, Feature, own_accuracy
from articles.analysis.types import Kind, SpeakerKind
from articles.models import Version
from articles.rulings import KindIs, Merge, Missed, NotCarried, SpeakerIs, Split, withdraw
from tests.integration.rulings.harbour import analysed_story, at, passage, ruled

pytestmark = pytest.mark.django_db
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"
BOATS = "Boats stayed in the bay while crews watched"


def test_what_stands_judges_the_machine_and_what_was_undone_does_not(editor: User) -> None:
    story = analysed_story()
    assert own_accuracy()[Feature.SPEAKER] == Accuracy(Feature.SPEAKER)
    place, second = at(story, DISGRACE), at(story, SAFE, "Boats stayed")
    ruled(story, SpeakerIs(place, "Tom Reed", SpeakerKind.PERSON), editor)
    ruled(story, SpeakerIs(second, "Ada Quay"), editor)
    ruled(story, SpeakerIs(second, "Ben Mole"), editor)
    kind = ruled(story, KindIs(place, Kind.MIXED), editor).ruling
    ruled(story, Missed(passage(BOATS), Kind.INDIRECT, "Maria Field"), editor)
    ruled(story, NotCarried((place,), Version.objects.get(text__contains=BOATS).pk), editor)

    found = own_accuracy()
    assert found[Feature.SPEAKER] == Accuracy(Feature.SPEAKER, judged=2, right=1, wrong=1, missed=1)
    assert found[Feature.KIND] == Accuracy(Feature.KIND, judged=1, wrong=1, missed=1)
    assert found[Feature.STATEMENTS] == Accuracy(Feature.STATEMENTS, judged=3, right=2, missed=1)
    assert found[Feature.ABSENCE] == Accuracy(Feature.ABSENCE, judged=1, right=1)
    withdraw(kind, editor)
    assert own_accuracy()[Feature.KIND] == Accuracy(Feature.KIND)


def test_what_the_machine_had_said_of_points_is_remembered_when_an_editor_is_overruled(editor: User) -> None:
    story = analysed_story()
    first, second = at(story, SAFE, "after a night"), at(story, SAFE, "Boats stayed")
    ruled(story, Split((first,), (second,)), editor)
    assert own_accuracy()[Feature.POINTS] == Accuracy(Feature.POINTS, judged=1, wrong=1)
    ruled(story, Merge((first,), (second,)), editor)
    assert own_accuracy()[Feature.POINTS] == Accuracy(Feature.POINTS, judged=1, right=1)


def test_it_costs_one_query_until_somebody_rules(editor: User) -> None:
    story = analysed_story()
    ruled(story, KindIs(at(story, DISGRACE), Kind.MIXED), editor)
    own_accuracy()
    with CaptureQueriesContext(connection) as again:
        own_accuracy()
    assert len(again) == 1
