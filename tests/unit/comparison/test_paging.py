"""Long lists, page by page."""

import pytest
from django.http import QueryDict

from articles.comparison.paging import pages_of, read_page


@pytest.mark.parametrize(
    ("total", "page", "expected"),
    [
        (0, 1, (1, 0, "", "")),
        (20, 1, (1, 20, "", "")),
        (21, 1, (1, 20, "", "p2")),
        (45, 2, (21, 40, "p1", "p3")),
        (45, 99, (41, 45, "p2", "")),
    ],
)
def test_a_page_says_what_it_holds_and_where_the_others_are(
    total: int, page: int, expected: tuple[int, int, str, str]
) -> None:
    pages = pages_of(total, 20, page, lambda number: f"p{number}")
    assert (pages.first, pages.last, pages.previous, pages.following) == expected


@pytest.mark.parametrize(("asked", "page"), [("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("٣", 1), ("9" * 30, 1), ("", 1)])
def test_a_page_that_makes_no_sense_is_the_first(asked: str, page: int) -> None:
    assert read_page(QueryDict(f"page={asked}")) == page
