"""Citations of one passage: what is escaped, and what is left out where nothing was given."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span
from articles.exports.citation import Cited, bibtex, csl_json, readable, tex

HASH = "3f2a9c01" + "0" * 56


def cited(**changes: object) -> Cited:
    given = {
        "outlet": "The Herald",
        "slug": "the-herald",
        "headline": "Profits up 5% & more",
        "byline": "Ann O'Lee",
        "published": dt.date(2022, 6, 21),
        "url": "https://news.example/a_b?x=1&y=50%25#top",
        "language": "en",
        "sha256": HASH,
        "parts": (Span(120, 164), Span(200, 230)),
        "quoted": "We will not\ngo back […] without a deal",
        "stored": dt.date(2022, 6, 22),
        "address": "https://desk.example/stories/strike/passages/7-3f2a9c01/120-164+200-230/",
    }
    return Cited(**(given | changes))  # type: ignore[arg-type]


def test_a_citation_to_read_has_outlet_headline_byline_day_address_words_and_hash() -> None:
    assert readable(cited()) == (
        "The Herald, “Profits up 5% & more”, Ann O'Lee, 21 June 2022, https://news.example/a_b?x=1&y=50%25#top: "
        "“We will not go back […] without a deal” (characters 120–164 and 200–230 of the text stored on 22 June 2022, "
        f"SHA-256 {HASH}; https://desk.example/stories/strike/passages/7-3f2a9c01/120-164+200-230/)."
    )


def test_what_was_not_given_is_said_or_left_out() -> None:
    bare = cited(headline="", byline="", published=None, url="")
    assert readable(bare).startswith("The Herald, [no headline given], no date given: “We will")
    assert "month" not in bibtex(bare)
    assert bibtex(bare).startswith("@misc{the-herald-undated-3f2a9c01-120,\n  author = {{The Herald}},")
    (item,) = json.loads(csl_json(bare))
    assert {"author", "issued"}.isdisjoint(item)
    assert item["URL"] == bare.address


def test_bibtex_is_one_entry_with_its_signs_escaped() -> None:
    lines = bibtex(cited()).splitlines()
    assert lines[0] == "@misc{the-herald-2022-3f2a9c01-120,"
    assert lines[1:9] == [
        "  author = {{Ann O'Lee}},",
        r"  title = {{Profits up 5\% \& more}},",
        "  howpublished = {The Herald},",
        "  year = {2022},",
        "  month = jun,",
        "  day = {21},",
        "  url = {https://news.example/a_b?x=1&y=50%25#top},",
        "  urldate = {2022-06-22},",
    ]
    assert lines[-1] == "}"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a & b", r"a \& b"),
        ("50 %", r"50 \%"),
        ("$5", r"\$5"),
        ("#1", r"\#1"),
        ("a_b", r"a\_b"),
        ("{x", r"\textbraceleft{}x"),
        ("x}", r"x\textbraceright{}"),
        ("~", r"\textasciitilde{}"),
        ("^", r"\textasciicircum{}"),
        ("\\end", r"\textbackslash{}end"),
        ("a\n\tb", "a b"),
        ("“é – ”", "“é – ”"),
    ],
)
def test_each_sign_of_tex_is_escaped(text: str, escaped: str) -> None:
    assert tex(text) == escaped


@given(st.text(), st.text())
def test_no_text_ends_its_field_or_the_entry(headline: str, quoted: str) -> None:
    entry = bibtex(cited(headline=headline, quoted=quoted, url=f"https://news.example/{headline}"))
    depth = 0
    for place, sign in enumerate(entry):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth > 0 or place in {*range(6), len(entry) - 1}
    assert depth == 0
    plain = re.sub(r"\\text\w+\{\}|\\[$&#_%]", "", tex(headline))
    assert re.search(r"[\\{}$&#_%~^]", plain) is None


def test_csl_json_is_a_list_of_one_item() -> None:
    (item,) = json.loads(csl_json(cited()))
    assert (item["type"], item["container-title"], item["title"]) == (
        "article-newspaper",
        "The Herald",
        "Profits up 5% & more",
    )
    assert item["issued"] == {"date-parts": [[2022, 6, 21]]}
    assert item["accessed"] == {"date-parts": [[2022, 6, 22]]}
    assert item["author"] == [{"literal": "Ann O'Lee"}]
    assert HASH in item["note"]
