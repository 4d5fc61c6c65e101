"""What a reader types becomes terms, or one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span
from articles.search import CannotSearch, matches, parse
from articles.search.query import Query


def shown(query: Query) -> tuple[list[str], list[str]]:
    wanted, without = (
        [f"{' '.join(term.words)}{'*' if term.open else ''}" for term in terms]
        for terms in (query.wanted, query.without)
    )
    return wanted, without


@pytest.mark.parametrize(
    ("typed", "wanted", "without"),
    [
        ("rail strike", ["rail", "strike"], []),
        ("“picket line” Sarwar", ["picket line", "sarwar"], []),
        ('"picket line', ["picket line"], []),
        ("strike -rail", ["strike"], ["rail"]),
        ('strike -"picket line" --bus', ["strike"], ["picket line", "bus"]),
        ("strik* un-Scottish don’t", ["strik*", "un scottish", "don t"], []),
        ("Müller 40,000", ["muller", "40 000"], []),
        ("AND OR NOT NEAR(a) col:x ^y", ["and", "or", "not", "near a", "col x", "y"], []),
        ("strike strike & | ! ( ) :*", ["strike"], []),
    ],
)
def test_what_is_typed_is_words_phrases_beginnings_and_what_is_left_out(
    typed: str, wanted: list[str], without: list[str]
) -> None:
    assert shown(parse(typed)) == (wanted, without)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "There is no word in this search: write one with letters or digits."),
        ("?! \x00 😀", "There is no word in this search: write one with letters or digits."),
        ("-rail", "This search only says what to leave out: add a word to look for."),
        ("x" * 201, "A search has at most 200 characters and this one has 201: leave some out."),
    ],
)
def test_what_cannot_be_looked_for_gets_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(CannotSearch) as refused:
        parse(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("strike", ["strike", "Strike"]),
        ("strik*", ["strike", "Strike", "striking"]),
        ('"rail strike"', ["rail strike"]),
        ("muller", ["Müller"]),
        ("un-scottish", ["un-Scottish"]),
        ("“strike on monday” monday", ["strike, on Monday"]),
        ("bus -strike", []),
    ],
)
def test_the_words_found_are_marked_where_they_stand(typed: str, marked: list[str]) -> None:
    text = "A rail strike, on Monday. Müller’s un-Scottish line: Strike, or keep striking."
    assert [text[slice(*span)] for span in matches(text, parse(typed))] == marked


@given(st.text(max_size=250), st.text(max_size=200))
def test_whatever_is_typed_marks_stretches_of_the_text_or_is_refused(typed: str, text: str) -> None:
    try:
        found = matches(text, parse(typed))
    except CannotSearch as refused:
        assert str(refused).endswith(".")
        return
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(isinstance(span, Span) for span in found)
