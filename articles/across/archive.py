"""All statements that pages show as columns of numbers: what the framing of the whole archive is counted from.

They never become objects: PostgreSQL sends them as one binary stream of fixed rows, SQLite as tuples, some at a time.
Each number that comes costs as much as any other, so that small ones come several in one.
"""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from articles.framing.archive import NONE, STANCES, TONES, Column, Statements
from articles.models import Article, Statement, Story, Version

_AT_A_TIME = 50_000
_KINDS = 16  # more than there are stances, or tones of verbs
_LONGEST = 2**31  # more than any text has characters
_HEAD, _TAIL = 19, 2  # bytes before and after the rows of PostgreSQL's binary copy, where it has no extensions


def statement_columns() -> Statements:
    """Every statement of the comparisons that stories show; two queries."""
    story, version, kinds, reach = _numbers(_TOLD, 4)
    outlets = _numbers(_OUTLETS, 2)
    places = np.searchsorted(outlets[0], version)
    kinds, tone = np.divmod(kinds, _KINDS)
    side, stance = np.divmod(kinds, _KINDS)
    start, end = np.divmod(reach, _LONGEST)
    return Statements(outlets[1][places], story, version, side, stance, tone, start, end)


def _coded(column: str, words: Sequence[str]) -> str:
    cases = " ".join(f"WHEN '{word}' THEN {number}" for number, word in enumerate(words, 1))
    return f"CASE {column} {cases} ELSE {NONE} END"


def _table(model: type) -> str:
    return str(model._meta.db_table)  # type: ignore[attr-defined] # noqa: SLF001


_TOLD = (
    "SELECT y.id, s.version_id,"
    f" (coalesce(s.side_id, {NONE}) * {_KINDS} + {_coded('s.stance', STANCES)}) * {_KINDS}"
    f" + {_coded('s.cue_tone', TONES)},"
    f' s.start * CAST({_LONGEST} AS bigint) + s."end"'
    f" FROM {_table(Statement)} s JOIN {_table(Story)} y ON y.comparison_id = s.comparison_id"
)
# Without the texts themselves: the index of versions by article has all that is asked.
_OUTLETS = (
    f"SELECT v.id, a.outlet_id FROM {_table(Version)} v JOIN {_table(Article)} a ON a.id = v.article_id ORDER BY v.id"
)


def _numbers(sql: str, columns: int) -> tuple[Column, ...]:
    """What a query gives, a column each; nothing in it may be null."""
    rows = _copied(sql, columns) if connection.vendor == "postgresql" else _fetched(sql, columns)
    return tuple(np.ascontiguousarray(rows[:, column]) for column in range(columns))


def _fetched(sql: str, columns: int) -> Column:
    parts = [np.empty((0, columns), dtype=np.int64)]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(_AT_A_TIME):
            parts.append(np.array(rows, dtype=np.int64))
    return np.concatenate(parts)


def _copied(sql: str, columns: int) -> Column:
    names = [f"c{number}" for number in range(columns)]
    selected = ", ".join(f"{name}::bigint" for name in names)
    with (
        connection.cursor() as cursor,
        cursor.copy(
            f"COPY (SELECT {selected} FROM ({sql}) AS told({', '.join(names)})) TO STDOUT (FORMAT BINARY)"
        ) as copy,
    ):
        sent = b"".join(map(bytes, copy))
    # A row: how many values, and for each its length (always 8) and itself.
    row = np.dtype([("values", ">i2"), *((name, [("length", ">i4"), ("value", ">i8")]) for name in names)])
    rows = np.frombuffer(sent, dtype=row, offset=_HEAD, count=(len(sent) - _HEAD - _TAIL) // row.itemsize)
    return np.stack([rows[name]["value"].astype(np.int64) for name in names], axis=1)
