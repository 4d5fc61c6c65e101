"""How alike passages are: which pairs are measured, ranges and empty cases."""

import numpy as np
import pytest

from articles.analysis.points.likeness import Pairs, PassageIndex, Words, word_vectors
from articles.analysis.types import Span

TEXTS = ("The board sold the old pier.", "Ferries sail on Monday.", "The pier was bought from the board.")


def measured(*texts: str) -> Pairs:
    """Every passage against every other one, each in an article of its own."""
    passages = [Words(text).within([Span(0, len(text))]) for text in texts]
    rows = np.arange(len(texts), dtype=np.int64)
    return PassageIndex(passages, len(texts), ()).pairs(rows, rows, rows)


def test_words_lose_their_endings_and_keep_their_places() -> None:
    found = Words("Mara’s crews don’t strike.")

    assert found.words == ["Mara", "crews", "don", "strike"]
    assert found.within([Span(0, 4), Span(7, 12)]) == ["Mara", "crews"]


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("the", "of")])
def test_nothing_is_alike(texts: tuple[str, ...]) -> None:
    assert measured(*texts).left.tolist() == []


def test_only_passages_that_share_a_word_are_measured_both_ways() -> None:
    found = measured(*TEXTS)

    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 2), (2, 0)]
    assert all(0.0 < value < 1.0 for value in found.likeness)


def test_a_passage_tells_all_of_itself() -> None:
    found = measured(TEXTS[0], TEXTS[0])

    assert found.likeness.tolist() == pytest.approx([1.0, 1.0], abs=1e-5)


def test_what_is_told_depends_on_who_is_asked() -> None:
    short, long = "The pier was sold.", "The pier was sold in secret to a bank in the north by its board."
    found = measured(short, long)

    assert found.told[0] == pytest.approx(1.0)
    assert found.told[1] < 0.5


def test_a_word_that_all_passages_have_makes_no_pairs_and_counts_where_others_do() -> None:
    many = [f"pier number{n}" for n in range(90)]
    found = measured("pier bank", "pier bank", *many)

    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert found.shared.tolist() == pytest.approx([1.0, 1.0], abs=1e-5)


def test_a_word_without_end_costs_no_more_than_others() -> None:
    assert word_vectors(["x" * 100_000]).shape == (1, 256)
    assert word_vectors([]).shape == (0, 1)
