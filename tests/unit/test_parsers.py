"""Every parser under made input: no fault but those that are expected, and what is written reads the same."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake import Refusal, Row
from articles.intake.files import READ_LIMITS, Sizes, read_any
from articles.intake.limits import Child
from tests.hostile_strings import OWN
from tests.parsers import TARGETS, Target
from tests.unit.intake.made import archive, pdf, word

WORDS = [name for name, target in TARGETS.items() if target.words]
BYTES = [name for name, target in TARGETS.items() if not target.words]
PIECES = (
    *OWN, "http://", "https://courier.example/", "127.0.0.1", "[::1]", ":80", "?q=", "&point=", "&at=", "1:2-3", "+4-5",
    "-", "outlet=a", "&copies=once", "\"", "*", "(", ")", "NEAR", "4 March 2026", "2026-03-04T18:30:00Z",
    "Wed, 04 Mar 2026", '{"format": "parallax-freeze/1", "given": ', "}", "[]", "null", "1e400",
)  # fmt: skip
FEED = '<rss version="2.0"><channel><item><title>A</title><link>https://courier.example/1</link></item></channel></rss>'
PAGE = "<html><head><title>Pier</title></head><body><article><h1>Pier</h1><p>{}</p></article></body></html>"
SEEDS = {
    "a.csv": b"text,outlet,url\nOne.,Bay,https://bay.example/1\n",
    "a.jsonl": b'{"text": "One.", "outlet": "Bay"}\n',
    "a.html": PAGE.format("It was the first time in many years that all boats stayed in the harbour. " * 4).encode(),
    "a.docx": word("It was the first time in many years."),
    "a.pdf": pdf("It was the first time in many years."),
    "a.zip": archive({"one.txt": b"One.", "two.html": b"<p>Two.</p>"}),
    "a.xml": FEED.encode(),
    "a.txt": "Räder “said” so.".encode("cp1252"),
}

words = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=6).map("".join)
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some kind, some of its bytes changed, cut out or put in twice; under its own name or another one."""
    data = bytearray(SEEDS[draw(st.sampled_from(sorted(SEEDS)))])
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.integers(0, 3)):
            case 0:
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=8))
            case 1:
                del data[at : at + draw(st.integers(1, 200))]
            case 2:
                data[at:at] = data[at : at + 50] * draw(st.integers(1, 3))
            case _:
                data[at:at] = draw(st.sampled_from(OWN)).encode(errors="replace")[:300]
    return draw(st.sampled_from(sorted(SEEDS))), bytes(data)


def held(target: Target, given_input: str | bytes) -> None:
    try:
        target.run(given_input)
    except target.may:
        return


@pytest.mark.parametrize("name", WORDS)
@SLOW
@given(text=words)
def test_no_words_are_too_much(name: str, text: str) -> None:
    held(TARGETS[name], text)


@pytest.mark.parametrize("name", BYTES)
@SLOW
@given(file=damaged())
def test_no_bytes_are_too_much(name: str, file: tuple[str, bytes]) -> None:
    held(TARGETS[name], file[1])


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(READ_LIMITS) as child:
        yield child


@SLOW
@given(file=damaged())
def test_every_damaged_file_ends_in_rows_or_one_sentence(child: Child, file: tuple[str, bytes]) -> None:
    found: list[Any] = list(read_any(*file, child, Sizes()))
    assert found
    for one in found:
        assert isinstance(one, Row | Refusal)
        assert isinstance(one, Row) or (one.sentence.endswith(".") and "\n" not in one.sentence)


@SLOW
@given(cut=st.integers(0, 10_000), put=st.sampled_from(["", "null", "[]", "{}", "-1", '"x"', "1e400"]))
def test_a_damaged_document_is_never_taken_for_a_sound_one(cut: int, put: str) -> None:
    text = (Path(__file__).parents[1] / "integration/freezing/frozen.json").read_text(encoding="utf-8")
    cut %= len(text)
    damaged_text = text[:cut] + put + text[cut + 1 :]
    try:
        json.loads(damaged_text)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind: the JSON is none
            TARGETS["a frozen document"].run(damaged_text)
    else:
        held(TARGETS["a frozen document"], damaged_text)
