"""Rows that a query finds, as conditions of Django's query sets and as ids in the order of their rank."""

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from articles.search.index import dialect
from articles.search.query import Query
from articles.search.sources import Index


def found(index: Index, query: Query) -> Q:
    """The condition that a row of the model behind an index is found."""
    sql, values = dialect(connection.vendor).condition(index, query)
    return Q(pk__in=RawSQL(sql, values))  # noqa: S611 - words are values; the rest is our own


def best(index: Index, query: Query, among: QuerySet[Any], *, first: int, most: int) -> list[int]:
    """The ids that a query finds ``among`` rows, the best first: at most ``most``, from the ``first`` one (0) on.

    A word counts more in a headline and in a name; among equals the newer row comes first.
    """
    select = among.order_by().values("pk").query.sql_with_params()
    sql, values = dialect(connection.vendor).ranked(index, query, select)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT %s OFFSET %s", [*values, most, first])
        return [row[0] for row in cursor.fetchall()]
