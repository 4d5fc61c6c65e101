"""Which texts a spreadsheet would run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exports.formulas import defused, is_formula


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_each_start_of_a_formula_is_defused_and_the_text_stays_readable(start: str) -> None:
    assert defused(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("value", [-1, -0.5, 0, None, "", "a=b", "1-2", "“=”", " =1"])
def test_numbers_and_other_texts_stay_as_they_are(value: object) -> None:
    assert defused(value) is value


@given(st.text())
def test_no_text_is_a_formula_after_it(text: str) -> None:
    assert not is_formula(defused(text))
