"""Marks in a text: exact, nested and escaped."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span
from articles.comparison.marks import Block, Mark, render, render_blocks

texts = st.text(alphabet=st.sampled_from(list("ab <>&\"'“’\r\n\u00a0\u2028é\U0001f600")), max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    position = st.integers(min_value=0, max_value=len(text))
    spans = draw(st.lists(st.tuples(position, position).map(lambda pair: Span(*sorted(pair))), max_size=8))
    marks = [Mark(span, f"c{n}", rank=n % 3, ident=f"i{n}", label="<L>") for n, span in enumerate(spans)]
    return text, marks


class Nesting(HTMLParser):
    """Collects, for each character, the classes that hold it; fails on an element closed out of turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.characters: list[tuple[str, frozenset[str]]] = []
        self.idents: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open.append((tag, given.get("class") or ""))
        self.idents += [given["id"] or ""] if "id" in given else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        held = frozenset(name for _, name in self.open if name)
        self.characters += [(character, held) for character in data]


def stripped(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(marked_texts())
def test_stripping_the_tags_gives_the_text_back(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    assert stripped(render(text, marks)) == text


@given(marked_texts())
def test_each_character_is_held_by_exactly_its_marks(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    parser = Nesting()
    parser.feed(render(text, marks))
    parser.close()
    assert parser.open == []
    assert parser.characters == [
        (character, frozenset(mark.classes for mark in marks if mark.span.start <= at < mark.span.end))
        for at, character in enumerate(text)
    ]
    assert len(parser.idents) == len(set(parser.idents))


@given(marked_texts(), st.lists(st.integers(0, 60), max_size=6))
def test_blocks_keep_the_whole_text_too(given_text: tuple[str, list[Mark]], cuts: list[int]) -> None:
    text, marks = given_text
    edges = sorted(cuts)
    blocks = [Block(Span(start, end), "para") for start, end in pairwise(edges)]
    html = render_blocks(text, blocks, marks)
    assert stripped(html) == text
    parser = Nesting()
    parser.feed(html)
    parser.close()
    assert len(parser.idents) == len(set(parser.idents))


def test_overlapping_marks_are_closed_and_opened_again() -> None:
    marks = [Mark(Span(0, 4), "one", 0, "a", "L", 7), Mark(Span(2, 6), "two", 1, "b")]
    assert render("abcdef", marks) == (
        '<span class="one" id="a" data-label="L" data-point="7">ab<span class="two" id="b">cd</span></span>'
        '<span class="two">ef</span>'
    )


def test_a_mark_over_two_paragraphs_has_its_label_once() -> None:
    html = render_blocks("ab\n\ncd", [Block(Span(0, 2)), Block(Span(4, 6))], [Mark(Span(1, 5), "m", 0, "x", "L")])
    assert html == '<p>a<span class="m" id="x" data-label="L">b</span></p>\n\n<p><span class="m">c</span>d</p>'


def test_words_outside_every_paragraph_are_kept() -> None:
    assert render_blocks("ab cd", [Block(Span(0, 2), "para")], []) == '<p class="para">ab </p><p>cd</p>'


def test_a_mark_that_begins_between_paragraphs_keeps_its_name() -> None:
    html = render_blocks("a\n\nb", [Block(Span(0, 1)), Block(Span(3, 4))], [Mark(Span(1, 4), "m", 0, "x")])
    assert html == '<p>a</p>\n\n<p><span class="m" id="x">b</span></p>'
