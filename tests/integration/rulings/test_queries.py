"""What a ruling costs the database does not grow with what was ruled before."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.analysis.types import Kind
from articles.models import Story, Version
from articles.rulings import Asked, KindIs, NotCarried, Ruled, SideIs, SpeakerIs, Split, What, rule, standing
from tests.integration.rulings.harbour import analysed_story, at, fresh, ruled, seen

pytestmark = pytest.mark.django_db
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"


def queries(story: Story, what: What, editor: User) -> int:
    """How many queries a ruling takes, with the comparison that follows."""
    before = seen(story, what)
    with CaptureQueriesContext(connection) as captured:
        outcome = rule(story, Asked(what, before), editor)
    assert isinstance(outcome, Ruled)
    return len(captured)


def test_a_ruling_takes_no_more_queries_after_others(editor: User) -> None:
    story = analysed_story()
    first, second, other = at(story, SAFE, "after a night"), at(story, SAFE, "Boats stayed"), at(story, DISGRACE)
    ruled(story, SpeakerIs(second, "Ada Quay"), editor)
    alone = queries(story, KindIs(first, Kind.MIXED), editor)
    ruled(story, Split((first,), (second,)), editor)
    ruled(story, NotCarried((other,), Version.objects.get(text__contains="Boats stayed").pk), editor)
    assert queries(story, KindIs(second, Kind.MIXED), editor) == alone
    assert queries(story, SideIs(other, None), editor) == alone


def test_what_stands_takes_three_queries(editor: User) -> None:
    story = analysed_story()
    for words in (SAFE, DISGRACE):
        ruled(story, KindIs(at(story, words, "after a night"), Kind.MIXED), editor)
    shown = fresh(story)
    with CaptureQueriesContext(connection) as captured:
        found = [(one.ruling.editor.username, len(one.ruling.anchors.all())) for one in standing(shown)]
    assert found == [("ines", 1), ("ines", 1)]
    assert len(captured) <= 3
