"""What is read out of invented news text, one case a phenomenon (cases/*.json).

A case holds a ``text``, what stands in it as ``statements`` (``content``: the parts joined by " … ", ``kind``, and
``source``: the words that name the speaker, or null), and ``headline`` where the first line is one. ``known_failure``
says why a case fails today; a case that holds again must lose that mark.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.analysis import read

CASES = {
    f"{file.stem}: {case['name']}": case
    for file in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
}


def statements(text: str, *, headline: bool) -> list[dict[str, Any]]:
    return [
        {
            "content": " … ".join(text[part.start : part.end] for part in draft.parts),
            "kind": draft.kind.value,
            "source": text[draft.source.start : draft.source.end] if draft.source else None,
        }
        for draft in read(text, headline=headline).drafts
    ]


@pytest.mark.parametrize("name", CASES)
def test_what_a_text_reports(name: str) -> None:
    case = CASES[name]

    found = statements(case["text"], headline=case.get("headline", False))

    if "known_failure" not in case:
        assert found == case["statements"]
    elif found == case["statements"]:
        pytest.fail("This known failure holds now: remove its mark known_failure.")
    else:
        pytest.xfail(case["known_failure"])


def test_every_case_has_a_name_of_its_own() -> None:
    files = (Path(__file__).parent / "cases").glob("*.json")
    assert len(CASES) == sum(len(json.loads(file.read_text(encoding="utf-8"))) for file in files)
