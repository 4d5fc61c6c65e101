"""Mentions put together: the best partner first, one mention a text, and no more pairs than words tell apart."""

from articles.analysis.facts.contexts import Context, shared_words
from articles.analysis.facts.matching import Mention, Pair, candidates, joined
from articles.analysis.types import Span

NOWHERE = Span(0, 0)


def context(*words: str) -> Context:
    return Context(dict.fromkeys(words, 1.0), {word: word for word in words}, frozenset(words), frozenset())


def mention(piece: int, *words: str) -> Mention[str]:
    return Mention(piece, NOWHERE, NOWHERE, "", context(*words), frozenset())


def test_a_mention_whose_best_partner_is_not_accepted_stays_alone() -> None:
    mentions = [mention(0), mention(1), mention(1)]
    pairs = [Pair(3.0, 0, 1, accepted=False), Pair(2.0, 0, 2, accepted=True)]
    assert joined(mentions, pairs) == []
    assert joined(mentions, [Pair(1.0, 0, 1, accepted=False), pairs[1]]) == [[0, 2]]


def test_a_group_has_at_most_one_mention_a_text() -> None:
    mentions = [mention(0), mention(1), mention(2), mention(1)]
    pairs = [Pair(5.0, 0, 1, accepted=True), Pair(4.0, 0, 2, accepted=True), Pair(3.0, 2, 3, accepted=True)]
    assert joined(mentions, pairs) == [[0, 1, 2]]


def test_only_mentions_of_different_texts_that_share_a_word_are_compared() -> None:
    mentions = [
        mention(0, "pier"),
        mention(0, "pier"),
        mention(1, "pier", "rain"),
        mention(2, "rain"),
        mention(3, "fox"),
    ]
    assert list(candidates(mentions, [range(5)])) == [(0, 2), (1, 2), (2, 3)]


def test_a_word_of_very_many_mentions_pairs_none() -> None:
    mentions = [mention(number, "said", f"word {number // 2}") for number in range(1000)]
    pairs = list(candidates(mentions, [range(1000)]))
    assert pairs == [(number, number + 1) for number in range(0, 1000, 2)]


def test_what_a_fact_is_about_are_the_words_that_most_share() -> None:
    assert shared_words([context("wall", "border"), context("border", "money"), context("border")]) == "border"
    assert shared_words([context("wall"), context("money")]) == ""
