import pytest
from django.contrib.auth.models import User

from articles.analysis.types import FindingKind, Kind, Span, Status
from articles.models import Finding, Point, Ruling, RulingState, Story, Version
from articles.rulings import (
    Asked,
    CarriedHere,
    Conflict,
    FindingIs,
    Merge,
    Missed,
    NotCarried,
    Passage,
    Refused,
    Rematch,
    Ruled,
    Seen,
    Split,
    rule,
    standing,
    stands,
    withdraw,
)
from tests.integration.rulings.harbour import analysed_story, at, fresh, passage, ruled, seen, shown, statement

pytestmark = pytest.mark.django_db
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"
BOATS = "Boats stayed in the bay while crews watched from the wall"
IN_FIRST, IN_SECOND = "after a night of storms", "Boats stayed"


def point_of(story: Story, words: str, text: str | None = None) -> Point:
    point = statement(story, words, text).point
    assert point is not None
    return point


def both_safe(story: Story) -> tuple[Passage, Passage]:
    return at(story, SAFE, IN_FIRST), at(story, SAFE, IN_SECOND)


def cell(story: Story, words: str, text: str) -> tuple[str, list[list[int]], bool]:
    """Of the point of a statement: its status in the article with ``text``, the spans, whether it is ruled."""
    found = point_of(story, words).coverage.get(version__text__contains=text)
    return found.status, found.spans, found.ruled is not None


def seen_page(story: Story) -> Seen:
    return Seen(frozenset(int(pk) for pk in shown(story).rulings))


def test_a_point_is_split_and_merged_again(editor: User) -> None:
    story = analysed_story()
    first, second = both_safe(story)
    assert point_of(story, SAFE, IN_FIRST) == point_of(story, SAFE, IN_SECOND)
    split = rule(story, Asked(Split((first,), (second,)), seen_page(story)), editor)

    assert isinstance(split, Ruled)
    assert (split.ruling.value, split.ruling.machine) == ({"apart": False}, {"apart": True})
    assert point_of(story, SAFE, IN_FIRST) != point_of(story, SAFE, IN_SECOND)
    assert point_of(story, SAFE, IN_FIRST).ruled == [split.ruling.pk]
    assert point_of(story, SAFE, IN_FIRST).coverage.get(version__text__contains=IN_SECOND).status != Status.VERBATIM

    merged = rule(story, Asked(Merge((second,), (first,)), seen_page(story)), editor)
    assert isinstance(merged, Ruled)
    assert point_of(story, SAFE, IN_FIRST) == point_of(story, SAFE, IN_SECOND)
    assert (merged.ruling.value, merged.ruling.machine) == ({"joined": True}, {"joined": True})
    assert list(merged.ruling.replaces.all()) == [split.ruling]

    withdraw(merged.ruling, editor)
    assert point_of(story, SAFE, IN_FIRST) != point_of(story, SAFE, IN_SECOND)


def test_a_statement_goes_to_another_point(editor: User) -> None:
    story = analysed_story()
    first, second = both_safe(story)
    other = at(story, DISGRACE)
    outcome = ruled(story, Rematch((second,), (first,), (other,)), editor)
    assert point_of(story, SAFE, IN_SECOND) == point_of(story, DISGRACE)
    assert point_of(story, SAFE, IN_SECOND) != point_of(story, SAFE, IN_FIRST)
    assert outcome.ruling.machine == {"joined": False, "apart": True}


def test_who_merges_what_another_has_split_meanwhile_is_told(editor: User) -> None:
    story = analysed_story()
    first, second = both_safe(story)
    before = seen_page(story)
    theirs = ruled(story, Split((first,), (second,)), editor).ruling
    outcome = rule(story, Asked(Merge((first,), (second,)), before), editor)
    assert isinstance(outcome, Conflict)
    assert outcome.stands.rulings == (theirs,)

    # What was ruled on other statements is no conflict.
    apart = rule(story, Asked(Split((at(story, DISGRACE),), (second,)), Seen(frozenset({theirs.pk}))), editor)
    assert isinstance(apart, Ruled)


def test_who_relies_on_a_ruling_that_was_undone_is_told(editor: User) -> None:
    story = analysed_story()
    first, second = both_safe(story)
    split = ruled(story, Split((first,), (second,)), editor).ruling
    before = seen_page(story)
    withdraw(split, editor)
    assert isinstance(rule(story, Asked(Merge((first,), (second,)), before), editor), Conflict)


def test_statements_of_points_have_to_be_there_and_named_once() -> None:
    story = analysed_story()
    first, second = both_safe(story)
    asked = Merge((first,), (passage(BOATS),))
    assert stands(story, asked) == Refused("A statement is not there any more: load the page again.")
    twice = Merge((first,), (first, second))
    assert stands(story, twice) == Refused("The same statement is named twice: choose it once.")
    nothing = stands(story, Split((first,), ()))
    assert nothing == Refused("Choose the statements that belong together, and those that do not.")


