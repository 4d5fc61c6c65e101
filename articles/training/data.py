"""Labelled rows for training: JSON lines, checked, with where they come from."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class BadTrainingData(Exception):
    """What is wrong with the file, as a sentence for whoever runs the command."""


def rows_of(path: Path, keys: Sequence[str]) -> list[Mapping[str, Any]]:
    """The rows of a file of JSON lines; each must have ``keys``."""
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")  # other line ends stand within texts
    except (OSError, UnicodeDecodeError) as error:
        raise BadTrainingData(f"{path} cannot be read: {error}.") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadTrainingData(f"{path}, line {number} is not JSON: {error}.") from error
        missing = [key for key in keys if not isinstance(row, dict) or key not in row]
        if missing:
            raise BadTrainingData(f"{path}, line {number} lacks {', '.join(missing)}.")
        rows.append(row)
    if not rows:
        raise BadTrainingData(f"{path} has no rows: give the labelled file.")
    return rows


def source_of(path: Path, rows: int, name: str, licence: str, address: str) -> dict[str, Any]:
    """What a model's file says of what it learned from; the digest shows which rows exactly."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "set": name, "licence": licence, "address": address, "file": path.name, "rows": rows, "sha256": digest
    }  # fmt: skip
