"""Dates and places with what governs them."""

from datetime import date

import pytest

from articles.analysis.facts.anchors import dates_in, places_in


def dates(text: str, published: date | None = None) -> list[tuple[str, str, str]]:
    return [(text[slice(*d.span)], d.governor, d.value) for d in dates_in(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("He left on Friday.", None, [("Friday", "left", "friday")]),
        ("He left on Friday.", date(2022, 6, 22), [("Friday", "left", "2022-06-24")]),
        ("He left on Friday.", date(2022, 6, 27), [("Friday", "left", "2022-06-24")]),
        ("a ballot on 3 June", date(2022, 5, 1), [("3 June", "ballot", "2022-06-03")]),
        ("signed on Tuesday, June 21, 2022", None, [("Tuesday, June 21, 2022", "signed", "2022-06-21")]),
        ("expire on Jan. 1", date(2012, 11, 30), [("Jan. 1", "expire", "2013-01-01")]),
        ("opened in 1998", None, [("1998", "opened", "1998")]),
        ("Feb. 30 and 31 June", date(2012, 11, 30), []),
        ("He may go in March.", None, []),
    ],
)
def test_days_and_years(text: str, published: date | None, found: list[tuple[str, str, str]]) -> None:
    assert dates(text, published) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a rally in Cedar Rapids", [("Cedar Rapids", "rally", "cedar rapids")]),
        ("offices in San Bruno, Calif., closed", [("San Bruno", "office", "san bruno california")]),
        (
            "troops in the U.S. and outside Waverley",
            [("U.S.", "troops", "united states"), ("Waverley", "", "waverley")],
        ),
        ("in Congress, in March, in English, at the Defense Department", []),
    ],
)
def test_places(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(text[slice(*p.span)], p.governor, p.value) for p in places_in(text, 0, len(text))] == found
