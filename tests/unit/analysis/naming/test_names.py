"""What small texts call the same people, sides and things: every way, counted by text and voice."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.analysis.knowledge import Knowledge, knowledge_from_json
from articles.analysis.naming import NamedText, names_of, role_of
from articles.analysis.text.layout import lay_out
from articles.analysis.text.quotations import quotations_in

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
SEEDS = HERE.parents[3] / "seeds" / "knowledge.json"
KNOWLEDGE = knowledge_from_json(json.loads(SEEDS.read_text(encoding="utf-8")))


def text(key: str, words: str) -> NamedText:
    body = lay_out(words).body
    return NamedText(key, words, body, tuple(part for one in quotations_in(words, body) for part in one.parts))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_way_of_naming(case: dict[str, Any]) -> None:
    texts = tuple(text(key, words) for key, words in case["texts"].items())
    found = {
        one.name: {
            way.form: {
                key: [len(way.own.get(key, ())), len(way.quoted.get(key, ()))]
                for key in case["texts"]
                if key in way.own or key in way.quoted
            }
            for way in one.ways
        }
        for one in names_of(texts, KNOWLEDGE).named
    }
    assert found == case["names"]


def test_places_are_the_exact_characters() -> None:
    words = "Sir Keir Starmer spoke. Starmer’s aides agreed with Sir Keir."
    (starmer,) = names_of((text("a", words), text("b", "Nobody spoke.")), KNOWLEDGE).named
    written = {way.form: [words[slice(*span)] for span in way.own["a"]] for way in starmer.ways}
    assert written == {"Sir Keir Starmer": ["Sir Keir Starmer"], "Starmer": ["Starmer"], "Sir Keir": ["Sir Keir"]}


def test_nothing_is_known_and_nothing_is_there() -> None:
    assert names_of((), Knowledge()).named == ()
    assert names_of((text("a", ""), text("b", "The sea is calm.")), Knowledge()).named == ()


@pytest.mark.parametrize(
    ("kind", "descriptions", "role"),
    [
        ("person", ["general secretary of Unite"], "union"),
        ("person", ["Labour leader"], "politician"),
        ("person", ["Scottish party's transport spokesman"], "spokesperson"),
        ("person", ["professor of history"], "expert"),
        ("person", ["old friend"], None),
        ("person", [], None),
        ("organisation", ["Labour leader"], "organisation"),
        ("document", [], "document"),
        (None, ["Labour leader"], "politician"),
    ],
)
def test_roles_by_the_words_beside_the_name(kind: str | None, descriptions: list[str], role: str | None) -> None:
    assert role_of(kind, descriptions) == role


def test_the_roles_of_a_story_are_those_of_its_people() -> None:
    names = names_of((text("a", "Sharon Graham, the general secretary of Unite, said no."),), KNOWLEDGE)
    assert names.roles == {"Sharon Graham": "union"}
