"""A text of any form is read in time that grows with its length alone: each of these once grew with its square."""

import time

import pytest

from articles.analysis import compare, read
from articles.analysis.knowledge import Knowledge

LIMIT = 20.0  # seconds of the processor; each takes under two, and took minutes with the square of its length

FORMS = {
    "full stops": "." * 40_000,
    "stops between marks": ".'\"" * 10_000,
    "quotation marks": '"' * 20_000,
    "marks that never close": "“ ‘" * 10_000,
    "words in single marks": "'a b' " * 8_000,
    "possessives in single marks": "'boys' toys " * 5_000,
    "abbreviations": "Mr. " * 10_000,
    "names in one paragraph": "John Smith. " * 8_000,
    "a quotation of many paragraphs": '"We go now.\n\n' * 3_000,
    "quotations in one paragraph": '"We go now," he said. ' * 3_000,
    "no space": "a" * 1_000_000,
    "no end of a sentence": "the pier and " * 50_000,
    "empty lines": "\n" * 200_000,
    "Windows lines": "a\r\n" * 50_000,
    "commas": "," * 20_000,
    "verbs of saying": "said " * 5_000,
    "ships": "🚢" * 50_000,
    "right to left": "\u202eשלום " * 10_000,
    "zeros": "\0" * 50_000,
}


@pytest.mark.parametrize("form", FORMS)
def test_long_texts_are_read_in_time(form: str) -> None:
    start = time.process_time()

    found = read(FORMS[form])

    assert time.process_time() - start < LIMIT
    assert all(0 <= span.start < span.end <= len(found.text) for span in found.sentences)


def test_a_sentence_without_an_end_is_still_read() -> None:
    text = "Delling said the pier was unsafe, " + "the quay too, " * 400 + "Ferne said the crews would leave."

    found = read(text)

    assert len(found.sentences) == 1
    assert text[slice(*found.drafts[-1].parts[-1])] == "the crews would leave"


def test_half_a_pair_of_characters_is_compared() -> None:
    compared = compare({"a": read("He said \ud83d was it."), "b": read("\ud83d")}, Knowledge())

    assert list(compared.articles) == ["a", "b"]
