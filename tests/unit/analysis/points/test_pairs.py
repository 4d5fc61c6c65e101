"""Pairs turned and spread, and lists in flat arrays."""

import numpy as np

from articles.analysis.points.pairs import Lists, Pairs, ranges, sums


def numbers(*of: int) -> "np.typing.NDArray[np.int64]":
    return np.array(of, dtype=np.int64)


def floats(*of: float) -> "np.typing.NDArray[np.float32]":
    return np.array(of, dtype=np.float32)


def test_a_pair_turned_tells_the_other_way_round() -> None:
    pairs = Pairs(numbers(0), numbers(1), floats(0.5), floats(0.25), floats(0.75), floats(0.0))

    both = pairs.both_ways()

    assert (both.left.tolist(), both.right.tolist()) == ([0, 1], [1, 0])
    assert (both.told.tolist(), both.back.tolist()) == ([0.75, 0.0], [0.0, 0.75])
    assert both.likeness.tolist() == [0.5, 0.25]


def test_ranges_run_on_from_each_first_number() -> None:
    found, of = ranges(numbers(5, 2, 9), numbers(2, 0, 3))

    assert (found.tolist(), of.tolist()) == ([5, 6, 9, 10, 11], [0, 0, 2, 2, 2])
    assert [part.tolist() for part in ranges(numbers(), numbers())] == [[], []]


def test_lists_are_spread_for_each_number_that_asks() -> None:
    lists = Lists.of([[3, 4], [], [7]])

    members, of = lists.spread(numbers(2, 0, 1, 0))

    assert (members.tolist(), of.tolist()) == ([7, 3, 4, 3, 4], [0, 1, 1, 3, 3])
    assert [part.tolist() for part in Lists.of([]).spread(numbers())] == [[], []]


def test_the_inverse_lists_where_each_owner_stands() -> None:
    lists = Lists.inverse(numbers(2, 0, 2), 4)

    assert [lists.spread(numbers(owner))[0].tolist() for owner in range(4)] == [[1], [], [0, 2], []]


def test_vectors_are_summed_list_by_list() -> None:
    vectors = floats(1, 10, 2, 20, 4, 40).reshape(3, 2)

    assert sums(vectors, Lists.of([[0, 2, 2], [], [1]])).tolist() == [[9, 90], [0, 0], [2, 20]]
    assert sums(vectors, Lists.of([])).shape == (0, 2)


def test_more_lists_than_are_summed_at_a_time_are_summed_too() -> None:
    vectors = floats(1, 2).reshape(2, 1)
    lists = [[n % 2] * (n % 5) for n in range(5_000)]

    assert sums(vectors, Lists.of(lists)).ravel().tolist() == [(n % 2 + 1) * (n % 5) for n in range(5_000)]
