"""Which statements may be of one voice."""

import numpy as np
import pytest

from articles.analysis.points.voices import Voices
from articles.analysis.types import SpeakerKind, Statement
from tests.unit.analysis.made import statement

PERSON, ORGANISATION = SpeakerKind.PERSON, SpeakerKind.ORGANISATION


def said_by(
    speaker: str | None, kind: SpeakerKind | None = PERSON, side: str | None = None, organisation: str | None = None
) -> Statement:
    """A statement of a speaker."""
    return statement("We will sell.", "We will sell.", speaker, speaker_kind=kind, side=side, organisation=organisation)


LEE, CARR, UNKNOWN = said_by("Ann Lee"), said_by("Bo Carr"), said_by(None, None)
UNION = said_by("the dockers' union", ORGANISATION)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (LEE, LEE, True),
        (LEE, CARR, False),
        (LEE, UNKNOWN, True),
        (UNKNOWN, UNKNOWN, True),
        (said_by("Ann Lee", side="Labour"), said_by("Bo Carr", side="Labour"), True),
        (said_by("Ann Lee", side="Labour"), said_by("Bo Carr", side="Tories"), False),
        (said_by("Ann Lee", organisation="the dockers' union"), UNION, True),
        (said_by("Ann Lee", organisation="the port"), said_by("Bo Carr", organisation="the port"), True),
        (said_by("Ann Lee", organisation="the port"), said_by("Bo Carr", organisation="the council"), False),
    ],
)
def test_the_same_words_may_be_one_statement(one: Statement, other: Statement, may_be: bool) -> None:
    both, turned = np.array([0, 1]), np.array([1, 0])

    assert Voices([one, other]).may_be_one(both, turned).tolist() == [may_be, may_be]


@pytest.mark.parametrize(
    ("one", "other", "kindred"),
    [
        (LEE, LEE, False),  # people speak for themselves
        (LEE, UNION, True),  # of no side that is known, as the other
        (said_by("Ann Lee", side="Labour"), said_by("Labour", ORGANISATION, "Labour"), True),
        (said_by("Ann Lee", side="Labour"), said_by("the Tories", ORGANISATION, "Tories"), False),
    ],
)
def test_who_may_speak_for_whom(one: Statement, other: Statement, kindred: bool) -> None:
    both, turned = np.array([0, 1]), np.array([1, 0])

    assert Voices([one, other]).kindred(both, turned).tolist() == [kindred, kindred]


def test_nobody_is_not_one_speaker() -> None:
    voices = Voices([LEE, UNKNOWN, UNKNOWN, LEE, CARR])

    assert voices.one_speaker(np.array([1, 0, 0, 0]), np.array([2, 1, 3, 4])).tolist() == [False, False, True, False]
