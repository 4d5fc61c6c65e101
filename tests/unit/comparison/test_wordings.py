"""What sort of difference stands between two texts of one utterance, and the words that say so."""

import pytest

from articles.analysis.types import Span
from articles.comparison.wordings import ChangeKind, Quote, changes_of, quote_of, quoted_parts

FULLEST = "This treacherous government has failed. I stand with all workers on our railway. We will win."


def whole(text: str) -> Quote:
    return quote_of(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    ("this", "kind", "words"),
    [
        (
            "I stand with all workers on our railway. We will win.",
            ChangeKind.ABSENT,
            "does not have “This treacherous government has failed” (5 words)",
        ),
        (
            "This treacherous government has failed. I stand with all workers on our railway.",
            ChangeKind.ABSENT,
            "does not have “We will win” (3 words)",
        ),
        (
            "This treacherous government has failed. I stand with all workers. We will win.",
            ChangeKind.ABSENT,
            "does not have “on our railway” (3 words)",
        ),
        (
            "This treacherous government has failed … We will win.",
            ChangeKind.ELLIPSIS,
            "an ellipsis shows a cut: “I stand with all workers on our railway” (8 words)",
        ),
        (
            "This treacherous government has failed. I stand with all workers... We will win.",
            ChangeKind.ELLIPSIS,
            "an ellipsis shows a cut: “on our railway” (3 words)",
        ),
        (
            "This treacherous government has failed. We will win.",
            ChangeKind.JOINED,
            "joins two passages that “I stand with all workers on our railway” (8 words) parts there",
        ),
        (
            "This treacherous government has failed. I stand with all staff on our railway. We will win.",
            ChangeKind.SUBSTITUTION,
            "has “staff” for “workers”",
        ),
        (
            "This treacherous government has failed. I stand with all workers on our old railway. We will win.",
            ChangeKind.ADDITION,
            "has “old” as well",
        ),
        (
            "This treacherous government has failed. I stand with all [railwaymen]. We will win.",
            ChangeKind.INSERTION,
            "has “railwaymen” in brackets for “workers on our railway”",
        ),
        (
            "This treacherous government has failed. I stand with all workers on our [Scottish] railway. We will win.",
            ChangeKind.INSERTION,
            "has “Scottish” in brackets",
        ),
    ],
)
def test_one_change(this: str, kind: ChangeKind, words: str) -> None:
    found = changes_of(whole(FULLEST), whole(this))
    assert [(change.kind, change.words.replace("\u00a0", " ")) for change in found] == [(kind, words)]


@pytest.mark.parametrize(
    "this",
    [
        FULLEST,
        FULLEST.upper(),
        "“This treacherous government has failed, I stand with all workers on our railway; we will win!”",
        "This treacherous government has failed. I stand with all workers on our railway. We will win",
    ],
)
def test_marks_and_capitals_are_no_change(this: str) -> None:
    assert changes_of(Quote(FULLEST), Quote(this)) == ()


def test_the_sign_for_and_is_the_word() -> None:
    assert changes_of(whole("They fight for jobs & pay."), whole("They fight for jobs and pay.")) == ()
    assert len(changes_of(whole("They work for AT&T."), whole("They work for a firm."))) == 1


def test_nothing_is_called_a_cut_without_an_ellipsis() -> None:
    for this in ("We will win.", "This treacherous government has failed.", "I stand with staff."):
        assert not any("cut" in change.words for change in changes_of(Quote(FULLEST), Quote(this)))


def test_an_initial_left_out_joins_nothing() -> None:
    changes = changes_of(
        Quote("House Speaker Paul D. Ryan is a good man."), Quote("House Speaker Paul Ryan is a good man.")
    )
    assert [change.kind for change in changes] == [ChangeKind.ABSENT]


def test_two_quotations_of_one_text_that_stand_as_one_in_another() -> None:
    text = "“The offer is fair.” " + "The board met again in the evening and spoke of the weather for an hour. " * 2
    text += "“It stays on the table.”"
    fullest = quote_of(text, [Span(1, 19), Span(text.index("It stays"), len(text) - 1)])
    once = Quote("The offer is fair. It stays on the table.")
    assert [change.words for change in changes_of(fullest, once)] == ["joins two passages that more parts there"]
    assert changes_of(fullest, Quote(once.text, ((19, 4),))) == ()


def test_a_quotation_closed_and_opened_again_joins_nothing() -> None:
    this = Quote("This treacherous government has failed. We will win.", ((40, 2),))
    assert [change.kind for change in changes_of(Quote(FULLEST), this)] == [ChangeKind.ABSENT]


def test_what_is_quoted_of_a_passage_leaves_out_who_says_it() -> None:
    text = "“It will be an amazing month,” he said. He called it “fair.”"
    assert [text[slice(*part)] for part in quoted_parts(text, [Span(0, len(text))])] == [
        "It will be an amazing month,",
        "fair.",
    ]
    assert quoted_parts("He called it “fair.”", [Span(0, 20)]) == (Span(0, 20),)
