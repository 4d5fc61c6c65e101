from dataclasses import replace

from articles.analysis.rulings.findings import judged
from articles.analysis.rulings.values import Claim, OnFinding, Place
from articles.analysis.types import Evidence, Finding, FindingKind, Span

FIRST = Finding(
    rank=1, kind=FindingKind.ONLY_CRITICISM, text="Only the Sun carries Ann Lee’s criticism of the board.", article="a",
    points=("p1",), evidence=(Evidence("a", Span(10, 50)), Evidence("a", Span(70, 90))),
    about=("Ann Lee", "criticism", "the board"),
)  # fmt: skip
SECOND = replace(
    FIRST, rank=2, kind=FindingKind.ONLY_SPEAKER, text="Only the Sun reports what Bo Carr said.",
    about=("Bo Carr", "neutral"),
)  # fmt: skip


def on(finding: Finding, *, holds: bool, number: int = 1) -> OnFinding:
    evidence = tuple(Place(one.article, (one.span,)) for one in finding.evidence)
    return OnFinding(number, holds, Claim(finding.kind, finding.article, finding.about, evidence))


def test_a_rejected_one_is_left_out_and_the_others_move_up() -> None:
    result = judged([FIRST, SECOND], [on(FIRST, holds=False)])
    assert result.findings == (replace(SECOND, rank=1),)
    assert result.in_effect == {1}


def test_a_confirmed_one_says_so_and_keeps_its_place() -> None:
    result = judged([FIRST, SECOND], [on(SECOND, holds=True, number=7)])
    assert result.findings == (FIRST, replace(SECOND, ruled=7))


def test_the_last_word_counts() -> None:
    result = judged([FIRST], [on(FIRST, holds=False), on(FIRST, holds=True, number=2)])
    assert [one.ruled for one in result.findings] == [2]


def test_it_is_known_by_what_it_claims_whatever_its_rank_and_wording() -> None:
    ruling = on(FIRST, holds=False)
    moved = replace(FIRST, rank=9, text="In other words.", evidence=(Evidence("a", Span(12, 50)), FIRST.evidence[1]))
    assert judged([moved], [ruling]).findings == ()
    for other in (
        replace(FIRST, about=("Ann Lee", "criticism", "the owners")),
        replace(FIRST, article="b"),
        replace(FIRST, evidence=(Evidence("a", Span(10, 50)), Evidence("a", Span(200, 280)))),
    ):
        assert judged([other], [ruling]).in_effect == frozenset()


def test_without_rulings_nothing_is_touched() -> None:
    assert judged([FIRST, SECOND], []).findings == (FIRST, SECOND)
