"""Sentences that are spared the parser: none of them reports."""

import json
from pathlib import Path

import pytest

from articles.analysis import read, reading
from articles.analysis.statements.selecting import may_report
from articles.analysis.statements.units import Unit, units_in
from articles.analysis.text.quotations import quotations_in
from articles.analysis.types import Span

ROOT = Path(__file__).resolve().parents[4]
CASES = [
    case["text"]
    for file in sorted((ROOT / "tests" / "language" / "cases").glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
]
SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]


def unit(text: str) -> Unit:
    paragraph = Span(0, len(text))
    (only,) = units_in(text, [paragraph], quotations_in(text, [paragraph]), headline=None, skip=frozenset())
    return only


@pytest.mark.parametrize(
    "text",
    [
        "The board said so.",
        "“It is so,” she shrugged.",
        "The board’s reasons:",
        "According to the board it closed.",
        "Her proposal to close it failed.",  # a noun that reports
        "It was backed by the crews.",
        "He pointed out the crack.",
        "Crews state their case.",
    ],
)
def test_what_may_report_is_parsed(text: str) -> None:
    assert may_report(unit(text))


@pytest.mark.parametrize(
    "text",
    [
        "The pier closed on Friday.",
        "The state owns the pier.",  # only a noun can stand behind "the"
        "They began to shout.",  # a cue only beside a quotation
        "He made the point to nobody and went home.",  # neither "point out" nor "make clear"
        "Fish was sold here.",
    ],
)
def test_what_cannot_report_is_not(text: str) -> None:
    assert not may_report(unit(text))


def test_nothing_is_lost_by_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [read(text).drafts for text in (*CASES, *SEEDS)]
    monkeypatch.setattr(reading, "may_report", lambda _unit: True)

    assert [read(text).drafts for text in (*CASES, *SEEDS)] == found
