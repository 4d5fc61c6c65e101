"""Excerpts: the sentences around what is marked, with a sign wherever something is left out."""

import re
from typing import Any

import pytest

from articles.analysis.types import Span
from articles.comparison.excerpts import excerpts, excerpts_html
from articles.comparison.marks import Block, Mark
from articles.comparison.rows import ArticleRow
from articles.models import OutletSource

TEXT = "Pier shut\n\nOne is here. Two & three. Four.\n\nFive.\n\nSix. Seven."
SENTENCES = [Span(m.start(), m.end()) for m in re.finditer(r"Pier shut|[A-Z][^.\n]*\.", TEXT)]
PARAGRAPHS = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", TEXT)]


def article(**given: Any) -> ArticleRow:
    values: dict[str, Any] = {
        "version_id": 1, "key": "courier", "name": "The Courier", "outlet_source": OutletSource.GIVEN,
        "licensed": False, "headline": "", "byline": "", "url": "", "published_at": None, "language": "en",
        "complete": True,
        "text": TEXT, "headline_span": None, "paragraphs": tuple(PARAGRAPHS),
        "sentences": tuple(SENTENCES), "boilerplate": (), "loaded": (), "measures": {},
    }  # fmt: skip
    return ArticleRow(**values | given)


def words(spans: tuple[Span, ...]) -> list[str]:
    return [TEXT[span.start : span.end] for span in spans]


def span_of(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words))


def test_the_sentences_of_passages_are_shown_after_the_headline() -> None:
    passages = [span_of("three"), span_of("here. Two")]
    assert words(excerpts(article(headline_span=SENTENCES[0]), passages)) == [
        "Pier shut",
        "One is here.",
        "Two & three.",
    ]


def test_without_a_headline_the_first_sentence_is_shown() -> None:
    assert words(excerpts(article(), [])) == ["Pier shut"]


@pytest.mark.parametrize(
    ("visible", "html"),
    [
        (["Pier shut"], '<p class="b">Pier shut</p>#'),
        (["Two &"], '#<p class="b">_<i>Two</i> &amp;_</p>#'),
        (["Two & three.", "Six."], '#<p class="b">_<i>Two</i> &amp; three._</p>#<p class="b">Six._</p>'),
        (["One is here.", "Two & three."], '#<p class="b">One is here. <i>Two</i> &amp; three._</p>#'),
        (["One is", "Four."], '#<p class="b">One is_Four.</p>#'),
    ],
)  # fmt: skip
def test_what_is_left_out_is_shown_as_left_out(visible: list[str], html: str) -> None:
    found = excerpts_html(
        TEXT, [Block(span, "b") for span in PARAGRAPHS], [span_of(one) for one in visible], [Mark(span_of("Two"), "m")]
    )
    short = found.replace('<p class="left-out"><span class="visually-hidden">Text left out</span></p>', "#")
    short = short.replace('<span class="left-out-here"> […] </span>', "_")
    assert short.replace('<span class="m">Two</span>', "<i>Two</i>") == html
