"""The index of the last days' articles, held against cosines that are worked out one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.grouping.index import Near, WindowIndex
from articles.analysis.grouping.vectors import Vectors
from tests.unit.analysis.grouping.made import table, vectors

SPAN = 4.0
LEAST = 0.1


def rounded(near: Near) -> dict[tuple[int, int], tuple[float, float]]:
    """The cosine of each pair, and how many days before the earlier one came."""
    pairs = zip(near.rows.tolist(), near.articles.tolist(), strict=True)
    told = zip(near.cosines.tolist(), near.before.tolist(), strict=True)
    return {pair: (round(cosine, 6), round(before, 6)) for pair, (cosine, before) in zip(pairs, told, strict=True)}


def take(index: WindowIndex, row: Vectors, day: float, least: float = LEAST) -> dict[int, tuple[float, float]]:
    return {article: told for (_, article), told in rounded(index.take(row, np.array([day]), least)).items()}


def test_an_empty_index_finds_nothing() -> None:
    index = WindowIndex(SPAN, 100)
    assert rounded(index.take(vectors(), np.zeros(0), LEAST)) == {}
    assert len(index) == 0
    assert take(index, vectors([1.0]), 0.0) == {}
    assert len(index) == 1


def test_it_finds_what_shares_terms_and_says_how_long_before() -> None:
    index = WindowIndex(SPAN, 100)
    index.take(vectors([0.6, 0.8], [0.0, 0.0, 1.0]), np.array([1.0, 1.5]), LEAST)
    assert take(index, vectors([1.0]), 3.0) == {0: (0.6, 2.0)}
    assert take(index, vectors([1.0]), 3.0, least=0.7) == {2: (1.0, 0.0)}
    assert take(index, vectors([1.0]), 5.5) == {2: (1.0, 2.5), 3: (1.0, 2.5)}
    assert take(index, vectors([0.0, 0.0, 0.0, 1.0]), 5.5) == {}  # a term that nothing has


def test_an_article_without_terms_is_like_none_and_is_counted() -> None:
    index = WindowIndex(SPAN, 100)
    index.take(vectors([], [1.0]), np.zeros(2), LEAST)
    assert take(index, vectors([]), 0.0) == {}
    assert take(index, vectors([1.0]), 0.0) == {1: (1.0, 0.0)}


@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.0, 0.3, 0.7]), min_size=6, max_size=6), min_size=1, max_size=30),
    st.integers(1, 300),
    st.integers(1, 400),
    st.sampled_from([1, 37, 300]),
)
@settings(max_examples=25, deadline=None)
def test_what_is_worked_in_is_found_as_what_came_last(
    rows: list[list[float]], hours: int, times: int, size: int
) -> None:
    """However many articles came, however many were worked in meanwhile, and however they are cut."""
    weights, days = np.resize(rows, (times, 6)), np.arange(times) * hours / 24
    index = WindowIndex(SPAN, 10**9)
    for start in range(0, times, size):
        some = slice(start, start + size)
        near = index.take(vectors(*weights[some]), days[some], LEAST)
        assert rounded(near) == {
            (row, other): (round(float(weights[start + row] @ weights[other]), 6), round(day - days[other], 6))
            for row, day in enumerate(days[some])
            for other in range(start + row)
            if day - days[other] <= SPAN and weights[start + row] @ weights[other] >= LEAST
        }


@pytest.mark.parametrize("size", [100, 256, 900])
def test_how_articles_are_cut_changes_not_a_bit(size: int) -> None:
    """Also where entries are left unread, and old articles leave."""
    weights, days = table(900, 60, seed=3), np.arange(900) / 100
    single, bulk = WindowIndex(SPAN, 300), WindowIndex(SPAN, 300)
    one_by_one = [single.take(vectors(row), days[at : at + 1], LEAST) for at, row in enumerate(weights)]
    for start in range(0, 900, size):
        near = bulk.take(vectors(*weights[start : start + size]), days[start : start + size], LEAST)
        expected = one_by_one[start : start + size]
        assert near.rows.tolist() == [row for row, one in enumerate(expected) for _ in one.rows]
        for told in ("articles", "cosines", "before"):
            assert getattr(near, told).tolist() == [value for one in expected for value in getattr(one, told).tolist()]


def test_old_articles_leave_and_an_answer_reads_so_many_entries_at_most() -> None:
    index = WindowIndex(SPAN, 1_000)
    index.take(vectors(*[[1.0, 0.001]] * 2_000), np.arange(2_000) / 100, LEAST)
    assert 400 <= len(index) <= 400 + 256
    last = take(index, vectors([1.0]), 20.0)
    assert (min(last), max(last)) == (1_600, 1_999)
    narrow = WindowIndex(SPAN, 100)
    narrow.take(vectors(*[[1.0]] * 1_000), np.arange(1_000) / 1_000, LEAST)
    assert set(take(narrow, vectors([1.0]), 1.0)) == set(range(768, 1_000))  # too many have the term: only the latest
