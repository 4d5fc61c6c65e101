import pytest

from articles.analysis.stance.tone import ToneShares, polarity, tones
from articles.analysis.types import Tone


def tone_towards(sentence: str, target: str) -> Tone:
    start = sentence.index(target)
    return polarity(sentence, start, start + len(target))


@pytest.mark.parametrize(
    ("sentence", "target", "tone"),
    [
        ("Mara Delling praised the brave volunteers who saved the pier.", "volunteers", Tone.SUPPORT),
        ("The auditors accused Carl Voss of lying to the inquiry.", "Carl Voss", Tone.CRITICISM),
        ("The council will meet in the town hall on Tuesday.", "The council", Tone.NEUTRAL),
        ("Critics called Carl Voss a liar.", "Carl Voss", Tone.CRITICISM),
    ],
)
def test_what_a_sentence_does_to_its_target(sentence: str, target: str, tone: Tone) -> None:
    assert tone_towards(sentence, target) is tone


def test_a_name_makes_no_difference() -> None:
    sentence = "{} was accused of corruption by the auditors."
    shares = tones([(sentence.format(name), 0, len(name)) for name in ("Mara Delling", "Jane Rowe", "Carl Vossing")])

    assert shares[0] == shares[1] == shares[2]
    assert shares[0].tone is Tone.CRITICISM


def test_shares_sum_to_one_with_and_without_a_parse() -> None:
    sentence = "The council praised the plan."
    for parsed in (False, True):
        [shares] = tones([(sentence, 20, 28)], parsed=parsed)
        assert round(shares.criticism + shares.neutral + shares.support, 5) == 1


def test_many_at_once_are_judged_as_one_by_one() -> None:
    asked = [
        ("Voss lied to the inquiry.", 0, 4),
        ("A much longer sentence in which Delling is praised by all.", 32, 39),
    ]

    together = [shares.tone for shares in tones(asked)]

    assert together == [tones([one])[0].tone for one in asked]


def test_nothing_asked_gives_nothing() -> None:
    assert tones([]) == []


def test_a_tie_is_neutral() -> None:
    assert ToneShares(criticism=0.4, neutral=0.4, support=0.2).tone is Tone.NEUTRAL
    assert ToneShares(criticism=0.5, neutral=0.2, support=0.3).lean == pytest.approx(-0.2)


@pytest.mark.parametrize("sentence", ["", "?", "Voss."])
def test_hardly_any_words_are_no_error(sentence: str) -> None:
    assert polarity(sentence, 0, len(sentence)) in set(Tone)
