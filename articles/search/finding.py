"""Rows that a query finds, as conditions of Django's query sets and as ids in the order of their rank."""

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from articles.search.index import dialect
from articles.search.query import Query
from articles.search.sources import Index, Sql


def found(index: Index, query: Query) -> Q:
    """The condition that a row of the model behind an index is found."""
    return Q(pk__in=ids_found(index, query))


def ids_found(index: Index, query: Query) -> RawSQL:
    """The ids that a query finds, as a query of their own: for ``…__in`` on whatever points to these rows."""
    sql, values = dialect(connection.vendor).condition(index, query)
    return RawSQL(sql, values)  # noqa: S611 - words are values; the rest is our own  # nosec B611


def best(index: Index, query: Query, among: QuerySet[Any] | None, *, first: int, most: int) -> list[int]:
    """The ids that a query finds ``among`` rows (None: all), the best first.

    At most ``most``, from the ``first`` one (0) on. A word counts more in a headline and in a name; among equals the
    newer row comes first.
    """
    return _ids(dialect(connection.vendor).ranked(index, query, _select(among)), first, most)


def newest(index: Index, query: Query, among: QuerySet[Any] | None, *, first: int, most: int) -> list[int]:
    """The same, those first that came in last."""
    ids: list[int] = []
    for sql in dialect(connection.vendor).newest(index, query, _select(among)):
        ids = _ids(sql, first, most)
        if len(ids) == most:
            break
    return ids


def number(index: Index, query: Query) -> int:
    """How many rows of an index a query finds."""
    sql, values = dialect(connection.vendor).condition(index, query)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS found", values)
        return int(cursor.fetchone()[0])


def _select(among: QuerySet[Any] | None) -> Sql | None:
    if among is None:
        return None
    sql, values = among.order_by().values("pk").query.sql_with_params()
    return sql, list(values)


def _ids(found: Sql, first: int, most: int) -> list[int]:
    sql, values = found
    given: list[Any] = [*values, most, first]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s OFFSET %s", given)
        return [row[0] for row in cursor.fetchall()]
