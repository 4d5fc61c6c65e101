"""Which of several invented answers to one question say the same (answers.json): ``groups`` of their numbers.

``known_failure`` says why a case fails today; a case that holds again must lose that mark.
"""

import json
from itertools import combinations
from pathlib import Path

import pytest

from articles.analysis.points.sameness import same_pairs

CASES = {case["name"]: case for case in json.loads((Path(__file__).parent / "answers.json").read_text("utf-8"))}


@pytest.mark.parametrize("name", CASES)
def test_which_answers_say_the_same(name: str) -> None:
    case = CASES[name]

    found = same_pairs(case["answers"])

    wanted = sorted(pair for group in case["groups"] for pair in combinations(group, 2))
    if "known_failure" not in case:
        assert found == wanted
    elif found == wanted:
        pytest.fail("This known failure holds now: remove its mark known_failure.")
    else:
        pytest.xfail(case["known_failure"])
