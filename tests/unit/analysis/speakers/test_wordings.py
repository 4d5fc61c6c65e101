"""What words that name nobody come to."""

import pytest

from articles.analysis.speakers.wordings import head_noun, kind_of, plain
from articles.analysis.types import SpeakerKind

PERSON, GROUP, ORGANISATION, DOCUMENT = (
    SpeakerKind.PERSON, SpeakerKind.GROUP, SpeakerKind.ORGANISATION, SpeakerKind.DOCUMENT
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("scores of Labour MPs", "Labour MPs"),
        ("A majority of residents", "residents"),
        ("nearly six in 10 voters", "voters"),
        ("88 percent of voters", "voters"),
        ("two of the mayor's aides", "mayor's aides"),
        ("the mayor, who was late", "mayor"),
        ("2020 candidates", "2020 candidates"),
        ("the", "the"),
    ],
)
def test_without_quantity_and_what_is_set_beside(words: str, left: str) -> None:
    assert plain(words) == left


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("lawyers for the family", "lawyers"),
        ("senior harbour official", "official"),
        ("secretary of state", "secretary"),
        ("secretary of state's office", "office"),
        ("residents in the room", "residents"),
        ("", ""),
    ],
)
def test_the_noun_a_phrase_is_about(words: str, noun: str) -> None:
    assert head_noun(words) == noun


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("senior official", PERSON),
        ("harbour master", PERSON),
        ("MSP", PERSON),
        ("officials", GROUP),
        ("Democrats", GROUP),
        ("police", GROUP),
        ("majority", GROUP),
        ("harbour agency", ORGANISATION),
        ("QPA", ORGANISATION),
        ("Q.P.A.", ORGANISATION),
        ("Quayside Forever", ORGANISATION),
        ("Northmoor Union Leader", ORGANISATION),
        ("memo", DOCUMENT),
        ("same proportion", None),
        ("negotiation", None),
        ("strategies", None),
        ("July", None),
        ("others", None),
        ("", None),
    ],
)
def test_what_can_speak(words: str, kind: SpeakerKind | None) -> None:
    assert kind_of(words) is kind
