"""Points known by the characters that they are made of, whatever their numbers."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span, Status
from articles.comparison.places import passages_of_point, point_made_of, read_passages, written
from articles.comparison.rows import Cell, Passage, PointRow

passages = st.builds(Passage, st.integers(1, 10**17), st.builds(Span, st.integers(0, 10**8), st.integers(0, 10**8)))


def point(number: int, *told: tuple[int, int, int]) -> PointRow:
    """A point that articles (by their versions) carry at these characters."""
    values: dict[str, Any] = dict.fromkeys(PointRow.__slots__)
    cells = {version: Cell(Status.VERBATIM, (Span(start, end),)) for version, start, end in told}
    return PointRow(**values | {"number": number, "cells": cells, "statements": (), "ruled": ()})


@given(st.lists(passages, max_size=60))
def test_what_is_written_is_read_again(given_passages: list[Passage]) -> None:
    assert read_passages(written(given_passages)) == tuple(given_passages)


@pytest.mark.parametrize("text", ["", "7-1", "7-1-x", "-1-2-3", "7-1-2-3", "9" * 19 + "-1-2", "٧-1-2"])
def test_what_is_no_passage_is_left_out(text: str) -> None:
    assert read_passages(f"{text} 7-1-2") == (Passage(7, Span(1, 2)),)


def test_the_point_that_shares_most_is_the_same() -> None:
    before = passages_of_point(point(3, (1, 0, 10), (2, 50, 90)))
    now = [point(1, (1, 0, 10)), point(2, (2, 55, 90)), point(3, (2, 0, 50)), point(4, (1, 5, 12), (2, 50, 60))]
    found = point_made_of(now, before)
    assert found
    assert found.number == 2


def test_of_equals_the_first_is_taken_and_none_where_none_shares_anything() -> None:
    found = point_made_of([point(5, (1, 0, 4)), point(6, (1, 0, 4))], [Passage(1, Span(0, 4))])
    assert found
    assert found.number == 5
    assert point_made_of([point(1, (1, 0, 4))], [Passage(1, Span(4, 9)), Passage(2, Span(0, 4))]) is None
    assert point_made_of([], []) is None


def test_a_statement_is_not_the_point_that_the_sentence_around_it_tells_in_other_words() -> None:
    in_other_words, itself = point(1, (1, 20, 40), (2, 163, 350)), point(7, (2, 245, 349), (3, 0, 900))
    assert point_made_of([in_other_words, itself], [Passage(2, Span(245, 349))]) is itself
    assert point_made_of([in_other_words, itself], passages_of_point(in_other_words)) is in_other_words
    assert point_made_of([in_other_words, itself], passages_of_point(itself)) is itself


def test_one_of_many_statements_names_their_point() -> None:
    cells = {2: Cell(Status.VERBATIM, (Span(245, 349), Span(2798, 3390)))}
    many = replace(point(11), cells=cells)
    assert point_made_of([point(1, (2, 163, 350)), many], [Passage(2, Span(245, 349))]) is many


def test_of_equals_it_is_the_point_whose_statement_it_is() -> None:
    told = point(9, (2, 10, 60))
    statement = SimpleNamespace(version_id=2, parts=(Span(10, 60),))
    told = replace(told, statements=(statement,))  # type: ignore[arg-type]
    assert point_made_of([point(1, (2, 10, 60)), told], [Passage(2, Span(10, 60))]) is told
