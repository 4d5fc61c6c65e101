"""The product on an empty database for a bench: SQLite in a folder of its own, or one of its own on PostgreSQL."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

POSTGRESQL = os.environ.get("BENCH_POSTGRESQL") or "postgres://postgres@127.0.0.1:5432/postgres"


@contextmanager
def bench_site(database: str = "sqlite", **settings: str) -> Iterator[dict[str, str]]:
    """Django set up with every table made; gives the environment, in which further processes can be started.

    ``database`` is "sqlite" or "postgresql", ``settings`` are variables of the environment besides. One a process:
    Django is set up but once.
    """
    with tempfile.TemporaryDirectory(prefix="parallax-bench-") as folder, _address(database) as address:
        os.environ |= {
            "PARALLAX_DATA": folder,
            "PARALLAX_READ": "public",
            "PARALLAX_SECRET_KEY": "a key for the bench alone",
            "PARALLAX_HOSTS": "testserver,127.0.0.1",
            "DJANGO_SETTINGS_MODULE": "coverage_site.settings",
        } | settings
        os.environ.pop("DATABASE_URL", None)
        if address:
            os.environ["DATABASE_URL"] = address
        import django  # noqa: PLC0415 - only after the settings are named
        from django.core.management import call_command  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield dict(os.environ)
        from django.db import connections  # noqa: PLC0415

        connections.close_all()


def database_version() -> str:
    """The database that is used, with its version."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}"
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


@contextmanager
def _address(database: str) -> Iterator[str]:
    """Where the database is; "" for SQLite. A PostgreSQL one is made, and dropped in the end."""
    if database == "sqlite":
        yield ""
        return
    name = f"parallax_bench_{uuid.uuid4().hex[:12]}"
    _run(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl()
    finally:
        _run(f"DROP DATABASE {name} WITH (FORCE)")


def _run(statement: str) -> None:
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(statement.encode())
