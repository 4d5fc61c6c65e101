"""docs/security.md: each requirement of level 1 once, and every file that it points to is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

# OWASP ASVS 5.0.0, level 1: the requirements of each section.
LEVEL_1 = {
    "1.2": 5, "1.3": 2, "1.5": 1, "2.1": 1, "2.2": 2, "2.3": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3,
    "4.1": 1, "4.4": 1, "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2, "6.4": 2, "7.2": 4, "7.4": 2,
    "8.1": 1, "8.2": 2, "8.3": 1, "9.1": 3, "9.2": 1, "10.4": 5, "11.3": 2, "11.4": 1, "12.1": 1, "12.2": 2,
    "13.4": 1, "14.2": 1, "14.3": 1, "15.1": 1, "15.2": 1, "15.3": 1,
}  # fmt: skip


@pytest.fixture
def text(root: Path) -> str:
    return (root / "docs" / "security.md").read_text(encoding="utf-8")


def table(text: str) -> list[list[str]]:
    lines = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (\w+) \| (.*?) ?\|$", text, re.MULTILINE)
    return [list(line) for line in lines]


def test_every_requirement_of_level_1_has_one_line(text: str) -> None:
    expected = {f"{section}.{number}" for section, count in LEVEL_1.items() for number in range(1, count + 1)}
    assert len(expected) == 70
    assert Counter(number for number, *_ in table(text)) == Counter(expected)


def test_each_line_is_met_by_something_that_is_named_or_says_why_not(text: str) -> None:
    assert {state for _, _, state, _ in table(text)} == {"met", "short", "proxy", "none"}
    assert [number for number, _, state, why in table(text) if state != "proxy" and len(why) < 8] == []


def test_every_file_that_is_pointed_to_is_there(text: str, root: Path) -> None:
    named = re.findall(r"`((?:tests|docs)/[\w./-]+)`", text) + [
        f"docs/{one}" for one in re.findall(r"\]\(([\w./-]+)\)", text)
    ]
    assert len(named) > 60
    assert [name for name in named if not (root / name).exists()] == []
