"""All tables as JSON, and the texts: whole where the reader may have them, else the sentences that pages show."""

import json
from typing import Any

from articles.comparison.excerpts import excerpts
from articles.comparison.said import said_in
from articles.exports.table import Export
from articles.exports.values import Row, Sheet

type Json = dict[str, Any]

FORMAT = "parallax-export/1"


def json_of(export: Export) -> bytes:
    """One object in UTF-8; docs/export.md says what each key holds."""
    data = {
        "format": FORMAT,
        "about": {str(what): value for what, value in export.about.rows},
        "query": export.page.address,
        **{sheet.name.casefold(): _objects(sheet) for sheet in (export.points, export.passages, export.findings)},
        "articles": [row | text for row, text in zip(_objects(export.articles), _texts(export), strict=True)],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _objects(sheet: Sheet) -> list[Json]:
    return [_object(sheet, row) for row in sheet.rows]


def _object(sheet: Sheet, row: Row) -> Json:
    found: Json = {}
    for column, value in zip(sheet.columns, row, strict=True):
        (found.setdefault(column.group, {}) if column.group else found)[column.key] = value
    return found


def _texts(export: Export) -> list[Json]:
    """``text``, or None with the ``excerpts`` ([start, end, words]) in its place."""
    found: list[Json] = []
    for article in export.page.rows.articles:
        if article.version_id in export.readable:
            found.append({"text": article.text, "excerpts": None})
            continue
        spans = excerpts(article, said_in(article, export.page.rows))
        found.append({"text": None, "excerpts": [[*span, article.text[slice(*span)]] for span in spans]})
    return found
