"""Amounts in a sentence, and how two of one thing go together."""

import pytest

from articles.analysis.facts.agreement import agreement_of, nearness
from articles.analysis.facts.amounts import Amount, Bound, amounts_in
from articles.analysis.facts.types import Agreement


def amounts(text: str) -> list[Amount]:
    return list(amounts_in(text, 0, len(text)))


def amount(text: str) -> Amount:
    (found,) = amounts(text)
    return found


@pytest.mark.parametrize(
    ("text", "unit", "low", "high", "bound"),
    [
        ("about 40,000 members of the union", "member", 40_000, 40_000, Bound.ABOUT),
        ("more than $8.6 billion for the wall", "$", 8.6e9, 8.6e9, Bound.OVER),
        ("some £2m", "£", 2e6, 2e6, Bound.ABOUT),
        ("around 10-15% of trains", "%", 10, 15, Bound.ABOUT),
        ("under 30 percent", "%", 30, 30, Bound.UNDER),
        ("under 21 years of age", "year", 21, 21, Bound.EXACT),
        ("a three-day walkout", "day", 3, 3, Bound.EXACT),
        ("two hundred thousand federal workers", "worker", 200_000, 200_000, Bound.EXACT),
        ("twenty-two towns", "town", 22, 22, Bound.EXACT),
        ("a dozen Texas landowners", "landowner", 12, 12, Bound.EXACT),
        ("6 percentage points", "point", 6, 6, Bound.EXACT),
        ("an 18-year-old", "year old", 18, 18, Bound.EXACT),
        ("six to eight times", "time", 6, 8, Bound.EXACT),
        ("five million people", "people", 5e6, 5e6, Bound.EXACT),
    ],
)
def test_an_amount_with_what_it_counts(text: str, unit: str, low: float, high: float, bound: Bound) -> None:
    found = amount(text)
    assert (found.unit, found.low, found.high, found.bound) == (unit, low, high, bound)


@pytest.mark.parametrize(
    "text",
    [
        "on June 21 and 3 July",
        "in 2014 the pier",
        "2014 elections",
        "at 5:30 p.m. or 9 am",
        "the 21st century, the 1990s",
        "room 12",
        "one of the members",
        "half a dozen experts",
        "no one respects that",
        "9/11 and Covid-19",
        "",
    ],
)
def test_years_days_times_and_bare_numbers_are_none(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("40,000 members", "40,000 members", Agreement.SAME),
        ("about 40,000 members", "40,000 members", Agreement.LOOSER),
        ("more than 40,000 members", "50,000 members", Agreement.LOOSER),
        ("more than 40,000 members", "80,000 members", Agreement.DIFFERS),
        ("more than 40,000 members", "39,000 members", Agreement.DIFFERS),
        ("up to 300 crates", "280 crates", Agreement.LOOSER),
        ("62,000 emails", "60,000 emails", Agreement.LOOSER),
        ("62,000 emails", "55,000 emails", Agreement.DIFFERS),
        ("45.9 percent", "46 percent", Agreement.LOOSER),
        ("$3.5 billion", "$3.6 billion", Agreement.DIFFERS),
        ("10-15%", "12%", Agreement.LOOSER),
        ("10-15%", "20%", Agreement.DIFFERS),
    ],
)
def test_how_two_amounts_go_together_whichever_comes_first(one: str, other: str, agreement: Agreement) -> None:
    assert agreement_of(amount(one), amount(other)) is agreement
    assert agreement_of(amount(other), amount(one)) is agreement


def test_nearness_is_a_share_and_nothing_is_near_itself() -> None:
    assert nearness(amount("30 crates"), amount("40 crates")) == 0.75
    assert nearness(amount("zero crates"), amount("zero crates")) == 1.0
