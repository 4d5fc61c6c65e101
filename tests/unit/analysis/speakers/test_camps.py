"""Sides and organisations that words name."""

import pytest

from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.speakers.camps import Camp, Camps
from articles.analysis.types import SpeakerKind

CAMPS = Camps(
    Knowledge(
        sides=(
            KnownSide("Harbour Party", "Harb", "blue", ("Harbourite", "D-", "GOP")),
            KnownSide("Crews", "Crew", "teal"),
        ),
        speakers=(
            KnownSpeaker("Mara Delling", SpeakerKind.PERSON, "Harbour Party"),
            KnownSpeaker("Northmoor Harbour Party", SpeakerKind.ORGANISATION, "Harbour Party"),
            KnownSpeaker("Harbour Workers' Union", SpeakerKind.ORGANISATION, "Crews", ("HWU",)),
            KnownSpeaker("Board", SpeakerKind.ORGANISATION),
        ),
    )
)
PARTY = Camp(None, "Harbour Party")


@pytest.mark.parametrize(
    ("words", "camps"),
    [
        ("", []),
        ("the mayor", []),
        ("a Harbour Party councillor", [PARTY]),
        ("HARBOUR PARTY leader", [PARTY]),
        ("Northmoor Harbour Party leader", [Camp("Northmoor Harbour Party", "Harbour Party")]),
        ("the Harbour Workers’ Union", [Camp("Harbour Workers' Union", "Crews")]),
        ("an HWU man of the Harbour Party", [Camp("Harbour Workers' Union", "Crews"), PARTY]),
        ("hwu", []),
        ("D-Ohio", [PARTY]),
        ("a Harbourite", [PARTY]),
        ("Harbourites", []),
        ("the Board", [Camp("Board", None)]),
        ("THE BOARD", [Camp("Board", None)]),
        ("the board", []),
        ("a boarding house", []),
    ],
)
def test_the_longest_alias_is_found_as_a_whole_word(words: str, camps: list[Camp]) -> None:
    assert CAMPS.named_in(words) == camps


def test_sides_of_people_and_organisations_by_name() -> None:
    assert CAMPS.side_of_person("Mara Delling") == "Harbour Party"
    assert CAMPS.side_of_person("Tobias Ferne") is None
    assert CAMPS.side_of_organisation("Harbour Workers’ Union") == "Crews"
    assert CAMPS.side_of_organisation("Board") is None


def test_without_knowledge_nothing_is_named() -> None:
    assert Camps(Knowledge()).named_in("the Harbour Party") == []
