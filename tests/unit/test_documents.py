"""The documents: links lead to files and headings that are there, and what they list is what the program has."""

import re
from collections import Counter
from pathlib import Path

import pytest

from articles.exports.coverage import PASSAGES, POINTS
from articles.exports.finding_rows import FINDINGS
from articles.exports.table import ARTICLES, Column


def documents(root: Path) -> list[Path]:
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md")]


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors_of(text: str) -> set[str]:
    """The anchors that GitHub gives to the headings, where documents are read; one that comes again has a number."""
    seen: Counter[str] = Counter()
    found = set()
    for words in re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE):
        anchor = re.sub(r"[^\w -]", "", words.lower()).replace(" ", "-")
        found.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found


def test_an_anchor_is_what_github_makes_of_a_heading() -> None:
    text = "## Points, and only in one (`stories`)\n```sh\n# a remark\n```\n## A\n## A\n"
    assert anchors_of(text) == {"points-and-only-in-one-stories", "a", "a-1"}


def test_every_link_within_the_documents_leads_somewhere(root: Path) -> None:
    broken, followed = [], 0
    for document in documents(root):
        for link in re.findall(r"\]\(([^)\s]+)\)", without_code(document.read_text(encoding="utf-8"))):
            if re.match(r"\w+:", link):
                continue
            followed += 1
            name, _, anchor = link.partition("#")
            to = document.parent / name if name else document
            if not to.exists() or (anchor and anchor not in anchors_of(to.read_text(encoding="utf-8"))):
                broken.append(f"{document.relative_to(root)}: {link}")
    assert broken == []
    assert followed > 60


@pytest.mark.parametrize(
    ("table", "columns"),
    [("points", POINTS), ("passages", PASSAGES), ("findings", FINDINGS), ("articles", ARTICLES)],
)
def test_every_key_of_json_is_told(root: Path, table: str, columns: tuple[Column, ...]) -> None:
    text = (root / "docs" / "export.md").read_text(encoding="utf-8")
    (told,) = re.findall(rf"^\| `{table}` \| (.+) \|$", text, re.MULTILINE)
    beside = {"points": ["coverage"], "articles": ["text", "excerpts"]}.get(table, [])
    assert re.findall(r"`(\w+)`", told) == [*(column.key for column in columns), *beside]
