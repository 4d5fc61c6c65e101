"""What a table of an export is made of."""

from dataclasses import dataclass

type Value = str | int | float | None
type Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its ``key`` in JSON (within ``group``, where it has one), its head in words, its width in letters."""

    key: str
    label: str
    width: int = 12
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; each row has a value for each column, None where nothing is known or nothing applies."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
