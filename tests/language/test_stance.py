"""What stances a statement of an invented text takes, and towards whom (stance.json).

``known_failure`` says why a case fails today; a case that holds again must lose that mark.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.analysis import compare, read
from articles.analysis.knowledge import Knowledge

CASES = {case["name"]: case for case in json.loads((Path(__file__).parent / "stance.json").read_text("utf-8"))}


def stances(text: str) -> list[list[Any]]:
    article = compare({"a": read(text, headline=False)}, Knowledge()).articles["a"]
    return [[stance.stance.value, stance.target] for statement in article.statements for stance in statement.stances]


@pytest.mark.parametrize("name", CASES)
def test_whom_a_statement_is_for_or_against(name: str) -> None:
    case = CASES[name]

    found = stances(case["text"])

    if "known_failure" not in case:
        assert found == case["stances"]
    elif found == case["stances"]:
        pytest.fail("This known failure holds now: remove its mark known_failure.")
    else:
        pytest.xfail(case["known_failure"])
