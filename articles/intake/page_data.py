"""What a page says about itself in its head: date, language, length, and whether it is free to read."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)
_DEEPEST = 6
_FIRST_YEAR = 1990  # the Web's; an empty field of a database shows as the year 1


@dataclass(frozen=True, slots=True)
class PageData:
    """``published`` in ISO form with its time; ``words`` as the publisher counts the article's; None where not said."""

    published: str | None
    language: str | None
    words: int | None
    free: bool


def page_data_of(tree: HtmlElement) -> PageData:
    """What the page's meta elements and linked data say; nothing that is wrong in them stops the reading."""
    facts = list(_facts(tree))
    return PageData(
        published=_first_moment([*_metas(tree, "article:published_time"), *_values(facts, "datePublished")]),
        language=_first_language(
            [*_attributes(tree, "lang"), *_metas(tree, "og:locale"), *_values(facts, "inLanguage")]
        ),
        words=_largest(_values(facts, "wordCount")),
        free=not any(str(value).lower() == "false" for value in _values(facts, "isAccessibleForFree")),
    )


def _facts(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json" and script.text:
            try:
                yield from _objects(json.loads(script.text, strict=False), 0)
            except (ValueError, RecursionError):
                continue


def _objects(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
    if depth < _DEEPEST and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _objects(inner, depth + 1)


def _values(facts: list[Mapping[str, Any]], key: str) -> list[str]:
    return [str(fact[key]) for fact in facts if isinstance(fact.get(key), str | int | bool)]


def _metas(tree: HtmlElement, name: str) -> list[str]:
    return [meta.get("content", "") for meta in tree.iter("meta") if name in (meta.get("property"), meta.get("name"))]


def _attributes(tree: HtmlElement, name: str) -> list[str]:
    return [element.get(name, "") for element in tree.iter("html")]


def _first_moment(values: list[str]) -> str | None:
    """The first that is a date with a time, as it stands but in ISO form."""
    for value in values:
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            continue
        if len(value.strip()) > len("2026-11-22") and moment.year >= _FIRST_YEAR:
            return moment.isoformat()
    return None


def _first_language(values: list[str]) -> str | None:
    matches = (_LANGUAGE.match(value.strip()) for value in values)
    return next((match.group().lower() for match in matches if match), None)


def _largest(values: list[str]) -> int | None:
    return max((int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 7), default=None)
