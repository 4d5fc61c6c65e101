import pytest

from articles.analysis.points.amounts import amounts


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("12", {12}),
        ("a dozen people", {12}),
        ("about $1.2bn", {1.2e9}),
        ("1.2 billion dollars", {1.2e9}),
        ("800,000 homes", {800_000}),
        ("twenty-two towns", {22}),
        ("twenty towns and two ports", {20, 2}),
        ("three hundred", {300}),
        ("July 1st, 2031", {1, 2031}),
        ("21st century", {21}),
        ("one of them", set()),
        ("millions of people", set()),
        ("", set()),
    ],
)
def test_numbers_in_figures_and_in_words(text: str, named: set[float]) -> None:
    assert amounts(text) == named


def test_figures_beside_letters_are_no_scale() -> None:
    assert set(amounts("3 boats of 4m and 5 km")) == {3, 4e6, 5}
