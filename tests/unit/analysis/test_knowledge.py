"""Knowledge from JSON, and the one sentence that says what does not fit."""

import json
from pathlib import Path

import pytest

from articles.analysis.knowledge import Knowledge, KnowledgeError, KnownSide, KnownSpeaker, knowledge_from_json
from articles.analysis.types import SpeakerKind


def test_nothing_is_enough() -> None:
    assert knowledge_from_json({}) == Knowledge()


def test_sides_and_speakers_with_what_is_left_out_filled_in() -> None:
    data = {
        "about": "not read",
        "sides": [{"name": " Harbour Party of Northmoor ", "aliases": [" Harbourites"]}],
        "speakers": [
            {"name": "Mara Delling", "side": "Harbour Party of Northmoor"},
            {"name": "HWU", "kind": "organisation", "side": None, "aliases": ["the dockers"]},
        ],
    }

    assert knowledge_from_json(data) == Knowledge(
        sides=(KnownSide("Harbour Party of Northmoor", "Harbour Part", "slate", ("Harbourites",)),),
        speakers=(
            KnownSpeaker("Mara Delling", SpeakerKind.PERSON, "Harbour Party of Northmoor"),
            KnownSpeaker("HWU", SpeakerKind.ORGANISATION, None, ("the dockers",)),
        ),
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "The knowledge file must hold one JSON object with the keys sides and speakers."),
        (None, "The knowledge file must hold one JSON object with the keys sides and speakers."),
        ({"sides": {}}, "The key sides must hold a list of objects."),
        ({"speakers": ["Delling"]}, "The key speakers must hold a list of objects."),
        ({"sides": [{"colour": "blue"}]}, "The entry {'colour': 'blue'} needs a text under name."),
        ({"sides": [{"name": " "}]}, "The entry ' ' needs a text under name."),
        ({"sides": [{"name": "Crews", "colour": 3}]}, "The entry 'Crews' needs a text under colour."),
        ({"sides": [{"name": "Crews", "aliases": "HWU"}]}, "The aliases of 'Crews' must be a list of texts."),
        ({"sides": [{"name": "Crews", "aliases": [""]}]}, "The aliases of 'Crews' must be a list of texts."),
        (
            {"speakers": [{"name": "Delling", "kind": "robot"}]},
            "The kind of 'Delling' must be one of: person, organisation, group, document.",
        ),
        ({"speakers": [{"name": "Delling", "side": 3}]}, "The side of 'Delling' must be a text or null."),
        (
            {"speakers": [{"name": "Delling", "side": "Crews"}]},
            "The speaker 'Delling' names the side 'Crews', which is not listed.",
        ),
    ],
)
def test_what_does_not_fit_is_named(data: object, sentence: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        knowledge_from_json(data)

    assert str(raised.value) == sentence


def test_the_shipped_starter_set_fits(root: Path) -> None:
    knowledge = knowledge_from_json(json.loads((root / "seeds" / "knowledge.json").read_text(encoding="utf-8")))

    names = [side.name for side in knowledge.sides]
    assert len(names) == len(set(names))
    assert {"Labour", "Conservatives"} <= set(names)
