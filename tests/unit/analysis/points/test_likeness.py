"""How alike passages are: which pairs are measured, ranges and empty cases."""

import numpy as np
import pytest

from articles.analysis.points.likeness import PassageIndex, Passages, word_vectors
from articles.analysis.points.pairs import Pairs
from articles.analysis.points.words import Words

TEXTS = ("The board sold the old pier.", "Ferries sail on Monday.", "The pier was bought from the board.")


def measured(*texts: str) -> Pairs:
    """Every passage against every other one, each a text of its own."""
    rows = np.arange(len(texts), dtype=np.int64)
    passages = Passages(rows, np.zeros_like(rows), np.array([len(text) for text in texts], dtype=np.int64))
    return PassageIndex([Words(text) for text in texts], passages, len(texts), ()).among(rows)


def met(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("the", "of")])
def test_nothing_is_alike(texts: tuple[str, ...]) -> None:
    assert measured(*texts).left.tolist() == []


def test_only_passages_that_share_a_word_are_measured_each_pair_once() -> None:
    found = measured(*TEXTS)

    assert met(found) == [(0, 2)]
    assert all(0.0 < value < 1.0 for value in found.both_ways().likeness)


def test_a_passage_tells_all_of_itself() -> None:
    found = measured(TEXTS[0], TEXTS[0])

    assert found.both_ways().likeness.tolist() == pytest.approx([1.0, 1.0], abs=1e-5)


def test_what_is_told_depends_on_who_is_asked() -> None:
    short, long = "The pier was sold.", "The pier was sold in secret to a bank in the north by its board."
    found = measured(short, long)

    assert found.told[0] == pytest.approx(1.0)
    assert found.back[0] < 0.5


def test_a_word_that_all_passages_have_makes_no_pairs_and_counts_where_others_do() -> None:
    many = [f"pier number{n}" for n in range(90)]
    found = measured("pier bank", "pier bank", *many)

    assert met(found) == [(0, 1)]
    assert found.shared.tolist() == pytest.approx([1.0], abs=1e-5)


def test_passages_of_one_text_are_not_measured_and_those_of_the_same_words_are_measured_alike() -> None:
    texts = ["The board sold the pier. The pier is old.", "The board bought the pier."]
    sentences = [(0, 0, 24), (0, 25, 41), (1, 0, 26)]
    claims = [(0, 0, 24), (1, 4, 26), (1, 4, 26)]  # the first is a sentence, the others leave an article out
    of = np.array(sentences + claims, dtype=np.int64).T
    index = PassageIndex([Words(text) for text in texts], Passages(*of), len(sentences), ())
    every = np.arange(len(sentences), dtype=np.int64)

    found = index.between(every + 3, every)
    likeness = dict(zip(met(found), found.likeness.tolist(), strict=True))

    assert sorted(likeness) == [(3, 2), (4, 0), (4, 1), (5, 0), (5, 1)]
    assert likeness[4, 0] == likeness[5, 0] == pytest.approx(likeness[3, 2], abs=1e-6)
    assert met(index.among(every)) == [(0, 2), (1, 2)]


def test_rows_with_a_stem_are_those_of_sentences() -> None:
    text = "The board sold the pier. Nobody spoke."
    of = np.array([(0, 0, 24), (0, 25, 38), (0, 14, 23)], dtype=np.int64).T
    index = PassageIndex([Words(text)], Passages(*of), 2, ())

    assert index.with_stem("pier").tolist() == [index.row_of[0]]
    assert index.with_stem("bank").tolist() == []


def test_a_word_without_end_costs_no_more_than_others() -> None:
    assert word_vectors(["x" * 100_000]).shape == (1, 256)
    assert word_vectors([]).shape == (0, 1)
