"""Annotations and links to words."""

import json

import pytest

from articles.analysis.types import Span
from articles.exports.annotation import annotation, selector, text_fragment

TEXT = "The harbour is shut. “We stay out,” said Ann Lee. Nobody else spoke."
SAID = Span(TEXT.index("We stay"), TEXT.index(",”"))


def test_a_selector_has_the_words_and_what_stands_around_them() -> None:
    found = selector(TEXT, SAID, [Span(0, len(TEXT))])
    assert found == {
        "type": "TextQuoteSelector",
        "exact": "We stay out",
        "prefix": "The harbour is shut. “",
        "suffix": ",” said Ann Lee. Nobody else spo",
    }
    assert found["prefix"] + found["exact"] + found["suffix"] in TEXT


def test_what_a_reader_may_not_see_is_not_around_it() -> None:
    sentence = Span(TEXT.index("“"), TEXT.index(" Nobody"))
    found = selector(TEXT, SAID, [sentence])
    assert (found["prefix"], found["suffix"]) == ("“", ",” said Ann Lee.")


def test_an_annotation_has_a_target_for_each_part() -> None:
    parts = [SAID, Span(TEXT.index("Nobody"), len(TEXT))]
    data = json.loads(annotation(TEXT, parts, [Span(0, len(TEXT))], address="https://d/p/", source="https://n/a"))
    assert (data["@context"], data["id"], data["type"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "https://d/p/",
        "Annotation",
    )
    assert [(one["source"], one["selector"]["exact"]) for one in data["target"]] == [
        ("https://n/a", "We stay out"),
        ("https://n/a", "Nobody else spoke."),
    ]


@pytest.mark.parametrize(
    ("url", "words", "address"),
    [
        ("", "We stay", ""),
        ("https://n/a", "  ", ""),
        ("https://n/a", "We stay out", "https://n/a#:~:text=We%20stay%20out"),
        ("https://n/a#top", "a-b, c & d", "https://n/a#top:~:text=a%2Db%2C%20c%20%26%20d"),
        ("https://n/a", "one two\n\nthree", "https://n/a#:~:text=one%20two%20three"),
        (
            "https://n/a",
            " ".join(f"word{n}" for n in range(40)),
            "https://n/a#:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39",
        ),
    ],
)
def test_a_link_opens_at_the_words(url: str, words: str, address: str) -> None:
    assert text_fragment(url, words) == address
