"""Texts as XML can hold them."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exports.xml import xml_text


@pytest.mark.parametrize("char", ["\x00", "\x02", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_does_not_have_is_shown_as_such(char: str) -> None:
    assert xml_text(f"a{char}b{char}") == "a\ufffdb\ufffd"


@pytest.mark.parametrize("text", ["", "a\tb\nc\rd", "ä “é” \x7f\x85\u2028", "😀 \ufffd"])
def test_everything_else_stays(text: str) -> None:
    assert xml_text(text) == text


@given(st.text(st.characters(exclude_characters="<&>\r")))
def test_any_text_can_be_read_again(text: str) -> None:
    kept = xml_text(text)
    assert (ET.fromstring(f"<a>{kept}</a>").text or "") == kept  # noqa: S314 - our own
