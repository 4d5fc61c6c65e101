"""What is made of several invented articles of one story (stories.json), with the shipped starter knowledge.

A story holds its ``articles`` and any of: ``speakers``, ``kinds`` and ``sides``
([article, first words of a statement, who]), ``only_in`` ([article, first words, the one article that carries it or
null]) and ``coverage`` ([article, first words, another article, how that one carries it]). ``known_failure`` says why
it fails today.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from articles.analysis import compare, read
from articles.analysis.knowledge import Knowledge, knowledge_from_json
from articles.analysis.types import Comparison, Point, Statement

STORIES = {
    story["name"]: story for story in json.loads((Path(__file__).parent / "stories.json").read_text(encoding="utf-8"))
}


_OF_SPEAKERS: dict[str, Callable[[Statement], str | None]] = {
    "speakers": lambda statement: statement.speaker,
    "kinds": lambda statement: statement.speaker_kind,
    "sides": lambda statement: statement.side,
}


@pytest.fixture(scope="module")
def knowledge(root: Path) -> Knowledge:
    return knowledge_from_json(json.loads((root / "seeds" / "knowledge.json").read_text(encoding="utf-8")))


def told(comparison: Comparison, article: str, words: str) -> Statement | None:
    """The statement of an article that begins with ``words``."""
    analysed = comparison.articles[article]
    return next((s for s in analysed.statements if analysed.text.startswith(words, s.start)), None)


def point_of(comparison: Comparison, article: str, words: str) -> Point | None:
    statement = told(comparison, article, words)
    return next((p for p in comparison.points if statement and statement.id in p.coverage[article].statements), None)


def seen(story: dict[str, Any], comparison: Comparison) -> dict[str, list[list[Any]]]:
    """What the comparison has for each expectation of the story, in the same form; "nothing" where it is not found."""
    found: dict[str, list[list[Any]]] = {}
    for key, of_speaker in _OF_SPEAKERS.items():
        for article, words, _ in story.get(key, ()):
            statement = told(comparison, article, words)
            who = of_speaker(statement) if statement else "nothing"
            found.setdefault(key, []).append([article, words, who])
    for article, words, _ in story.get("only_in", ()):
        point = point_of(comparison, article, words)
        found.setdefault("only_in", []).append([article, words, point.only_in if point else "nothing"])
    for article, words, other, _ in story.get("coverage", ()):
        point = point_of(comparison, article, words)
        status = point.coverage[other].status.value if point else "nothing"
        found.setdefault("coverage", []).append([article, words, other, status])
    return found


@pytest.mark.parametrize("name", STORIES)
def test_what_a_story_comes_to(name: str, knowledge: Knowledge) -> None:
    story = STORIES[name]
    wanted = {key: story[key] for key in (*_OF_SPEAKERS, "only_in", "coverage") if key in story}
    assert wanted

    comparison = compare({key: read(text, headline=False) for key, text in story["articles"].items()}, knowledge)
    found = seen(story, comparison)

    if "known_failure" not in story:
        assert found == wanted
    elif found == wanted:
        pytest.fail("This known failure holds now: remove its mark known_failure.")
    else:
        pytest.xfail(story["known_failure"])


def test_every_story_has_a_name_of_its_own() -> None:
    assert len(STORIES) == len(json.loads((Path(__file__).parent / "stories.json").read_text(encoding="utf-8")))
