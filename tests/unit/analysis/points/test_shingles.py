"""Which statements share a run of three words, and in which sentences."""

from articles.analysis.points.shingles import met
from articles.analysis.points.telling import Placed, place
from tests.unit.analysis.made import statement

type Pair = tuple[int, int, int, int]  # a statement and a later one, a sentence of each


def pairs_of(*statements: Placed) -> list[Pair]:
    """Which of their sentences share a shingle."""
    found = met(statements)
    return list(zip(*(of.tolist() for of in found), strict=True))


def said(words: str) -> Placed:
    """A statement of some sentences, each an article of its own."""
    return place("a", words, statement(words, words))


def test_three_words_in_a_row_bring_statements_together() -> None:
    one = said("We will sell the pier. Nobody asked us.")
    other = said("Nobody is against it. They will sell the ferry.")

    assert pairs_of(one, other) == [(0, 1, 0, 1)]


def test_order_and_a_word_between_keep_them_apart() -> None:
    assert pairs_of(said("Sell the pier now."), said("The pier sell now."), said("Sell the old pier now.")) == []


def test_sentences_of_one_statement_do_not_meet() -> None:
    assert pairs_of(said("We sell the pier. They sell the pier.")) == []


def test_a_short_sentence_is_met_by_the_same_one_alone() -> None:
    assert pairs_of(said("Not yet!"), said("Not yet."), said("Not yet, she said.")) == [(0, 1, 0, 0)]


def test_all_pairs_of_sentences_are_told_in_order() -> None:
    twice = said("We sell the pier. They sell the pier.")

    assert pairs_of(twice, twice) == [(0, 1, 0, 0), (0, 1, 0, 1), (0, 1, 1, 0), (0, 1, 1, 1)]


def test_a_run_that_everybody_has_tells_nothing_more_after_the_first_places() -> None:
    many = [said(f"We sell the pier {n}.") for n in range(80)]

    pairs = {(one, other) for one, other, _, _ in pairs_of(*many)}

    assert max(other for _, other in pairs) == 60
    assert len(pairs) == 61 * 60 // 2


def test_no_statements_meet_nobody() -> None:
    assert pairs_of() == []
