import numpy as np

from articles.analysis.points.sameness import average_link, same_pairs


def test_average_link_joins_by_the_mean_of_all_pairs() -> None:
    likeness = np.array([[1.0, 0.8, 0.5], [0.8, 1.0, 0.1], [0.5, 0.1, 1.0]])
    assert average_link(likeness, 0.31) == [[0, 1], [2]]
    assert average_link(likeness, 0.30) == [[0, 1, 2]]
    assert average_link(likeness, 0.9) == [[0], [1], [2]]


def test_answers_that_say_the_same_are_paired() -> None:
    answers = [
        "to stop drug smuggling across the border",
        "because of bad weather and flooded roads",
        "they wanted to prevent smugglers bringing drugs over the border",
    ]
    assert same_pairs(answers) == [(0, 2)]


def test_fewer_than_two_answers_have_no_pairs() -> None:
    assert same_pairs([]) == []
    assert same_pairs(["alone"]) == []
