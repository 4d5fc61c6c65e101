import pytest

from articles.analysis import read
from articles.analysis.compare import compare
from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.stance.targets import Topics
from articles.analysis.stance_stories import stances_in
from articles.analysis.types import Span, SpeakerKind, Stance, Tone

KNOWLEDGE = Knowledge(
    sides=(KnownSide("Harbour Party", "HP", "blue", ("the Harbourites",)),),
    speakers=(KnownSpeaker("Dockers’ Union", SpeakerKind.ORGANISATION, None, ("Dockers' Union",)),),
)


def stances(text: str) -> list[tuple[Stance, ...]]:
    comparison = compare({"a": read(text, headline=False)}, KNOWLEDGE)
    return [statement.stances for statement in comparison.articles["a"].statements]


def test_a_stance_has_its_target_and_the_words_that_name_it() -> None:
    text = "Mara Delling condemned the closure of the pier."

    assert stances(text) == [(Stance(Tone.CRITICISM, "the closure", Span(27, 34)),)]
    assert text[27:34] == "closure"


def test_people_stand_before_things() -> None:
    text = (
        "Carl Voss closed the pier. Mr Voss spoke. “Carl Voss is a disgrace and this reckless closure is a scandal,” "
        "Mara Delling said."
    )

    [found] = stances(text)[-1:]

    assert [(s.stance, s.target) for s in found] == [(Tone.CRITICISM, "Carl Voss"), (Tone.CRITICISM, "the closure")]


def test_the_party_is_the_one_named_last() -> None:
    text = "The Harbour Party met on Monday. “This is absurd talk from the party,” Mara Delling said."

    assert [(s.stance, s.target) for s in stances(text)[-1]] == [(Tone.CRITICISM, "Harbour Party")]


def test_who_acts_is_no_target() -> None:
    text = "“The hall was wrecked and shamefully abandoned by the Dockers’ Union,” Mara Delling said."

    assert "Dockers’ Union" not in [s.target for s in stances(text)[-1]]


def test_a_members_own_label_is_no_target() -> None:
    text = "“As a proud Harbourite, I stand with the dockers,” Mara Delling said."

    assert [(s.stance, s.target) for s in stances(text)[-1]] == [(Tone.SUPPORT, "the dockers")]


@pytest.mark.parametrize(
    "text",
    ["Mara Delling said the ferry leaves at ten.", "The council meets on Monday, Mara Delling said."],
)
def test_information_takes_no_stand(text: str) -> None:
    assert stances(text)[-1] == ()


def test_topics_are_the_nouns_that_several_articles_come_back_to() -> None:
    topics = Topics([
        "The harbour wall is old. The harbour wall will fall.", "They fear for the harbour wall. A gull sat there.",
    ])  # fmt: skip

    assert dict(topics.heads) == {"wall": 3}
    assert [t.name for t in topics.targets_in("Save the wall now", Span(0, 17))] == ["the harbour wall"]


def test_a_story_without_topics_names_none() -> None:
    assert Topics([]).targets_in("the wall", Span(0, 8)) == []


def test_stances_of_a_story_name_sentence_subject_and_object() -> None:
    sentences = {
        "0": "Mara Delling, the harbour master, spoke on Monday.",
        "1": "Delling said Carl Voss had lied to the inquiry and was a disgrace.",
        "2": "The ferry leaves at ten.",
    }

    assert ("1", "Mara Delling", "NEG", "Carl Voss") in stances_in("Harbour row", sentences, KNOWLEDGE)
    assert all(ident == "1" for ident, *_ in stances_in("Harbour row", sentences, KNOWLEDGE))


def test_no_sentences_give_no_stances() -> None:
    assert stances_in("", {}) == ()
