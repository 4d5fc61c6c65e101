import pytest
from django.contrib.auth.models import User

from articles.analysis.types import Kind, Span, SpeakerKind, Tone
from articles.models import Ruling, RulingState
from articles.rulings import (
    Asked,
    Conflict,
    IsStatement,
    KindIs,
    Missed,
    NoStatement,
    Passage,
    Refused,
    Ruled,
    Seen,
    SideIs,
    SpanIs,
    SpeakerIs,
    StanceGiven,
    StancesAre,
    Withdrawn,
    rule,
    standing,
    withdraw,
)
from tests.factories import SideFactory, UserFactory
from tests.integration.rulings.harbour import analysed_story, at, fresh, passage, ruled, seen, shown, statement

pytestmark = pytest.mark.django_db
DISGRACE = "This is a disgraceful decision"


def test_a_speaker_is_changed_at_once_and_kept_with_what_the_machine_said(editor: User) -> None:
    story = analysed_story()
    before = statement(story, DISGRACE)
    outcome = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay", SpeakerKind.PERSON), editor, "Heard the tape.")

    after = statement(story, DISGRACE)
    assert outcome.comparison == shown(story)
    assert (str(after.speaker), after.confidence, after.rule) == ("Ada Quay", 1.0, "an editor's ruling")
    assert str(statement(story, "The harbour is not safe", "Boats stayed").speaker) == "Maria Field"
    ruling = Ruling.objects.get()
    assert ruling.value == {"speaker": "Ada Quay", "speaker_kind": "person"}
    assert ruling.machine == {"speaker": "Tom Reed", "speaker_kind": "person"}
    assert (ruling.confidence, ruling.rule) == (before.confidence, before.rule)
    assert (ruling.editor, ruling.reason, ruling.story) == (editor, "Heard the tape.", story)
    assert ruling.analysis_version == shown(story).analysis_version
    assert after.ruled["speaker"] == {
        "ruling": ruling.pk,
        "machine": ruling.machine,
        "confidence": before.confidence,
        "rule": before.rule,
    }
    (anchor,) = ruling.anchors.filter(role="about")
    assert anchor.version is not None
    assert anchor.quote == anchor.version.text[anchor.start : anchor.end]
    assert anchor.quote.startswith(DISGRACE)
    assert [(one.ruling, one.state) for one in standing(fresh(story))] == [(ruling, RulingState.IN_EFFECT)]


def test_undo_brings_back_what_the_machine_said(editor: User) -> None:
    story = analysed_story()
    outcome = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    undone = withdraw(outcome.ruling, editor)

    assert isinstance(undone, Withdrawn)
    assert undone.comparison == shown(story)
    assert str(statement(story, DISGRACE).speaker) == "Tom Reed"
    assert statement(story, DISGRACE).ruled == {}
    row = Ruling.objects.get()
    assert (row.withdrawn_by, row.withdrawn_at is not None) == (editor, True)
    assert standing(fresh(story)) == ()
    assert withdraw(row, editor) == Refused("ines has undone this ruling already.")


def test_each_thing_about_a_statement_can_be_ruled(editor: User) -> None:
    story = analysed_story()
    SideFactory(name="Fishing Guild")
    place = at(story, DISGRACE)
    ruled(story, SideIs(place, "fishing guild"), editor)
    ruled(story, StancesAre(place, (StanceGiven(Tone.SUPPORT, "the crews"),)), editor)
    ruled(story, KindIs(place, Kind.MIXED), editor)
    shorter = Span(place.parts[0].start, place.parts[0].start + len(DISGRACE))
    ruled(story, SpanIs(place, (shorter,)), editor)

    row = statement(story, DISGRACE)
    assert str(row.side) == "Fishing Guild"
    assert (row.stance, row.target, row.kind) == ("support", "the crews", "mixed")
    assert row.parts == [list(shorter)]
    assert sorted(row.ruled) == ["kind", "side", "span", "stances"]
    assert str(row.speaker) == "Tom Reed"

    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    assert str(statement(story, DISGRACE).speaker) == "Ada Quay"
    span = Ruling.objects.get(kind="span")
    withdraw(span, editor)
    whole = statement(story, DISGRACE)
    assert (whole.parts, str(whole.speaker)) == ([list(part) for part in place.parts], "Ada Quay")


def test_a_false_statement_goes_and_comes_back(editor: User) -> None:
    story = analysed_story()
    place, count = at(story, DISGRACE), shown(story).statements.count()
    ruled(story, NoStatement(place), editor)
    assert shown(story).statements.count() == count - 1
    assert not shown(story).points.filter(gist__contains=DISGRACE).exists()

    ruled(story, IsStatement(place), editor)
    assert str(statement(story, DISGRACE).speaker) == "Tom Reed"
    again = Ruling.objects.get(kind="confirmed")
    assert [r.kind for r in again.replaces.all()] == ["removed"]
    assert again.machine == {"parts": [list(part) for part in place.parts]}


