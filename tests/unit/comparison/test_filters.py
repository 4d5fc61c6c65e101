"""The query string is the whole state: read, written, and read again."""

import pytest
from django.http import QueryDict

from articles.analysis.types import Span
from articles.comparison.filters import Facet, Filters, quoted
from articles.comparison.rows import Passage


def read(query: str) -> Filters:
    return Filters.from_query(QueryDict(query))


def test_everything_that_a_reader_may_ask_for() -> None:
    filters = read("side=Labour&side=Trade+unions&coverage=missing%3Athe-herald&q=picket++line&show=b&show=a&point=7")
    assert filters == Filters(
        {Facet.SIDE: ("Labour", "Trade unions"), Facet.COVERAGE: ("missing:the-herald",)},
        text="picket line",
        point=7,
        show=("b", "a"),
    )
    assert filters.narrows is True


@pytest.mark.parametrize(
    "query",
    [
        "",
        "side=Labour&stance=criticism&q=a+%26+b&show=x&point=3",
        "speaker=-&coverage=only&coverage=missing%3Aa-2",
        "show=a&mark=7-3-9+7-20-24",
    ],
)
def test_the_address_leads_back_to_the_same_state(query: str) -> None:
    filters = read(query)
    assert read(filters.query_string().removeprefix("?")) == filters


@pytest.mark.parametrize(
    "query",
    [
        "point=",
        "point=two",
        "point=-1",
        "point=%C2%B2",
        "point=99999999999",
        "side=",
        "q=+",
        "x=1",
        "mark=all",
        "q=%00",
        "show=a%00",
    ],
)
def test_what_makes_no_sense_is_left_out(query: str) -> None:
    assert read(query) == Filters({})
    assert read(query).query_string() == "?"


def test_a_choice_given_twice_counts_once_and_four_columns_are_the_most() -> None:
    assert read("side=A&side=A").chosen == {Facet.SIDE: ("A",)}
    assert read("show=1&show=2&show=3&show=4&show=5").show == ("1", "2", "3", "4")


def test_clearing_keeps_the_columns_and_the_point() -> None:
    filters = read("side=A&q=b&show=c&point=1")
    assert filters.cleared() == Filters({}, point=1, show=("c",))
    assert filters.cleared().narrows is False


def test_marked_passages_go_when_a_point_is_chosen_or_all_is_cleared() -> None:
    filters = read("side=A&mark=7-3-9+7-20-24")
    assert filters.marked == (Passage(7, Span(3, 9)), Passage(7, Span(20, 24)))
    assert filters.narrows is True
    assert filters.at(None).marked == filters.only(Facet.SIDE, "B").marked == filters.marked
    assert filters.at(2).marked == filters.cleared().marked == ()


def test_one_facet_is_taken_back() -> None:
    assert read("side=A&outlet=b").without(Facet.OUTLET) == Filters({Facet.SIDE: ("A",)})


def test_addresses_with_one_more_article_beside_others() -> None:
    before, after = read("side=A+%26+B&point=3&show=z").around_one_more(("a", "b & c"))
    assert [read(f"{before}{quoted(key)}{after}".removeprefix("?")) for key in ("d", "e & f")] == [
        read("side=A+%26+B&point=3&show=a&show=b+%26+c&show=d"),
        read("side=A+%26+B&point=3&show=a&show=b+%26+c&show=e+%26+f"),
    ]
