import pytest

from articles.analysis.stance.weighing import INFORMING, Said, in_context
from articles.analysis.statements.draft import Draft
from articles.analysis.types import Kind, Span, SpeakerKind


def said(
    speaker: str | None = "Mara Delling", paragraph: int = 1, verb: str = "say", kind: SpeakerKind | None = None
) -> Said:
    draft = Draft(
        parts=(Span(0, 1),), kind=Kind.DIRECT, in_headline=False, paragraph=paragraph, cue=None, verb=verb, source=None,
        rule="made by hand", confidence=1.0,
    )  # fmt: skip
    return Said(draft, speaker, kind)


def test_what_a_speaker_says_next_to_it_counts() -> None:
    alone, beside = in_context([said()], [-0.3]), in_context([said(), said(paragraph=2)], [-0.3, -2.0])

    assert alone == [-0.3]
    assert beside[0] < -0.4


@pytest.mark.parametrize("other", [said("Carl Voss"), said(paragraph=3), said(None)])
def test_other_speakers_and_far_words_do_not_count(other: Said) -> None:
    assert in_context([said(), other], [-0.3, -2.0])[0] == -0.3


@pytest.mark.parametrize(
    "statement", [said(verb="find"), said("harbour survey"), said("memo", kind=SpeakerKind.DOCUMENT)]
)
def test_who_tells_what_was_found_takes_a_stand_less_often(statement: Said) -> None:
    assert in_context([statement], [1.0]) == [INFORMING]


def test_nothing_said_gives_nothing() -> None:
    assert in_context([], []) == []