def test_a_missed_statement_is_added_in_its_place(editor: User) -> None:
    story = analysed_story()
    words = "Boats stayed in the bay while crews watched"
    ruled(story, Missed(passage(words), Kind.INDIRECT, "Maria Field", side=None), editor)

    row = statement(story, words)
    assert (str(row.speaker), row.kind, row.rule, row.confidence) == (
        "Maria Field",
        "indirect",
        "an editor's ruling",
        1.0,
    )
    rows = list(shown(story).statements.filter(version=row.version).order_by("start"))
    assert [one.ident for one in rows] == [f"s{number}" for number in range(1, len(rows) + 1)]
    assert row.point is not None
    ruled(story, SpeakerIs(at(story, words), None), editor)
    assert statement(story, words).speaker is None
    withdraw(Ruling.objects.get(kind="speaker"), editor)
    withdraw(Ruling.objects.get(kind="added"), editor)
    assert len(rows) - 1 == shown(story).statements.filter(version=row.version).count()


def test_who_rules_on_what_another_has_ruled_meanwhile_is_told(editor: User) -> None:
    story, other = analysed_story(), UserFactory(username="olaf")
    mine = SpeakerIs(at(story, DISGRACE), "Ada Quay")
    before = seen(story, mine)
    theirs = ruled(story, SpeakerIs(at(story, DISGRACE), "Ben Mole"), other).ruling

    outcome = rule(story, Asked(mine, before), editor)
    assert isinstance(outcome, Conflict)
    assert outcome.stands.rulings == (theirs,)
    assert outcome.asked.what == mine
    assert "olaf" in outcome.sentence
    assert Ruling.objects.count() == 1
    assert str(statement(story, DISGRACE).speaker) == "Ben Mole"

    again = rule(story, Asked(mine, Seen.parse(outcome.stands.seen.token)), editor)
    assert isinstance(again, Ruled)
    assert list(again.ruling.replaces.all()) == [theirs]
    assert str(statement(story, DISGRACE).speaker) == "Ada Quay"
    undone = withdraw(theirs, other)
    assert undone == Refused("A later ruling has replaced this one: undo that first.")
    undone = withdraw(again.ruling, editor)
    assert isinstance(undone, Withdrawn)
    assert undone.stands_again == (theirs,)
    assert str(statement(story, DISGRACE).speaker) == "Ben Mole"


NESTED = """The harbour is closed.

Tom Reed said that Maria Field had called it “a disgrace for the whole of the town and its crews” on Monday.
"""
OUTER, INNER = "Maria Field had called it", "a disgrace for the whole of the town and its crews"


def test_a_statement_within_another_is_one_of_its_own(editor: User) -> None:
    story = analysed_story((NESTED, "Boats stayed in the bay.\n"))
    outer = at(story, OUTER)
    ruled(story, Missed(passage(INNER), Kind.DIRECT, "Maria Field"), editor)
    inner = passage(INNER)
    assert [(r.ident, str(r.speaker)) for r in shown(story).statements.order_by("ident")] == [
        ("s1", "Tom Reed"),
        ("s2", "Maria Field"),
    ]
    ruled(story, NoStatement(outer), editor)
    assert [str(row.speaker) for row in shown(story).statements.all()] == ["Maria Field"]

    # What is said of the one that is gone is not taken for the other, nor the other way round.
    gone = rule(story, Asked(KindIs(outer, Kind.MIXED), Seen()), editor)
    assert isinstance(gone, Conflict)
    assert gone.stands.rulings == (Ruling.objects.get(kind="removed"),)
    ruled(story, SpeakerIs(inner, "Ada Quay"), editor)
    ruled(story, IsStatement(inner), editor)
    assert [str(row.speaker) for row in shown(story).statements.all()] == ["Ada Quay"]
    withdraw(Ruling.objects.get(kind="removed"), editor)
    assert sorted(str(row.speaker) for row in shown(story).statements.all()) == ["Ada Quay", "Tom Reed"]


def test_a_statement_that_stands_already_is_not_added(editor: User) -> None:
    story = analysed_story()
    place = at(story, DISGRACE)
    shorter = Passage(place.version, (Span(place.parts[0].start + 5, place.parts[0].end),))
    for missed in (place, shorter):
        outcome = rule(story, Asked(Missed(missed, Kind.DIRECT), Seen()), editor)
        assert outcome == Refused("There is a statement here already: correct that one.")
