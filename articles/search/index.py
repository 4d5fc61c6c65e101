"""The index in the database: made after every ``migrate``, kept by triggers, made anew by ``manage.py reindex``.

Migrations may alter the tables that triggers watch, which SQLite does by making them again, without their triggers. So
triggers are dropped before migrations run, and everything is made and filled again after them. ``search_state`` has
one row, the fingerprint of what was made last: where it is another one, or none, the index cannot be trusted.
"""

import hashlib
from types import ModuleType

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from articles.search import postgresql, sqlite
from articles.search.sources import TRIGGERS, Index

_STATE = "CREATE TABLE IF NOT EXISTS search_state (fingerprint varchar(64) NOT NULL)"


def dialect(vendor: str) -> ModuleType:
    """The module that knows the statements of a database."""
    return {"sqlite": sqlite, "postgresql": postgresql}[vendor]


def is_whole(using: str) -> bool:
    """Whether the index is as this program makes it, and no migration has run since."""
    connection = connections[using]
    if "search_state" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint FROM search_state")
        return [row[0] for row in cursor.fetchall()] == [_fingerprint(connection)]


def can_be_made(using: str) -> bool:
    """Whether all tables are there that it is made from; after a migration backwards they may not be."""
    return {trigger.table for trigger in TRIGGERS} <= set(connections[using].introspection.table_names())


def release(using: str) -> None:
    """Drop the triggers, so that the tables they watch can be altered; from now on the index cannot be trusted."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if "search_state" not in tables:
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _run(cursor, [*dialect(connection.vendor).released(), "DELETE FROM search_state"])


def make(using: str) -> dict[Index, int]:
    """Make the index anew from all rows, in one transaction; how many rows each part has."""
    connection = connections[using]
    speech = dialect(connection.vendor)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        _run(cursor, [_STATE, *speech.released(), *speech.made()])
        for index in Index:
            _run(cursor, speech.filled(index))
        _run(cursor, ["DELETE FROM search_state"])
        cursor.execute("INSERT INTO search_state VALUES (%s)", [_fingerprint(connection)])
        return {index: _count(cursor, index) for index in Index}


def _count(cursor: CursorWrapper, index: Index) -> int:
    cursor.execute(f"SELECT count(*) FROM {index.table}")
    return int(cursor.fetchone()[0])


def _run(cursor: CursorWrapper, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _fingerprint(connection: BaseDatabaseWrapper) -> str:
    speech = dialect(connection.vendor)
    statements = [*speech.made(), *(one for index in Index for one in speech.filled(index))]
    return hashlib.sha256("\n".join(statements).encode()).hexdigest()
