import numpy as np
import pytest

from articles.analysis.grouping.latest import Latest
from tests.unit.analysis.grouping.made import table, vectors

COUNT = 90


@pytest.mark.parametrize("size", [1, 2, 13, COUNT])
def test_each_is_held_against_all_before_it_however_they_come(size: int) -> None:
    weights = table(COUNT, 50, seed=1)
    expected, latest = np.tril(weights @ weights.T, -1), Latest()
    for start in range(0, COUNT, size):
        found = latest.take(vectors(*weights[start : start + size]))
        assert found.shape == (min(size, COUNT - start), len(latest))
        np.testing.assert_allclose(found, expected[start : start + size, : len(latest)], atol=1e-12)
    assert len(latest) == COUNT
    assert len(latest.terms) == len(latest.articles) == len(latest.weights) == np.count_nonzero(weights)


def test_how_they_are_cut_changes_not_a_bit() -> None:
    weights = table(COUNT, 50, seed=2)
    single, bulk = Latest(), Latest()
    by_one = [single.take(vectors(row))[0] for row in weights]
    for row, (one, many) in enumerate(zip(by_one, bulk.take(vectors(*weights)), strict=True)):
        assert one.tolist() == many[: row + 1].tolist()
        assert not many[row:].any()


def test_terms_may_be_far_apart() -> None:
    latest = Latest()
    latest.take(vectors([1.0]))
    assert latest.take(vectors([0.5] + [0.0] * 5_000 + [0.5])).tolist() == [[0.5, 0.0]]
    assert latest.take(vectors([0.0] * 5_001 + [1.0], [1.0])).tolist() == [[0.0, 0.5, 0.0, 0.0], [1.0, 0.5, 0.0, 0.0]]


def test_articles_without_terms_are_counted() -> None:
    latest = Latest()
    assert latest.take(vectors([], [])).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert len(latest) == 2
