"""How alike passages are: ranges, empty cases, and which are the same."""

import pytest

from articles.analysis.text import similarity
from articles.analysis.text.similarity import (
    contained,
    embed,
    letters,
    plain_words,
    same_letters,
    stems,
    within_letters,
)


def test_words_are_plain() -> None:
    assert plain_words("It’s the Crews’ 2nd sale—now!") == ["it's", "the", "crews", "2nd", "sale", "now"]
    assert plain_words("“…”") == []


def test_stems_are_content_words_of_six_letters() -> None:
    assert stems("The workers were striking at the pier’s end") == ["worker", "striki", "pier", "end"]
    assert stems("who is it") == []


@pytest.mark.parametrize(
    ("claim", "passage", "share"),
    [
        ("pier sale", "the sale of the pier", 1.0),
        ("pier sale", "the pier", 0.5),
        ("pier", "crews", 0.0),
        ("the", "the", 0.0),
        ("", "", 0.0),
    ],
)
def test_how_much_of_a_claim_a_passage_has(claim: str, passage: str, share: float) -> None:
    assert contained(claim, passage) == share


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [("The pier!", "the pier", 100.0), ("It’s so", "It's so", 100.0), ("pier", "", 0.0), ("ab", "cd", 0.0)],
)
def test_likeness_by_letters(first: str, second: str, score: float) -> None:
    assert letters(first, second) == score


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("The pier is shut.", "the pier is shut", True),
        ("Courage to those on the harbour wall today and always.",
         "Courage to those on the harbour walls today & always.", True),
        ("The crews don’t want strikes.", "The board don’t want strikes.", False),
        ("The pier is shut.", "The pier is open.", False),
        ("We will fight this all the way.", "We will fund this all the way.", False),
        ("The crews organised the strike all the way to the pier.",
         "The crews organized the strike all the way to the pier.", True),
        ("The board sold the old pier to a bank in the city last week, the harbour master told the inquiry.",
         "The board sold the old dock to a bank in the city last week, the harbour master told the inquiry.", True),
    ],
)  # fmt: skip
def test_the_same_words_but_for_small_changes(first: str, second: str, same: bool) -> None:
    assert same_letters(first, second) is same
    assert same_letters(second, first) is same


@pytest.mark.parametrize(
    ("short", "long", "within"),
    [
        ("the pier is shut for good", "He said the pier is shut for good, and left", True),
        ("the pier is shut", "the pier is shut for good", False),  # too short to tell anything
        ("the pier is shut for good and all", "the pier is shut for good", False),
        ("", "the pier", False),
    ],
)
def test_a_passage_within_a_longer_one(short: str, long: str, within: bool) -> None:
    assert within_letters(short, long) is within


def test_an_empty_text_is_like_nothing() -> None:
    assert embed([]).shape == (0, 1)
    assert embed([""]).tolist() == [[0.0] * 256]


def test_words_are_made_of_the_same_pieces_whether_they_are_remembered_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["picket", "pickets", "", "x" * 100, "x" * 40]
    first = similarity.pieces(words)

    assert similarity.pieces(words[::-1]) == first[::-1]
    assert first[3] == first[4]
    monkeypatch.setattr(similarity, "_MOST_WORDS", 2)
    assert similarity.pieces(words) == similarity.pieces(words) == first
