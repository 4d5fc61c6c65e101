"""Terms found by their openings are those that one pattern of all terms finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.lexicon.patterns import TermPattern, term_pattern

GROUPS = {"size": "big big-deal* biggest un-big", "harm": "bigot* harm* un-* harmless-fun"}
WORDS = st.sampled_from(
    ["big", "Bigger", "deals", "biggest", "BIGOTRY", "harmless", "fun", "un", "-", " ", "\n", ",", "é"]
)


def one_pattern(groups: dict[str, str]) -> re.Pattern[str]:
    named = (
        f"(?P<{name}>{'|'.join(term_pattern(t) for t in sorted(terms.split(), key=lambda t: (-len(t), t)))})"
        for name, terms in groups.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(named)})(?![\w-])", re.I)


@given(st.lists(WORDS).map("".join), st.integers(0, 20))
def test_finds_what_one_pattern_of_all_terms_finds(text: str, start: int) -> None:
    terms, whole = TermPattern(GROUPS), one_pattern(GROUPS)
    assert [(m.span(), m.lastgroup) for m in terms.finditer(text, start)] == [
        (m.span(), m.lastgroup) for m in whole.finditer(text, start)
    ]
    for word in text.split():
        found, wanted = terms.fullmatch(word), whole.fullmatch(word)
        assert (found and found.lastgroup) == (wanted and wanted.lastgroup)


def test_a_term_that_begins_with_hardly_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="The term 'un\\*' must begin"):
        TermPattern({"harm": "un*"})
