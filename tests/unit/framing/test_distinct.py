"""Log-odds of hand-made texts, set against a calculation by hand."""

from articles.framing import Distinct, distinct_words
from articles.framing.distinct import LEAST_OWN_WORDS, PRIOR_WORDS
from tests.unit.framing.made import words_of

FILLER = " ".join(f"w{number}" for number in range(1000))


def text(line: str, own: int, **given: str) -> object:
    """A line filled up with words that stand once, to so many own words."""
    fill = own - len(line.split())
    return words_of(f"{line} {' '.join(FILLER.split()[:fill])}", **given)


def of(found: list[Distinct], key: str) -> Distinct:
    return next(one for one in found if one.key == key)


def test_a_word_against_all_other_texts_as_counted_by_hand() -> None:
    # "chaos" stands 30 times in the 400 own words of a, 5 times in the 600 of b and c together; so it is 35 of 1,000
    # words, and the prior of 500 words holds 17.5 of it.
    #   log odds of a:      (30 + 17.5) / (400 + 500 - 47.5) = 47.5 / 852.5
    #   of the others:      ( 5 + 17.5) / (600 + 500 - 22.5) = 22.5 / 1077.5
    #   ratio = ln(47.5 / 852.5) - ln(22.5 / 1077.5) = -2.8874435... + 3.8688835... = 0.9814400...
    #   variance = 1 / 47.5 + 1 / 22.5 = 0.0654971..., its root 0.2559240...
    texts = {"a": text("chaos " * 30, 400), "b": text("chaos " * 3, 250), "c": text("chaos " * 2, 350)}
    (chaos,) = (word for word in of(distinct_words(texts), "a").words or () if word.word == "chaos")  # type: ignore[arg-type]
    assert PRIOR_WORDS == 500.0
    assert (chaos.times, chaos.times_elsewhere) == (30, 5)
    assert [round(value, 9) for value in (chaos.ratio, chaos.low, chaos.high, chaos.z)] == [
        0.981440015, 0.479829043, 1.483050987, 3.834889059,
    ]  # fmt: skip
    assert chaos.stands_out
    assert [tuple(place) for place in chaos.places[:2]] == [(0, 5), (6, 11)]


def test_only_words_that_an_outlet_says_itself_are_counted() -> None:
    quoted = text("calm", 300, quoted="chaos " * 40, reported="chaos " * 40)
    found = of(distinct_words({"a": quoted, "b": text("calm", 300)}), "a")  # type: ignore[dict-item]
    assert (found.own_words, found.words) == (300, ())


def test_too_few_words_to_say_of_a_text_or_of_all_others() -> None:
    short, long = text("chaos " * 50, LEAST_OWN_WORDS - 1), text("calm", 600)
    found = distinct_words({"a": short, "b": long})  # type: ignore[dict-item]
    assert [(one.own_words, one.words) for one in found] == [(LEAST_OWN_WORDS - 1, None), (600, None)]
    alone = distinct_words({"a": long})  # type: ignore[dict-item]
    assert [one.words for one in alone] == [None]
    assert distinct_words({}) == []


def test_a_word_must_stand_three_times_and_more_often_than_elsewhere() -> None:
    a, b = text("chaos chaos calm calm calm", 300), text("calm " * 30, 300)
    assert of(distinct_words({"a": a, "b": b}), "a").words == ()  # type: ignore[dict-item]


def test_words_without_content_and_of_the_outlets_own_name_are_not_listed() -> None:
    texts = {"a": text("the " * 30 + "herald " * 30 + "chaos " * 30, 400), "b": text("calm", 400)}
    found = distinct_words(texts, {"a": frozenset({"herald"})})  # type: ignore[arg-type]
    assert [one.word for one in of(found, "a").words or ()] == ["chaos"]
