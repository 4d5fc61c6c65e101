"""What rulings say of the machine."""

from typing import Any

import pytest

from articles.accuracy import LEAST, Accuracy, Feature, Judgement, Share, accuracy_of
from articles.analysis.rulings.values import RulingKind


def judged(
    kind: RulingKind, value: dict[str, Any], machine: dict[str, Any] | None, place: object = "here"
) -> Judgement:
    return Judgement(kind, value, machine, str(place))


def counts(feature: Feature, *judgements: Judgement) -> tuple[int, int, int, int]:
    found = accuracy_of(judgements)[feature]
    return found.judged, found.right, found.wrong, found.missed


def speaker(name: str | None) -> dict[str, Any]:
    return {"speaker": name, "speaker_kind": "person"}


@pytest.mark.parametrize(
    ("machine", "name", "expected"),
    [
        ("Ann Lee", "Ann Lee", (1, 1, 0, 0)),
        ("Ann Lee", "Bo Carr", (1, 0, 1, 1)),
        ("Ann Lee", None, (1, 0, 1, 0)),
        (None, "Bo Carr", (1, 0, 0, 1)),
        (None, None, (1, 0, 0, 0)),
    ],
)
def test_a_name_that_is_not_given_is_no_wrong_one(
    machine: str | None, name: str | None, expected: tuple[int, int, int, int]
) -> None:
    assert counts(Feature.SPEAKER, judged(RulingKind.SPEAKER, speaker(name), speaker(machine))) == expected
    side = judged(RulingKind.SIDE, {"side": name}, {"side": machine})
    assert counts(Feature.SIDE, side) == expected


def test_stances_are_right_when_they_are_the_same_in_any_order() -> None:
    against, toward = {"stance": "criticism", "target": "the board"}, {"stance": "support", "target": "the crews"}
    neutral = {"stance": "neutral", "target": None}
    for machine, value, right in (
        ([against, toward], [toward, against], True),
        ([neutral], [], True),
        ([against], [neutral], False),
        ([against], [against, toward], False),
    ):
        found = counts(Feature.STANCE, judged(RulingKind.STANCES, {"stances": value}, {"stances": machine}))
        assert found == ((1, 1, 0, 0) if right else (1, 0, 1, 1))


def test_a_statement_counts_once_however_often_it_is_ruled_on() -> None:
    same = [
        judged(RulingKind.SPEAKER, speaker("Ann Lee"), speaker("Ann Lee"), 1),
        judged(RulingKind.KIND, {"kind": "mixed"}, {"kind": "direct"}, 1),
        judged(RulingKind.CONFIRMED, {"parts": [[0, 9]]}, {"parts": [[0, 9]]}, 1),
    ]
    others = [
        judged(RulingKind.REMOVED, {"parts": []}, {"parts": [[20, 29]]}, 2),
        judged(RulingKind.KIND, {"kind": "mixed"}, {"kind": "direct"}, 2),
        judged(RulingKind.ADDED, {"parts": [[40, 49]]}, None, 3),
        judged(RulingKind.SPEAKER, speaker("Ann Lee"), None, 3),
        judged(RulingKind.REMOVED, {"parts": []}, None, 4),  # an editor had added it
    ]
    assert counts(Feature.STATEMENTS, *same, *others) == (3, 1, 1, 1)
    assert counts(Feature.STATEMENTS, *reversed([*same, *others])) == (3, 1, 1, 1)
    assert counts(Feature.SPEAKER, *same, *others) == (1, 1, 0, 0)  # the machine had no speaker to be judged at 3


def test_points_are_right_where_what_stands_as_one_is_one() -> None:
    kinds = RulingKind.MERGED, RulingKind.SPLIT
    assert counts(Feature.POINTS, judged(kinds[0], {"joined": True}, {"joined": True})) == (1, 1, 0, 0)
    assert counts(Feature.POINTS, judged(kinds[0], {"joined": True}, {"joined": False})) == (1, 0, 0, 1)
    assert counts(Feature.POINTS, judged(kinds[1], {"apart": False}, {"apart": True})) == (1, 0, 1, 0)
    assert counts(Feature.POINTS, judged(kinds[1], {"apart": False}, {"apart": False})) == (1, 0, 0, 0)
    both = judged(RulingKind.MATCHED, {"joined": True, "apart": False}, {"joined": False, "apart": True})
    assert counts(Feature.POINTS, both) == (2, 0, 1, 1)


@pytest.mark.parametrize(
    ("kind", "status", "absence", "coverage"),
    [
        (RulingKind.ABSENT, "absent", (1, 1, 0, 0), (1, 0, 0, 0)),
        (RulingKind.ABSENT, "paraphrase", (1, 0, 0, 1), (1, 0, 1, 0)),
        (RulingKind.CARRIED, "absent", (1, 0, 1, 0), (1, 0, 0, 1)),
        (RulingKind.CARRIED, "variant", (1, 0, 0, 0), (1, 1, 0, 0)),
        (RulingKind.CARRIED, "unreadable", (1, 0, 0, 0), (1, 0, 0, 1)),
        (RulingKind.ABSENT, "unchecked", (1, 0, 0, 1), (1, 0, 0, 0)),
    ],
)
def test_absence_and_coverage_are_two_questions(
    kind: RulingKind, status: str, absence: tuple[int, ...], coverage: tuple[int, ...]
) -> None:
    one = judged(kind, {"status": "absent"}, {"status": status, "spans": [], "nearest": None})
    assert (counts(Feature.ABSENCE, one), counts(Feature.COVERAGE, one)) == (absence, coverage)


def test_of_findings_nobody_knows_what_is_missed() -> None:
    found = accuracy_of(
        [judged(RulingKind.FINDING_CONFIRMED, {}, {"holds": True})] * 15
        + [judged(RulingKind.FINDING_REJECTED, {}, {"holds": True})] * 5
    )[Feature.FINDINGS]
    assert found == Accuracy(Feature.FINDINGS, judged=20, right=15, wrong=5)
    assert (found.precision, found.recall) == (Share(15, 20), None)


def test_under_ten_nothing_is_said() -> None:
    few = Accuracy(Feature.KIND, judged=9, right=9)
    assert (few.precision, few.recall, few.enough) == (None, None, False)
    assert few.sentence == "Too few were judged here to say how often this is right (9)."
    enough = Accuracy(Feature.KIND, judged=LEAST, right=8, wrong=2, missed=1)
    assert (enough.precision, enough.recall) == (Share(8, 10), None)
    assert enough.sentence == "8 of 10 judged here were right (80\u00a0%)."


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(8, 10, 0.490, 0.943), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)]
)
def test_the_range_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    share = Share(right, of)
    assert (round(share.low, 3), round(share.high, 3)) == (low, high)
