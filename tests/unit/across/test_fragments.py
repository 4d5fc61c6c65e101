"""Stretches of text around what was found: escaped, marked, and never more than may be shown."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from articles.across.fragments import fragments, marked, opening
from articles.analysis.types import Span
from articles.search import CannotSearch, parse

TEXT = (
    "The strike began on Monday & nobody knew <why>. "
    + "Crews stood at the gate and waited for somebody to talk to them. " * 8
    + "A second strike is planned. "
    + "Crews stood at the gate and waited for somebody to talk to them. " * 8
    + "It ended."
)


def test_a_stretch_begins_and_ends_between_words_and_is_escaped() -> None:
    first, second = fragments(TEXT, parse("strike"))
    assert first.startswith("The <mark>strike</mark> began on Monday &amp; nobody knew &lt;why&gt;. Crews stood")
    assert first.endswith(" …")
    assert re.fullmatch(r"… [A-Za-z].* A second <mark>strike</mark> is planned\. .* …", second)


def test_a_short_text_is_marked_as_a_whole() -> None:
    assert marked("Strike <now>", parse("strike")) == "<mark>Strike</mark> &lt;now&gt;"


def test_a_long_text_is_cut_with_what_was_found_in_it() -> None:
    assert opening(TEXT, parse("strike")).startswith("The <mark>strike</mark> began")
    assert "<mark>ended</mark>" in opening(TEXT, parse("ended"))
    assert opening("It ended.", parse("ended")) == "It <mark>ended</mark>."


def test_nothing_is_shown_but_what_is_visible() -> None:
    second = TEXT.index("A second strike")
    visible = [Span(second, second + len("A second strike is planned."))]
    assert fragments(TEXT, parse("strike"), visible) == ("… A second <mark>strike</mark> is planned. …",)
    assert fragments(TEXT, parse("monday"), visible) == ()
    assert fragments(TEXT, parse("strike"), ()) == ()


def test_what_is_shown_already_is_not_shown_again() -> None:
    assert len(fragments(TEXT, parse("strike"), after=20)) == 1


@given(st.text(alphabet="ab <&\n", max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_without_its_marks_a_stretch_is_a_part_of_what_is_visible(text: str, start: int, end: int) -> None:
    visible = [Span(min(start, end, len(text)), min(max(start, end), len(text)))]
    try:
        pieces = fragments(text, parse("a"), visible)
    except CannotSearch:
        return
    for piece in pieces:
        bare = unescape(re.sub("</?mark>", "", piece).removeprefix("… ").removesuffix(" …"))
        assert bare in text[slice(*visible[0])]
