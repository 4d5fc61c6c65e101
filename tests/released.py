"""Databases as earlier versions left them, with rows in every table: made, upgraded, and held against what was there.

With the environment of a site whose database may be emptied (a state is the name of a migration):

- ``python -m tests.released upgrade STATE...`` upgrades from each state, or from all; prints a JSON object each;
- ``python -m tests.released fill STATE`` leaves a database of that state with rows in it;
- ``python -m tests.released tell`` prints all rows and the schema as JSON.
"""

import datetime as dt
import json
import os
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import django

ROWS = 3  # in each table
type Rows = dict[str, list[dict[str, Any]]]


def main(action: str, states: list[str]) -> int:
    """Do what the module says, and print what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_site.settings")
    django.setup()
    if action == "upgrade":
        for state in states or chain():
            print(json.dumps({"state": state, **upgraded(state)}), flush=True)
    elif action == "fill":
        at(states[0])
    elif action == "tell":
        print(json.dumps({"rows": rows(), "schema": schema()}))
    return 0


def chain() -> list[str]:
    """All migrations of the app, oldest first."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - only now the settings are there

    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    (newest,) = graph.leaf_nodes("articles")
    return [name for app, name in graph.forwards_plan(newest) if app == "articles"]


def upgraded(state: str) -> dict[str, Any]:
    """Empty the database, bring it to ``state``, fill it, upgrade it; how many rows there were, and what they lost."""
    from django.core.management import call_command  # noqa: PLC0415

    at(state)
    before = rows()
    call_command("migrate", verbosity=0)
    after = rows()
    return {"rows": sum(map(len, before.values())), "wrong": differences(before, after), "schema": schema()}


def at(state: str) -> None:
    """Make the database one of that state, with rows in every table."""
    from django.core.management import call_command  # noqa: PLC0415

    empty()
    call_command("migrate", "articles", state, verbosity=0)
    fill(state)


def empty() -> None:
    """Delete all tables."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            return
        cursor.execute("PRAGMA writable_schema = 1")
        cursor.execute("DELETE FROM sqlite_master")
        cursor.execute("PRAGMA writable_schema = 0")
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA integrity_check")
    connection.close()


def fill(state: str) -> None:
    """Some rows in every table of the app, as its models were at ``state``."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    apps = MigrationLoader(connection).project_state(("articles", state)).apps
    users = [apps.get_model("auth", "User").objects.create(username=f"user {number}") for number in range(ROWS)]
    made: dict[Any, list[Any]] = {apps.get_model("auth", "User"): users}
    left = [model for model in apps.get_models() if model._meta.app_label == "articles"]
    while left:
        ready = [model for model in left if all(to in made for to in _needed(model) if to is not model)]
        assert ready, f"these need each other: {left}"
        for model in ready:
            made[model] = [_row(model, number, made) for number in range(ROWS)]
            left.remove(model)


def _needed(model: Any) -> Iterator[Any]:  # noqa: ANN401 - a model of an earlier state has no type
    return (field.related_model for field in model._meta.concrete_fields if field.is_relation and not field.null)


def _row(model: Any, number: int, made: dict[Any, list[Any]]) -> Any:  # noqa: ANN401
    values = {}
    for field in model._meta.concrete_fields:
        if field.primary_key and field.get_internal_type().endswith("AutoField"):
            continue
        if field.is_relation:
            values[field.name] = made[field.related_model][number] if field.related_model in made else None
        else:
            values[field.name] = _value(field, number)
    return model.objects.create(**values)


def _value(field: Any, number: int) -> Any:  # noqa: ANN401
    kind = field.get_internal_type()
    if field.choices:
        return field.choices[0][0]
    if kind in {"CharField", "TextField", "SlugField"}:
        text = f"{field.name}-{number}"
        return text[-field.max_length :] if field.max_length else f"{text}: the pier of ward {number} is shut. " * 5
    if kind == "URLField":
        return f"https://news.example/{number}"
    simple: dict[str, Any] = {
        "BooleanField": bool(number % 2),
        "DateField": dt.date(2026, 1, 1 + number),
        "DateTimeField": dt.datetime(2026, 1, 1 + number, tzinfo=dt.UTC),
        "JSONField": [],
        "BinaryField": bytes([number]),
        "FloatField": number / 2,
        "EmailField": f"user{number}@example.org",
        "UUIDField": uuid.UUID(int=number + 1),
    }
    return simple.get(kind, number)


def rows() -> Rows:
    """All rows of all tables of the app, with the values of each column as text."""
    from django.db import connection  # noqa: PLC0415

    found: Rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith("articles_"):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, map(_text, row), strict=True)) for row in cursor.fetchall()]
    return found


def _text(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def differences(before: Rows, after: Rows) -> list[str]:
    """Rows and values that an upgrade lost; columns and tables that are no longer there are none."""
    wrong = []
    for table, old in before.items():
        new = {row["id"]: row for row in after.get(table, []) if "id" in row}
        for row in old if new else []:
            now = new.get(row["id"])
            if now is None:
                wrong.append(f"{table} {row['id']} is gone.")
                continue
            changed = [name for name in row if name in now and now[name] != row[name]]
            wrong.extend(f"{table} {row['id']}: {name} was {row[name]!r}, is {now[name]!r}." for name in changed)
    return wrong


def schema() -> list[str]:
    """Every table with its columns and constraints, sorted."""
    from django.db import connection  # noqa: PLC0415

    told = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = connection.introspection.get_table_description(cursor, table)
            told += sorted(f"{table}.{column.name} {column.type_code} {column.null_ok}" for column in columns)
            if table.startswith("articles_"):
                found = connection.introspection.get_constraints(cursor, table).values()
                told += sorted(f"{table} {one['columns']} {one['unique']} {one['foreign_key']}" for one in found)
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
