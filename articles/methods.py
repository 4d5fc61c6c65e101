"""The page of methods: docs/methods.md as HTML, so that readers of a claim and of the repository have one text."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

FILE = Path(settings.BASE_DIR) / "docs" / "methods.md"
_TOP = "h2"  # the headings that the page's list of contents names


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the list of contents: the words and the anchor of a heading."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """The title and text of the methods, ready to be shown: the first part, and the others."""

    title: str
    contents: tuple[Heading, ...]
    first: SafeString
    others: SafeString

    @property
    def html(self) -> SafeString:
        """The whole text."""
        return self.first + self.others


@cache
def methods_page(file: Path = FILE) -> MethodsPage:
    """The page, made once a process; raises ``OSError`` where the file is missing.

    The text is part of the program, no input: its HTML is not cleaned.
    """
    reader = MarkdownIt("commonmark").enable("table")
    title, contents, tokens = "", list[Heading](), reader.parse(file.read_text(encoding="utf-8"))
    last = ""
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            last = _words(tokens[at + 1])
            token.attrSet("id", anchor_of(last))
            if token.tag == "h1":
                title = last
            elif token.tag == _TOP:
                contents.append(Heading(_without_brackets(last), anchor_of(last)))
        elif token.type == "table_open":
            token.meta["name"] = last
    reader.add_render_rule("table_open", _table_open)
    reader.add_render_rule("table_close", _table_close)
    body = _without_title(tokens)
    second = next((at for at, token in enumerate(body) if _opens_part(token) and _opens_before(body, at)), len(body))
    first, others = (reader.renderer.render(part, reader.options, {}) for part in (body[:second], body[second:]))
    return MethodsPage(title, tuple(contents), mark_safe(first), mark_safe(others))  # noqa: S308 - the project's own file  # nosec B308


def anchor_of(words: str) -> str:
    """The anchor of a heading; what stands in brackets behind it is left out.

    >>> anchor_of("Loaded wording (loaded_wording)")
    'loaded-wording'
    """
    return re.sub(r"[^a-z0-9]+", "-", _without_brackets(words).lower()).strip("-")


def _without_brackets(words: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", words)


def _opens_part(token: "Token") -> bool:
    return token.type == "heading_open" and token.tag == _TOP


def _opens_before(tokens: "Sequence[Token]", at: int) -> bool:
    return any(map(_opens_part, tokens[:at]))


def _words(inline: "Token") -> str:
    return "".join(child.content for child in inline.children or ())


def _table_open(_renderer: object, tokens: "Sequence[Token]", at: int, *_: object) -> str:
    """A wide table scrolls by itself, also by keyboard, and has the name of its section."""
    name = escape(tokens[at].meta["name"])
    return f'<div class="table-scroll" role="region" tabindex="0" aria-label="{name}"><table>\n'


def _table_close(*_: object) -> str:
    return "</table></div>\n"


def _without_title(tokens: "Sequence[Token]") -> "list[Token]":
    """Without the first heading: the page shows it in its own place."""
    end = next((at for at, token in enumerate(tokens) if token.type == "heading_close" and token.tag == "h1"), -1)
    return list(tokens[end + 1 :])
