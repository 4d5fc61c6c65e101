"""For whom people speak, by the words beside their names."""

import pytest

from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.speakers.affiliations import camp_of
from articles.analysis.speakers.camps import Camp, Camps
from articles.analysis.speakers.registry import Person
from articles.analysis.types import SpeakerKind

CAMPS = Camps(
    Knowledge(
        sides=(KnownSide("Harbourites", "Harb", "blue", ("Harbourite",)), KnownSide("Quay Government", "Gov", "slate")),
        speakers=(
            KnownSpeaker("Mary Delling", SpeakerKind.PERSON, "Harbourites"),
            KnownSpeaker("Ferry Office", SpeakerKind.ORGANISATION, "Quay Government"),
        ),
    )
)
OFFICE = Camp("Ferry Office", "Quay Government")
HARBOURITE = Camp(None, "Harbourites")
NOBODY = Camp(None, None)


@pytest.mark.parametrize(
    ("description", "camp"),
    [
        ("", NOBODY),
        ("Harbourite councillor", HARBOURITE),
        ("former Harbourite councillor", HARBOURITE),
        ("former Harbourite", NOBODY),
        ("critic of the Harbourites", NOBODY),
        ("husband of Harbourite councillor Ann Roe", NOBODY),
        ("left the Harbourites for the Ferry Office", OFFICE),
        ("spokesman for the Ferry Office", OFFICE),
        ("shadow Ferry Office minister", NOBODY),
        ("Harbourites' fiercest critic", NOBODY),
    ],
)
def test_the_camp_that_a_description_tells(description: str, camp: Camp) -> None:
    person = Person("Paul Ferne", "Paul Ferne", descriptions=[description] if description else [])

    assert camp_of(person, CAMPS) == camp


def test_the_editors_word_wins_over_the_texts() -> None:
    person = Person("Mary Delling", "Mary Delling", descriptions=["minister of the Ferry Office"])

    assert camp_of(person, CAMPS) == HARBOURITE
