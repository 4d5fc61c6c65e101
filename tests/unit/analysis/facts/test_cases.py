"""What texts give of one thing, differently or alike: one case a phenomenon (cases/*.json).

A case holds ``texts`` by outlet, perhaps when they were ``published`` and what is ``said`` in them (a list of points:
the words in each text, with the ``source`` that a text names), and the ``facts``: ``kind``, ``agreement`` and what each
outlet gives. To each text are added the same sentences of other matters, so that words tell what they tell in real
stories. ``known_failure`` says why a case fails today; a case that holds again must lose that mark.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from articles.analysis.facts import Piece, Told, facts_of
from articles.analysis.text.layout import lay_out
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import Span

CASES = {
    f"{file.stem}: {case['name']}": case
    for file in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
}
OTHER_MATTERS = (
    "Rain fell on the moor all morning. A fox crossed the lane behind the chapel. Bakers lit their ovens before dawn. "
    "The choir practised an old hymn. Gardeners cut back the hedges. A painter hung lanterns along the wall. "
    "Children flew kites over the meadow. The ferry smelt of tar and rope. Nobody minded the cold wind. "
    "Musicians tuned their fiddles in the square. The clock above the market stopped. Swallows nested under the eaves."
)


def piece(key: str, case: dict[str, Any]) -> Piece:
    """One text of a case as the finder of facts takes it."""
    text = f"{case['texts'][key]}\n\n{OTHER_MATTERS}"
    paragraphs = lay_out(text, headline=False).paragraphs
    told = []
    for number, point in enumerate(case.get("said", []), 1):
        if key in point:
            words, source = point[key]["words"], point[key].get("source")
            told.append(Told(number, (where(text, words),), None, where(text, source) if source else None, close=True))
    return Piece(
        key=key,
        text=text,
        sentences=tuple(s for p in paragraphs for s in sentences_in(text, *p)),
        body=paragraphs,
        told=tuple(told),
        published=date.fromisoformat(case["published"][key]) if "published" in case else None,
    )


def where(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def found(case: dict[str, Any]) -> list[dict[str, Any]]:
    pieces = {key: piece(key, case) for key in case["texts"]}
    facts = []
    for fact in facts_of(tuple(pieces.values())):
        given: dict[str, list[str]] = {}
        for one in fact.given:
            given.setdefault(one.piece, []).append(pieces[one.piece].text[slice(*one.span)])
        facts.append({"kind": fact.kind.value, "agreement": fact.agreement.value, "given": given})
    return facts


@pytest.mark.parametrize("name", CASES)
def test_what_texts_give_of_one_thing(name: str) -> None:
    case = CASES[name]

    facts = found(case)

    if "known_failure" not in case:
        assert facts == case["facts"]
    elif facts == case["facts"]:
        pytest.fail("This known failure holds now: remove its mark known_failure.")
    else:
        pytest.xfail(case["known_failure"])


def test_every_case_has_a_name_of_its_own() -> None:
    files = (Path(__file__).parent / "cases").glob("*.json")
    assert len(CASES) == sum(len(json.loads(file.read_text(encoding="utf-8"))) for file in files)


@pytest.mark.parametrize("texts", [{}, {"A": "The pier has 40 lamps."}])
def test_a_single_text_has_nothing_to_be_set_against(texts: dict[str, str]) -> None:
    assert facts_of(tuple(piece(key, {"texts": texts}) for key in texts)) == ()
