"""States that words name."""

import pytest

from articles.analysis.speakers.roles import states_in


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("R-Ky.", {"Kentucky"}),
        ("D-OH", {"Ohio"}),
        ("the Ohio Democrat", {"Ohio"}),
        ("Texan", {"Texas"}),
        ("of West Virginia", {"West Virginia"}),
        ("of Virginia", {"Virginia"}),
        ("the mayor", set()),
        ("in or near me", set()),
        ("", set()),
    ],
)
def test_states_in_full_shortened_and_by_their_people(words: str, states: set[str]) -> None:
    assert states_in(words) == states
