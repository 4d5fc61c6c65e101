"""Words that an editor gives, found again in the text to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span
from articles.comparison.passages import is_quoted, passages_of, within_marks, words_of

TEXT = "“We will not go back,” Ann Lee said, “not\u00a0without a deal.”\n\nShe said it’s over. We will not go back."
LETTERS = "ab \n“”'’–\u00a0é\U0001f600"


def found(words: str, text: str = TEXT) -> list[list[str]]:
    return [[text[part.start : part.end] for part in parts] for parts in passages_of(text, words)]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("She said it’s over", [["She said it’s over"]]),
        (" she   said\nit's over ", [["She said it’s over"]]),
        ("We will not go back", [["We will not go back"], ["We will not go back"]]),
        ("not without", [["not\u00a0without"]]),
        ("We will not go back […] not without a deal", [["We will not go back", "not\u00a0without a deal"]]),
        ("We will not go back [...] it's over", [["We will not go back", "it’s over"]]),
        ("it's over […] Ann Lee", []),
        ("nowhere", []),
        ("", []),
        ("[…]", []),
    ],
)
def test_words_are_found_whatever_their_marks_and_blanks(words: str, parts: list[list[str]]) -> None:
    assert found(words) == parts


def test_a_letter_that_stands_everywhere_is_found_often_enough_to_say_so() -> None:
    assert len(passages_of("a" * 100_000, "a")) == 50


@given(st.text(LETTERS, max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_what_is_cut_from_a_text_is_found_where_it_was_cut(text: str, one: int, other: int) -> None:
    cut = within_marks(text, Span(min(one, other, len(text)), min(max(one, other), len(text))))
    words = text[cut.start : cut.end]
    if words.strip():
        places = passages_of(text, words)
        assert any(part.start <= cut.start < part.end for part, *_ in places)


def test_a_passage_in_parts_is_written_as_it_is_read() -> None:
    parts = passages_of(TEXT, "We will not go back […] not without a deal")[0]
    assert passages_of(TEXT, words_of(TEXT, parts)) == (parts,)


@pytest.mark.parametrize(
    ("selected", "kept"),
    [
        (" “We will not go back,” ", "We will not go back,"),
        ("“We will not go back,” Ann Lee said, “not", "“We will not go back,” Ann Lee said, “not"),
        ("\n\nShe said ", "She said"),
        ("“", "“"),
    ],
)
def test_a_selection_leaves_out_its_outer_marks(selected: str, kept: str) -> None:
    text = f"x{selected}x"
    assert text[slice(*within_marks(text, Span(1, 1 + len(selected))))] == kept


def test_what_stands_between_marks_is_quoted() -> None:
    quoted, told = passages_of(TEXT, "We will not go back,")[0][0], passages_of(TEXT, "it’s over")[0][0]
    assert (is_quoted(TEXT, quoted), is_quoted(TEXT, told), is_quoted("all", Span(0, 3))) == (True, False, False)
