"""Wilson's interval against figures worked out elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.across.shares import share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    found = share(part, whole)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 2000), st.data())
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(whole: int, at: st.DataObject) -> None:
    part = at.draw(st.integers(0, whole))
    found = share(part, whole)
    assert 0 <= found.low <= part / whole + 1e-12
    assert part / whole - 1e-12 <= found.high <= 1


def test_of_too_few_stories_there_is_a_count_alone() -> None:
    assert (share(7, 9).counted, share(7, 9).words) == ("7 of 9", "")
    assert share(34, 41).words == "83\u00a0% (69 to 91\u00a0%)"
