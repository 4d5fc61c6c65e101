"""The words of texts, and the numbers of things."""

import pytest

from articles.analysis.points.words import Numbers, Words
from articles.analysis.types import Span


def test_words_lose_their_endings_and_keep_their_places() -> None:
    found = Words("Mara’s crews don’t strike.")

    assert found.words == ["Mara", "crews", "don", "strike"]
    assert found.starts == [0, 7, 13, 19]
    assert found.within([Span(0, 4), Span(7, 12)]) == ["Mara", "crews"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("…", []),
        ("rock'n'roll", ["rock", "roll"]),
        ("the '90s, class of'90", ["the", "90s", "class", "of", "90"]),
        ("élan", ["lan"]),
    ],
)
def test_marks_part_words(text: str, words: list[str]) -> None:
    found = Words(text)

    assert found.words == words
    assert [text[start:].startswith(word) for start, word in zip(found.starts, words, strict=True)] == [True] * len(
        words
    )


def test_things_are_numbered_as_they_are_asked_for() -> None:
    numbers: Numbers[str] = Numbers()

    assert [numbers[word] for word in ("sale", "pier", "sale")] == [0, 1, 0]
    assert list(numbers) == ["sale", "pier"]