def test_the_machine_that_missed_a_passage_is_told_where_it_is(editor: User) -> None:
    story = analysed_story()
    assert cell(story, DISGRACE, IN_SECOND)[0] == Status.ABSENT
    alone = point_of(story, DISGRACE).only_in
    assert alone is not None
    place = passage(BOATS)
    outcome = ruled(story, CarriedHere((at(story, DISGRACE),), place), editor)
    assert cell(story, DISGRACE, IN_SECOND) == (Status.PARAPHRASE, [list(place.parts[0])], True)
    assert point_of(story, DISGRACE).only_in is None
    assert outcome.ruling.machine is not None
    assert outcome.ruling.machine["status"] == Status.ABSENT

    withdraw(outcome.ruling, editor)
    assert cell(story, DISGRACE, IN_SECOND)[0] == Status.ABSENT
    assert point_of(story, DISGRACE).only_in == alone


def test_the_same_words_elsewhere_are_verbatim(editor: User) -> None:
    words = "This is a disgraceful decision by Maria Field and members will pay."
    story = analysed_story(
        (
            f"The harbour is closed.\n\nThe Fishing Guild's secretary, Tom Reed, said: “{words}”\n",
            f"Storms have come.\n\nThere is a banner in the town. {words} Nobody knows who wrote it.\n",
        )
    )
    ruled(story, CarriedHere((at(story, "a disgraceful", "secretary"),), passage(words, "banner")), editor)
    found = point_of(story, "a disgraceful", "secretary").coverage.get(version__text__contains="banner")
    assert (found.status, found.ruled is not None) == (Status.VERBATIM, True)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Crews lost wages in the last storm.", Status.ABSENT),  # in doubt
        ("Crews will lose wages.", Status.PARAPHRASE),
    ],
)
def test_an_absence_that_an_editor_confirms_is_beyond_doubt(editor: User, sentence: str, status: Status) -> None:
    words = "Crews will lose wages for every week"
    story = analysed_story(
        (
            f"The harbour is closed.\n\nTom Reed said: “{words} that the harbour is shut.”\n",
            f"The quay was quiet.\n\nThe storm has passed. Tom Reed stood by the wall. {sentence}\n",
        )
    )
    other = Version.objects.get(text__contains="quiet")
    assert cell(story, words, "quiet")[0] == status
    assert point_of(story, words).only_in is None
    outcome = ruled(story, NotCarried((at(story, words),), other.pk), editor, "It says another thing.")

    assert cell(story, words, "quiet") == (Status.ABSENT, [], True)
    assert point_of(story, words).only_in_id == statement(story, words).version_id
    found = point_of(story, words).coverage.get(version=other)
    assert found.nearest is not None
    assert sentence in other.text[slice(*found.nearest)]
    (anchor,) = outcome.ruling.anchors.filter(role="searched")
    assert (anchor.version, anchor.start, anchor.end, anchor.quote) == (other, 0, len(other.text), "")


def test_what_cannot_be_absent_is_refused() -> None:
    story = analysed_story()
    second = Version.objects.get(text__contains=IN_SECOND)
    own = stands(story, NotCarried(both_safe(story)[:1], second.pk))
    assert own == Refused("A statement of Paper 2 makes this point: remove it, or take it out of the point, instead.")
    Version.objects.filter(pk=second.pk).update(complete=False)
    cut = stands(story, NotCarried((at(story, DISGRACE),), second.pk))
    assert cut == Refused("The text of Paper 2 is known to be incomplete: add the whole text first.")


def first_finding(story: Story) -> tuple[Finding, FindingIs]:
    row = shown(story).findings.all()[0]
    evidence = tuple(Passage(version, (Span(start, end),)) for version, start, end in row.evidence)
    return row, FindingIs(False, FindingKind(row.kind), row.version_id, tuple(row.about), evidence)


def test_a_finding_is_rejected_and_confirmed(editor: User) -> None:
    story = analysed_story()
    row, asked = first_finding(story)
    rejected = ruled(story, asked, editor, "Not news.").ruling
    assert row.text not in shown(story).findings.values_list("text", flat=True)
    assert [found.rank for found in shown(story).findings.all()] == list(range(1, shown(story).findings.count() + 1))
    assert [one.state for one in standing(fresh(story))] == [RulingState.IN_EFFECT]
    assert rejected.machine == {"finding": row.kind, "about": row.about, "text": row.text, "holds": True}

    holds = FindingIs(True, asked.finding, asked.version, asked.about, asked.evidence)
    confirmed = ruled(story, holds, editor).ruling
    assert shown(story).findings.get(text=row.text).ruled == confirmed.pk
    assert list(confirmed.replaces.all()) == [rejected]


def test_a_rejected_finding_comes_back_when_it_says_another_thing(editor: User) -> None:
    story = analysed_story()
    row, asked = first_finding(story)
    ruled(story, asked, editor)
    ruling = Ruling.objects.get()
    speaker = statement(story, DISGRACE).speaker
    assert speaker is not None
    assert speaker.name in row.text
    ruled(story, Missed(passage(BOATS), Kind.INDIRECT, "Tom Reed"), editor)
    assert row.text not in shown(story).findings.values_list("text", flat=True)
    assert seen(story, asked).rulings == frozenset({ruling.pk})
