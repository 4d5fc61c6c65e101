"""The index of the last days' articles, held against cosines that are worked out one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.analysis.story_index import Vector, WindowIndex

SPAN = 4.0


def vector(*weights: float) -> Vector:
    """Terms 0, 1, ... with these weights; terms without weight are left out."""
    terms = np.flatnonzero(weights)
    return Vector(terms, np.array(weights)[terms])


def found(index: WindowIndex, asked: Vector, day: float, least: float = 0.1) -> dict[int, tuple[float, float]]:
    near = index.near(asked, day, least)
    return {
        article: (round(cosine, 6), round(before, 6))
        for article, cosine, before in zip(
            near.articles.tolist(), near.cosines.tolist(), near.before.tolist(), strict=True
        )
    }


def test_an_empty_index_finds_nothing() -> None:
    index = WindowIndex(SPAN, 100)
    assert found(index, vector(1.0), 0.0) == {}
    assert len(index) == 0


def test_it_finds_what_shares_terms_and_says_how_long_before() -> None:
    index = WindowIndex(SPAN, 100)
    index.add(vector(0.6, 0.8), 1.0)
    index.add(vector(0.0, 0.0, 1.0), 1.5)
    assert found(index, vector(1.0), 3.0) == {0: (0.6, 2.0)}
    assert found(index, vector(1.0), 3.0, least=0.7) == {}
    assert found(index, vector(1.0), 5.5) == {}
    assert found(index, vector(0.0, 0.0, 0.0, 1.0), 3.0) == {}  # a term that nothing has


def test_an_article_without_terms_is_like_none_and_is_counted() -> None:
    index = WindowIndex(SPAN, 100)
    index.add(vector(), 0.0)
    index.add(vector(1.0), 0.0)
    assert found(index, vector(), 0.0) == {}
    assert found(index, vector(1.0), 0.0) == {1: (1.0, 0.0)}


@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.0, 0.3, 0.7]), min_size=6, max_size=6), max_size=30),
    st.integers(1, 300),
    st.integers(1, 400),
)
@settings(max_examples=25, deadline=None)
def test_what_is_worked_in_is_found_as_what_came_last(rows: list[list[float]], hours: int, times: int) -> None:
    """However many articles came, and however many were worked in meanwhile."""
    index = WindowIndex(SPAN, 10**9)
    came: list[tuple[list[float], float]] = []
    for number in range(times if rows else 0):
        row, day = rows[number % len(rows)], number * hours / 24
        expected = {
            other: (round(float(np.dot(row, its)), 6), round(day - its_day, 6))
            for other, (its, its_day) in enumerate(came)
            if day - its_day <= SPAN and np.dot(row, its) >= 0.1
        }
        if number % 37 == 0:
            assert found(index, vector(*row), day) == expected
        index.add(vector(*row), day)
        came.append((row, day))


def test_old_articles_leave_and_an_answer_reads_so_many_entries_at_most() -> None:
    index = WindowIndex(SPAN, 1_000)
    for number in range(2_000):
        index.add(vector(1.0, 0.001), number / 100)
    assert 400 <= len(index) <= 600
    last = found(index, vector(1.0), 20.0)
    assert (min(last), max(last)) == (1_600, 1_999)
    narrow = WindowIndex(SPAN, 100)
    for number in range(1_000):
        narrow.add(vector(1.0), number / 1_000)
    assert set(found(narrow, vector(1.0), 1.0)) == set(range(960, 1_000))  # too many have the term: only the latest
