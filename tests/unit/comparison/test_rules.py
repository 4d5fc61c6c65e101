"""Rules of the analysis in plain words."""

import pytest

from articles.comparison.rules import rule_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("cue beside the quotation; surname", "the words beside the quotation name the speaker; a surname"),
        ("infinitive; pronoun", "a pronoun, by who was named last"),
        ("object; as the text calls it", "called as the text calls them"),
        ("full name", "a full name"),
        ("noun; organisation", "an organisation that is named"),
        ("clause; by_its_style", "by its style"),
    ],
)
def test_a_rule_is_told_in_plain_words(rule: str, words: str) -> None:
    assert rule_words(rule) == words
