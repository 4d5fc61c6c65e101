"""Measures of hand-made articles, each figure counted by hand."""

import pytest

from articles.analysis.types import (
    AnalysedArticle,
    Cell,
    Comparison,
    CueTone,
    Kind,
    Loaded,
    Point,
    PointKind,
    Span,
    Stance,
    Statement,
    Status,
    Tone,
    Voice,
)
from articles.framing import Measures, count_words, measure

TEXT = (
    "Tories fume\n\n"
    "The leader said: “We won’t pay 1,000.\n\n"
    "“Never.”\n\n"
    "READ MORE: the row\n\n"
    "Critics claimed “cuts” hurt; nobody spoke."
)


def span(piece: str) -> Span:
    start = TEXT.index(piece)
    return Span(start, start + len(piece))


def statement(ident: str, parts: list[str], paragraph: int, **given: object) -> Statement:
    values: dict[str, object] = {
        "kind": Kind.DIRECT,
        "in_headline": False,
        "cue": None,
        "cue_tone": None,
        "speaker_span": None,
        "speaker": None,
        "speaker_kind": None,
        "organisation": None,
        "side": None,
        "stances": (),
        "confidence": 0.9,
        "rule": "named",
    }
    return Statement(id=ident, parts=tuple(map(span, parts)), paragraph=paragraph, **{**values, **given})  # type: ignore[arg-type]


def article(*statements: Statement) -> AnalysedArticle:
    return AnalysedArticle(
        text=TEXT,
        language="en",
        headline=span("Tories fume"),
        paragraphs=tuple(map(span, TEXT.split("\n\n"))),
        sentences=(),
        boilerplate=(span("READ MORE: the row"),),
        statements=statements,
        loaded=(
            Loaded(span("fume"), "fume", "heated verb", Voice.OUTLET),
            Loaded(span("cuts"), "cuts", "label", Voice.QUOTED),
        ),
    )


LEADER = statement(
    "s1",
    ["We won’t pay 1,000.", "Never."],
    2,
    speaker="Ann Leader",
    side="Government",
    cue=span("said"),
    cue_tone=CueTone.NEUTRAL,
    stances=(Stance(Tone.CRITICISM, None, None),),
)
CRITICS = statement(
    "s2", ["“cuts” hurt"], 5, kind=Kind.MIXED, speaker="critics", cue=span("claimed"), cue_tone=CueTone.DOUBTING
)


def measured(*statements: Statement, points: tuple[Point, ...] = ()) -> Measures:
    return measure(Comparison({"a": article(*statements)}, points))["a"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" …!", 0),
        ("No-one can’t pay £1,000.50, or 10-15%", 6),
        ("No one. New\u00a0line", 4),
        ("Été à Łódź", 3),
    ],
)
def test_what_a_word_is(text: str, words: int) -> None:
    assert count_words(text) == words


def test_own_words_and_quoted_words_add_up_without_boilerplate() -> None:
    measures = measured(LEADER, CRITICS)
    # fume line 2, leader said 3 + 4 quoted, Never 1, critics claimed 2 + cuts + hurt + nobody spoke 2
    assert (measures["words"], measures["words_quoted"], measures["words_own"]) == (16, 6, 10)
    assert measures["words_reported"] == 1


def test_rows_by_side_and_by_speaker_cover_the_same_words() -> None:
    measures = measured(LEADER, CRITICS)
    government = {"words": 5, "share": 0.7143, "statements": 1, "first_paragraph": 2, "paragraphs": 2, "ids": ["s1"]}
    others = {"words": 2, "share": 0.2857, "statements": 1, "first_paragraph": 5, "paragraphs": 1, "ids": ["s2"]}
    assert measures["sides"] == [{"side": "Government"} | government, {"side": None} | others]
    assert measures["speakers"] == [{"speaker": "Ann Leader"} | government, {"speaker": "critics"} | others]


def test_a_word_of_two_statements_counts_once_for_the_article_and_once_for_each_side() -> None:
    other = statement("s3", ["We won’t pay 1,000."], 2, speaker="Bo Deputy", side="Opposition")
    measures = measured(LEADER, other)
    assert measures["words_quoted"] == 5
    assert [(row["side"], row["words"], row["share"]) for row in measures["sides"]] == [
        ("Government", 5, 1.0),
        ("Opposition", 4, 0.8),
    ]


def test_stances_verbs_and_loaded_wording_open_their_passages() -> None:
    measures = measured(LEADER, CRITICS)
    assert measures["stances"] == {
        "criticism": {"statements": 1, "share": 0.5, "ids": ["s1"]},
        "support": {"statements": 0, "share": 0.0, "ids": []},
        "neutral": {"statements": 1, "share": 0.5, "ids": ["s2"]},
    }
    assert measures["verbs"] == {"neutral": 1, "doubting": 1, "heated": 0}
    assert measures["evidence"]["verbs"] == {
        "neutral": [list(span("said"))],
        "doubting": [list(span("claimed"))],
        "heated": [],
    }
    assert measures["loaded_own"] == {"heated verb": 1}
    assert measures["evidence"]["loaded_own"] == {"heated verb": [list(span("fume"))]}


def test_one_verb_for_two_statements_counts_once() -> None:
    again = statement("s3", ["nobody spoke"], 5, cue=span("claimed"), cue_tone=CueTone.DOUBTING)
    assert measured(CRITICS, again)["verbs"]["doubting"] == 1


def test_points_that_stand_alone_or_are_missing() -> None:
    def point(ident: str, only_in: str | None, status: Status) -> Point:
        cell = Cell(status, (), (), None)
        return Point(ident, "", PointKind.STATEMENT, None, None, None, (), only_in, {"a": cell})

    points = (
        point("p1", "a", Status.VERBATIM),
        point("p2", None, Status.ABSENT),
        point("p3", None, Status.UNCHECKED),
        point("p4", None, Status.PARTIAL),
    )
    measures = measured(points=points)
    assert (measures["points_alone"], measures["points_missing"]) == (1, 1)
    assert measures["evidence"]["points_alone"] == ["p1"]
    assert measures["evidence"]["points_missing"] == ["p2"]


def test_an_article_without_text_or_statements_measures_nothing() -> None:
    empty = AnalysedArticle("", None, None, (), (), (), (), ())
    measures = measure(Comparison({"a": empty}, ()))["a"]
    assert (measures["words"], measures["words_quoted"], measures["words_own"]) == (0, 0, 0)
    assert measures["sides"] == measures["speakers"] == []
    assert measures["loaded_own"] == {}
    assert {row["share"] for row in measures["stances"].values()} == {0.0}
