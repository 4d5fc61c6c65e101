"""Tables of articles: .csv with a header line, .jsonl with an object a line, .json with a list of objects.

Columns are known by the names that people give them (docs/import.md). What a row's text is, is the one thing that
must be there; a row without it is refused by itself, and the others stand.
"""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from articles.intake.dates import iso_date
from articles.intake.decoding import decode, looks_binary
from articles.intake.rows import Reason, Refusal, Row

# Our name for a column, and the names that it is known by; case, spaces and marks do not count.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articletext", "articlebody", "fulltext", "maintext"),
    "headline": ("headline", "title"),
    "standfirst": ("standfirst", "subheading", "subtitle", "description", "summary", "lede"),
    "byline": ("byline", "author", "authors", "writer"),
    "published": ("published", "publishedat", "date", "datetime", "time", "publishdate", "publicationdate", "pubdate"),
    "url": ("url", "address", "link", "canonicalurl", "weburl"),
    "outlet": ("outlet", "source", "sourcename", "publisher", "publication", "newspaper", "site"),
    "story": ("story", "event", "topic"),
    "language": ("language", "lang"),
}
REFUSED_BECAUSE = "refused_because"  # the column of the downloaded refusals; left out when they are given again
MOST_ROWS = 20_000
_LONGEST_CELL = 10_000_000
_NAMED = {name: column for column, names in COLUMNS.items() for name in names}
_JSON_ENDINGS = (".json", ".jsonl", ".ndjson")


def table_values(data: bytes, name: str, limit: int) -> list[dict[str, Any]]:
    """The rows and refusals of a table as plain values; what the child process runs."""
    return [
        {"row" if isinstance(one, Row) else "refusal": {key: getattr(one, key) for key in one.__slots__}}
        for one in read_table(name, data, limit=limit)
    ]


def read_table(name: str, data: bytes, *, limit: int) -> Iterator[Row | Refusal]:
    """Each row of a trusted table, in its order; one refusal where it is no table. ``limit`` is of a text, in bytes."""
    decoded = decode(data)
    if decoded is None or looks_binary(decoded.text):
        yield _no_table(name, "cannot be read as UTF-8 text: save it as UTF-8")
        return
    number = 0
    records = _objects(name, decoded.text) if name.lower().endswith(_JSON_ENDINGS) else _lines(name, decoded.text)
    for number, (place, record) in enumerate(records, start=1):
        if number > MOST_ROWS:
            yield _no_table(name, f"has more than {MOST_ROWS} rows, and those after them were not read: divide it")
            return
        yield record if isinstance(record, Refusal) else _row(name, place, record, decoded.encoding, limit)
    if not number:
        yield Refusal(Reason.EMPTY, f"{name} has no rows: check that it is the file that you meant.", name)


def _lines(name: str, text: str) -> Iterator[tuple[str, dict[str, Any] | Refusal]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text), strict=True)
    try:
        known = {column_of(header) for header in reader.fieldnames or ()}
        if reader.fieldnames and "text" not in known:
            headers = ", ".join(header for header in reader.fieldnames if header)
            yield "", _no_table(name, f"has no column with the texts (its columns are: {headers}): name it text")
            return
        before = reader.line_num
        for record in reader:
            yield f"line {before + 1}", {key: value for key, value in record.items() if isinstance(key, str)}
            before = reader.line_num
    except csv.Error as error:
        yield "", _no_table(name, f"breaks off at line {reader.line_num} ({error}): mend it there")


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, or what else parts most of the header line."""
    header = text.lstrip("\r\n").partition("\n")[0]
    parted_by = max((",", ";", "\t", "|"), key=header.count)
    return type("Table", (csv.excel,), {"delimiter": parted_by})


def _objects(name: str, text: str) -> Iterator[tuple[str, dict[str, Any] | Refusal]]:
    listed = text.lstrip()
    if listed.startswith("["):
        yield from _list(name, listed)
        return
    for number, line in enumerate(text.split("\n"), start=1):  # other line ends can stand within a value
        if not line.strip():
            continue
        place = f"line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield place, _bad_row(name, place, "is no JSON: mend it", {})
            continue
        yield place, _object(name, place, record)


def _list(name: str, text: str) -> Iterator[tuple[str, dict[str, Any] | Refusal]]:
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield "", _no_table(name, f"is no JSON ({error}): mend it")
        return
    for number, record in enumerate(records, start=1):
        place = f"entry {number}"
        yield place, _object(name, place, record)


def _object(name: str, place: str, record: object) -> dict[str, Any] | Refusal:
    if isinstance(record, dict):
        return record
    return _bad_row(name, place, "is no object with named values: write it as {“text”: …}", {})


def column_of(header: str | None) -> str | None:
    """Our name for a column, or None for one that is not known."""
    return _NAMED.get("".join(c for c in (header or "").lower() if c.isalnum()))


def _row(name: str, place: str, record: Mapping[str, Any], encoding: str, limit: int) -> Row | Refusal:
    values = {str(key): _words(value) for key, value in record.items() if key != REFUSED_BECAUSE}
    found: dict[str, str] = {}
    for header, value in values.items():
        column = column_of(header)
        if column is not None and value.strip():
            found.setdefault(column, value)
    text = found.pop("text", "")
    fault = _fault(text, limit) or next((one for value in found.values() if (one := _bad_characters(value))), None)
    plain = defaultdict(str, {column: " ".join(value.split()) for column, value in found.items()})
    moment = iso_date(plain["published"]) if plain["published"] else ""
    if fault is None and moment is None:
        fault = f"has a date that is not certain ({plain['published']}): write it as 2022-06-21"
    if fault is not None:
        return _bad_row(name, place, fault, values)
    return Row(
        text, name, encoding, place, headline=plain["headline"], standfirst=plain["standfirst"], byline=plain["byline"],
        published=moment or "", url=plain["url"], outlet=plain["outlet"], story=plain["story"],
        language=plain["language"],
    )  # fmt: skip


def _fault(text: str, limit: int) -> str | None:
    if not text:
        return "has no text: fill the column text"
    if bad := _bad_characters(text):
        return bad
    return (
        f"is over the limit of {limit / 1_000_000:g} MB: add it as text alone" if len(text.encode()) > limit else None
    )


def _bad_characters(text: str) -> str | None:
    """What is wrong with characters that no database stores: half a pair of surrogates, or those of other formats."""
    whole = not re.search("[\ud800-\udfff]", text)
    return None if whole and not looks_binary(text) else "holds characters that no article has: copy the text again"


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_words(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _no_table(name: str, fault: str) -> Refusal:
    return Refusal(Reason.BAD_TABLE, f"{name} {fault}.", name)


def _bad_row(name: str, place: str, fault: str, values: Mapping[str, str]) -> Refusal:
    return Refusal(Reason.BAD_ROW, f"{name}, {place}, {fault}.", name, place, values)
