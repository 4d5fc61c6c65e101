"""What differs between what was frozen and what is found now, told by statement, point, finding and article."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.analysis.types import Comparison, Point, Statement
from articles.comparison.words import shortened
from articles.freezing.codec import to_json
from articles.freezing.document import Document, Found

type _Rows = Mapping[object, tuple[str, Mapping[str, Any]]]

_LONGEST = 60


def differences(document: Document, again: Found) -> tuple[str, ...]:
    """One sentence a difference: what is there no more, what is new, and which values are others."""
    names = {article.key: article.name for article in document.given.articles}
    texts = {article.key: article.text for article in document.given.articles}
    before, after = document.found.comparison, again.comparison
    return (
        *_told(_statements(before, names, texts), _statements(after, names, texts)),
        *_told(_points(before, names), _points(after, names)),
        *_told(_findings(before), _findings(after)),
        *_told(_articles(document.found, names), _articles(again, names)),
    )


def _told(before: _Rows, after: _Rows) -> Iterable[str]:
    for key, (label, values) in before.items():
        if key not in after:
            yield f"{label} is not found any more."
            continue
        _, now = after[key]
        changed = [name for name in values if values[name] != now.get(name)]
        for name in changed:
            yield f"{label}: {name} was {_short(values[name])}, is now {_short(now.get(name))}."
    for key, (label, _) in after.items():
        if key not in before:
            yield f"{label} is new."


def _short(value: object) -> str:
    return (
        shortened(str(value), _LONGEST) if isinstance(value, str | int | float | None) else shortened(repr(value), 120)
    )


def _statements(found: Comparison, names: Mapping[str, str], texts: Mapping[str, str]) -> _Rows:
    """By the article and the characters."""
    return {
        (key, statement.parts): (
            f"Statement “{_words(texts[key], statement)}” in {names.get(key, key)}",
            {name: value for name, value in to_json(statement).items() if name not in {"id", "parts"}},
        )
        for key, article in found.articles.items()
        for statement in article.statements
    }


def _words(text: str, statement: Statement) -> str:
    return shortened(" ".join(text[statement.start : statement.end].split()), _LONGEST)


def _points(found: Comparison, names: Mapping[str, str]) -> _Rows:
    """By the characters that a point is made of in the articles that carry it, its statuses each for themselves."""
    return {
        _made_of(point): (
            f"Point {number} (“{shortened(point.gist, _LONGEST)}”)",
            {name: value for name, value in to_json(point).items() if name not in {"id", "coverage", "similar"}}
            | {
                f"coverage in {names.get(key, key)}": f"{cell.status.value}, nearest {to_json(cell.nearest)}"
                for key, cell in point.coverage.items()
            },
        )
        for number, point in enumerate(found.points, start=1)
    }


def _made_of(point: Point) -> object:
    return tuple((key, cell.spans) for key, cell in sorted(point.coverage.items()) if cell.spans)


def _findings(found: Comparison) -> _Rows:
    """By what is claimed."""
    return {
        (copies, one.kind, one.article, one.about, one.evidence): (
            f"Finding “{shortened(one.text, _LONGEST)}”",
            {name: value for name, value in to_json(one).items() if name != "points"},
        )
        for copies, findings in (("each", found.findings), ("once", found.findings_once))
        for one in findings
    }


def _articles(found: Found, names: Mapping[str, str]) -> _Rows:
    """The layout and the framing of each article."""
    return {
        key: (
            f"The reading of {names.get(key, key)}",
            {name: value for name, value in to_json(article).items() if name not in {"text", "statements"}}
            | {f"framing, {name}": value for name, value in found.framing.get(key, {}).items()},
        )
        for key, article in found.comparison.articles.items()
    }
