"""Labelled files as they come: one JSON object a line, checked key by key, each fault named by its line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class BadFile(ValueError):
    """The file cannot be used; the message is one sentence that names the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One object of a file, with the words that name its place ("line 3 of x.jsonl")."""

    values: Mapping[str, Any]
    place: str

    def fault(self, what: str) -> BadFile:
        """The error that names this row's place."""
        return BadFile(f"In {self.place}, {what}.")

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """The text under ``key``."""
        value = self.values.get(key)
        if not isinstance(value, str):
            raise self.fault(f"the key {key} must hold a text")
        return value

    def texts(self, key: str) -> list[str]:
        """The list of texts under ``key``."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise self.fault(f"the key {key} must hold a list of texts")
        return value

    def number(self, key: str) -> int:
        """The whole number under ``key``, 0 or more."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.fault(f"the key {key} must hold a whole number")
        return value

    def truth(self, key: str) -> bool:
        """The true or false under ``key``."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise self.fault(f"the key {key} must hold true or false")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """The text under ``key``, which is one of ``allowed``."""
        value = self.values.get(key)
        if value not in allowed:
            raise self.fault(f"the key {key} must hold one of {', '.join(allowed)}")
        return str(value)

    def spans(self, key: str, within: int) -> list[list[int]]:
        """The list of [start, end] under ``key``, each within a text of so many characters."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(_is_span(entry, within) for entry in value):
            raise self.fault(f"the key {key} must hold a list of [start, end] within the text")
        return value

    def rows(self, key: str, name: str) -> list["Row"]:
        """The objects listed under ``key``; their places say "``name`` 2 of line 3 of x.jsonl"."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.fault(f"the key {key} must hold a list of objects")
        return [Row(entry, f"{name} {number} of {self.place}") for number, entry in enumerate(value, start=1)]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON lines, in order; blank lines are no rows. Raises ``BadFile``."""
    rows = []
    for number, line in enumerate(_bytes_of(path).split(b"\n"), start=1):
        place = f"line {number} of {path.name}"
        if not line.strip():
            continue
        try:
            values = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise BadFile(f"In {place}, byte {error.start} is not UTF-8: save the file as UTF-8.") from error
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadFile(f"In {place}, there is no whole JSON object: {_reason(error)}.") from error
        if not isinstance(values, dict):
            raise BadFile(f"In {place}, there is no JSON object: write one object a line.")
        rows.append(Row(values, place))
    if not rows:
        raise BadFile(f"The file {path.name} holds no row: write one JSON object a line.")
    return rows


def row_of(path: Path) -> Row:
    """The one object of a JSON file. Raises ``BadFile``."""
    try:
        values = json.loads(_bytes_of(path).decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BadFile(f"The file {path.name} is not JSON in UTF-8: {_reason(error)}.") from error
    if not isinstance(values, dict):
        raise BadFile(f"The file {path.name} must hold one JSON object.")
    return Row(values, path.name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror or error}.") from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[0].lower()}{error.msg[1:]} at character {error.pos}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _is_span(value: object, within: int) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(at, int) and not isinstance(at, bool) for at in value)
        and 0 <= value[0] <= value[1] <= within
    )
