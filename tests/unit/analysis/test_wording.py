import pytest

from articles.analysis.types import Span, Voice
from articles.analysis.wording import judge, loaded_in


def terms(text: str, quoted: list[Span] | None = None) -> list[tuple[str, str, str]]:
    found = loaded_in(text, [Span(0, len(text))], quoted or [])
    return [(term.term, term.category, term.voice.value) for term in found]


def test_terms_have_category_and_the_outlets_voice() -> None:
    assert terms("The minister defied the furious union barons.") == [
        ("defied", "heated_verbs", "outlet"),
        ("furious", "judging_adjectives", "outlet"),
        ("union barons", "labels", "outlet"),
    ]


def test_words_in_quotation_are_the_quoted_voice() -> None:
    text = "She spoke of “selfish strikes” in a blatant stunt."
    start, end = text.index("“"), text.index("”") + 1

    assert terms(text, [Span(start, end)]) == [
        ("selfish", "judging_adjectives", Voice.QUOTED.value),
        ("blatant", "judging_adjectives", Voice.OUTLET.value),
        ("stunt", "heated_nouns", Voice.OUTLET.value),
    ]


@pytest.mark.parametrize(
    "plain",
    [
        "The government failed to reply.",
        "Extreme weather closed the line.",
        "He took sick leave in May.",
        "The chancellor of the Communist Party of Ruritania spoke.",
        "The item was on the agenda.",
        "She was charged with sexual assault.",
        "Jobless claims fell to 210,000.",
        "Everyone is entitled to a reply.",
    ],
)
def test_set_phrases_and_names_are_plain(plain: str) -> None:
    assert terms(plain) == []


def test_a_headline_in_capitals_still_shows_its_words() -> None:
    assert [term for term, _, _ in terms("Voss Slams Council Over Pier Shambles")] == ["slams", "shambles"]


def test_spans_are_the_words_as_they_stand() -> None:
    text = "It was an out-of-touch, blatant stunt."

    assert [text[t.span.start : t.span.end] for t in loaded_in(text, [Span(0, len(text))], [])] == [
        "out-of-touch", "blatant", "stunt",
    ]  # fmt: skip


def test_only_the_given_passages_are_looked_at() -> None:
    text = "A blatant stunt. A blatant stunt."

    assert [term.span for term in loaded_in(text, [Span(17, 33)], [])] == [Span(19, 26), Span(27, 32)]


def test_a_heated_sentence_is_loaded_by_its_words() -> None:
    loaded, words = judge("The radical leftist mob launched a disgusting smear campaign against decent people.")

    assert loaded
    assert {"radical", "leftist", "mob", "disgusting"} <= set(words)


def test_a_plain_sentence_is_not_loaded_and_names_no_words() -> None:
    assert judge("The committee will meet on Tuesday to discuss the budget.") == (False, ())


def test_an_empty_sentence_is_not_an_error() -> None:
    assert judge("")[1] == ()
