"""How the page says numbers, lists and shares."""

import pytest

from articles.analysis.types import Span
from articles.comparison.words import count, listed, passage, percent, shortened, stance_words, without_name


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0\u00a0%"), (0.004, "under 1 %"), (0.006, "1\u00a0%"), (1, "100\u00a0%")]
)
def test_a_share_that_is_not_nothing_is_never_called_nothing(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_phrases(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_numbers_carry_their_noun() -> None:
    assert [count(1, "point"), count(2, "point"), count(0, "story", "stories")] == [
        "1\u00a0point",
        "2\u00a0points",
        "0\u00a0stories",
    ]


def test_passages_run_on_over_paragraphs() -> None:
    assert passage("“One\n\n“two”", [Span(1, 4), Span(7, 10)]) == "One two"


def test_long_texts_end_between_words() -> None:
    assert shortened("one two, three", 9) == "one two …"
    assert shortened("short", 9) == "short"


def test_stances_name_their_target_where_there_is_one() -> None:
    assert stance_words("criticism", "the strikes") == "criticism of the strikes"
    assert stance_words("neutral", "") == "neutral"


def test_a_gist_does_not_repeat_the_speaker_beside_it() -> None:
    assert without_name("Ann Lee: no deal", "Ann Lee") == "no deal"
    assert without_name("Ann Lee: no deal", None) == "Ann Lee: no deal"
