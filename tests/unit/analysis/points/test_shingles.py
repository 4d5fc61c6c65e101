"""Which statements share a run of three words, and in which sentences."""

from articles.analysis.points.shingles import met
from articles.analysis.points.telling import Placed, place
from tests.unit.analysis.made import statement


def said(words: str) -> Placed:
    """A statement of some sentences, each an article of its own."""
    return place("a", words, statement(words, words))


def test_three_words_in_a_row_bring_statements_together() -> None:
    one = said("We will sell the pier. Nobody asked us.")
    other = said("Nobody is against it. They will sell the ferry.")

    assert list(met([one, other])) == [(0, 1, [(0, 1)])]


def test_order_and_a_word_between_keep_them_apart() -> None:
    assert list(met([said("Sell the pier now."), said("The pier sell now."), said("Sell the old pier now.")])) == []


def test_sentences_of_one_statement_do_not_meet() -> None:
    assert list(met([said("We sell the pier. They sell the pier.")])) == []


def test_a_short_sentence_is_met_by_the_same_one_alone() -> None:
    assert list(met([said("Not yet!"), said("Not yet."), said("Not yet, she said.")])) == [(0, 1, [(0, 0)])]


def test_all_pairs_of_sentences_are_told_in_order() -> None:
    twice = said("We sell the pier. They sell the pier.")

    assert list(met([twice, twice])) == [(0, 1, [(0, 0), (0, 1), (1, 0), (1, 1)])]


def test_a_run_that_everybody_has_tells_nothing_more_after_the_first_places() -> None:
    many = [said(f"We sell the pier {n}.") for n in range(80)]

    pairs = [(one, other) for one, other, _ in met(many)]

    assert max(other for _, other in pairs) == 60
    assert len(pairs) == 61 * 60 // 2


def test_no_statements_meet_nobody() -> None:
    assert list(met([])) == []
