"""The formats, by the ending of their address."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.exports.csv import csv_of
from articles.exports.html import html_of
from articles.exports.json import json_of
from articles.exports.table import Export
from articles.exports.xlsx import xlsx_of


@dataclass(frozen=True, slots=True)
class Format:
    """How an export is written, and what it is then."""

    content_type: str
    write: Callable[[Export], bytes]


FORMATS = {
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_of),
    "csv": Format("text/csv; charset=utf-8", csv_of),
    "json": Format("application/json", json_of),
    "html": Format("text/html; charset=utf-8", html_of),
}
