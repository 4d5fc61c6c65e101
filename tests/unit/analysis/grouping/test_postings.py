import numpy as np

from articles.analysis.grouping.postings import Postings
from articles.analysis.grouping.runs import Floats
from tests.unit.analysis.grouping.made import table, vectors

ALL = 10**9


def put(postings: Postings, weights: Floats, first: int) -> None:
    terms, articles = weights.T.nonzero()
    postings.add(terms, articles + first, weights[articles, terms])


def test_cosines_are_those_of_all_that_is_here() -> None:
    weights, asked = table(60, 30, seed=1), table(8, 40, seed=2)
    postings = Postings()
    put(postings, weights[:20, :25], 0)
    put(postings, weights[20:45], 20)
    put(postings, weights[45:], 45)
    expected = asked[:, :30] @ np.concatenate([weights[:20] * (np.arange(30) < 25), weights[20:]]).T
    np.testing.assert_allclose(postings.cosines(vectors(*asked), ALL, range(60)), expected, atol=1e-12)
    postings.leave_out(33)
    found = postings.cosines(vectors(*asked), ALL, range(33, 70))
    np.testing.assert_allclose(found[:, : 60 - 33], expected[:, 33:], atol=1e-12)
    assert not found[:, 60 - 33 :].any()


def test_so_many_entries_are_read_for_each_row_whole_terms_only() -> None:
    postings = Postings()
    put(postings, np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]), 0)
    asked = vectors([1.0, 1.0, 1.0], [0.0, 1.0, 1.0])
    assert postings.cosines(asked, 3, range(2)).tolist() == [[2.0, 1.0], [1.0, 1.0]]
    assert postings.cosines(asked, 0, range(2)).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_nothing_here_gives_no_likeness_in_floats() -> None:
    found = Postings().cosines(vectors([1.0]), ALL, range(3))
    assert found.tolist() == [[0.0, 0.0, 0.0]]
    assert found.dtype == np.float64
