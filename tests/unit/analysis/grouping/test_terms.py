"""Terms by bytes and whole numbers, held against the stems of words that are cut one by one."""

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.grouping.terms import NO_TERM, TermNumbers
from articles.analysis.text.similarity import STOP_WORDS, stems

AWKWARD = st.text(alphabet="abst'`’ \n-.09AÉİK\ud800\U0001d41a", max_size=25)
TEXTS = st.lists(AWKWARD | st.text(max_size=25), max_size=4)


def found(numbers: TermNumbers, texts: Sequence[str]) -> list[tuple[int, int]]:
    rows, terms = numbers.of(texts)
    return sorted((row, term) for row, term in zip(rows.tolist(), terms.tolist(), strict=True) if term != NO_TERM)


def expected(number_of: dict[str, int], texts: Iterable[str]) -> list[tuple[int, int]]:
    return sorted(
        (row, number_of.setdefault(stem, len(number_of))) for row, text in enumerate(texts) for stem in stems(text)
    )


@given(st.lists(TEXTS, max_size=4))
def test_terms_are_stems_numbered_as_they_are_met(calls: list[list[str]]) -> None:
    numbers, number_of = TermNumbers(), dict[str, int]()
    for texts in calls:
        assert found(numbers, texts) == expected(number_of, texts)
    assert len(numbers) == len(number_of)


def test_stop_words_have_no_term_and_with_an_ending_they_have() -> None:
    numbers = TermNumbers()
    assert found(numbers, [" ".join(sorted(STOP_WORDS)), "IT, it. 'it'"]) == []
    assert found(numbers, ["it's", "It’ll", "it"]) == [(0, 0), (1, 0)]


def test_a_word_has_one_ending_and_the_rest_is_another_word() -> None:
    texts = ["rock'n'roll'n'rock", "don'5 a'b'c'd e'f9", "quoted 'words' here'", "bridge's bridges' bridge"]
    assert found(TermNumbers(), texts) == expected({}, texts)


def test_a_word_at_the_very_start_or_end_is_whole() -> None:
    assert found(TermNumbers(), ["bridge", "", "crack", "bridgehead"]) == [(0, 0), (2, 1), (3, 0)]


def test_many_terms_are_told_apart() -> None:
    words = [f"x{number}" for number in range(20_000)]
    numbers = TermNumbers()
    assert found(numbers, words) == found(numbers, words) == [(number, number) for number in range(20_000)]
