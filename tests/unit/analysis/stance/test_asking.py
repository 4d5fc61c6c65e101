import pytest

from articles.analysis.stance.asking import asked, ought


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("publish the audit", 1.0),
        ("not to sell the pier", -1.0),
        ("resign over the sale", -1.0),
        ("an apology from the harbour master", -1.0),
        ("that the council should reject the plan", -1.0),
        ("councillors to be removed", -1.0),
        ("the council not to sell the pier", -1.0),
        ("that the council must not sell it", -1.0),
        ("", 1.0),
    ],
)
def test_what_is_asked_for_is_for_or_against_something(words: str, value: float) -> None:
    assert asked(words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The audit should be published", 1.0),
        ("The audit must not be published", -1.0),
        ("The harbour master should resign", -1.0),
        ("They should have listened", -1.0),
        ("He should stay, and the others should be removed", 0.0),
        ("The ferry leaves at ten", 0.0),
    ],
)
def test_what_is_said_to_be_right(words: str, value: float) -> None:
    assert ought(words) == value
