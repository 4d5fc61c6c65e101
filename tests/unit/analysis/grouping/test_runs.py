from itertools import chain, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.grouping.runs import bounds_of, ranges, ranks, run_bounds, sizes

WHOLE = st.lists(st.integers(0, 5), max_size=12)


@given(WHOLE.map(sorted))
def test_runs_are_cut_where_the_value_changes(values: list[int]) -> None:
    bounds = run_bounds(np.array(values, dtype=np.int64)).tolist()
    parts = [values[start:end] for start, end in pairwise(bounds)]
    assert [set(part) for part in parts] == [{value} for value in sorted(set(values))]
    assert list(chain.from_iterable(parts)) == values


@given(WHOLE)
def test_bounds_and_sizes_are_two_ways_to_say_the_same(many: list[int]) -> None:
    bounds = bounds_of(np.array(many, dtype=np.int64))
    assert bounds[0] == 0
    assert sizes(bounds).tolist() == many


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 4)), max_size=8))
def test_ranges_stand_one_after_the_other(wanted: list[tuple[int, int]]) -> None:
    starts, many = (np.array([pair[at] for pair in wanted], dtype=np.int64) for at in (0, 1))
    assert ranges(starts, many).tolist() == [start + step for start, length in wanted for step in range(length)]


@given(st.lists(st.sampled_from([0.1, 0.2, 0.25, 3.0]), max_size=12))
def test_the_rank_counts_the_different_values_below(values: list[float]) -> None:
    assert ranks(np.array(values)).tolist() == [sorted(set(values)).index(value) for value in values]
