"""Readings as JSON and back."""

import json

import pytest

from articles.analysis import decode_reading, encode_reading, read

TEXT = (
    "Delling ‘furious’ at sale\n\nMara Delling slammed the sale, saying: “We had no say.\n\n"
    "READ MORE: pier sold\n\n“We will fight.”\n\nShe added that the board was ‘reckless’.\n"
)


@pytest.mark.parametrize("text", ["", "Pier", TEXT])
def test_a_reading_comes_back_as_it_was(text: str) -> None:
    reading = read(text)

    assert decode_reading(text, json.loads(json.dumps(encode_reading(reading)))) == reading


def test_the_text_itself_is_not_in_it() -> None:
    assert "READ MORE" not in json.dumps(encode_reading(read(TEXT)))


def test_data_of_another_form_is_refused() -> None:
    with pytest.raises(KeyError):
        decode_reading(TEXT, {"drafts": []})
