"""Whether this process can serve: the database answers, its tables are up to date, and the queue can be reached."""

import threading
import time
from collections.abc import Callable
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from coverage_site.monitoring.limits import Asked, TooSlow
from coverage_site.queues import queue

LIMIT = 2.0  # seconds that each part has; all are asked at once
OK = "ok"
type Parts = dict[str, str]


def parts() -> Parts:
    """What each part says: "ok", or one sentence on what is missing."""
    asked = _asked()
    said = dict.fromkeys(asked, "")
    deadline = time.monotonic() + LIMIT

    def ask(name: str) -> None:
        try:
            said[name] = asked[name].answer(deadline - time.monotonic())
        except TooSlow:
            said[name] = f"The {name} gave no answer in {LIMIT:g} seconds."
        except Exception as error:
            because = str(error).strip().partition("\n")[0] or type(error).__name__
            said[name] = f"The {name} cannot be reached: {because}"

    threads = [threading.Thread(target=ask, args=[name], daemon=True) for name in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    missing = sorted(_newest() - set(MigrationRecorder(connection).applied_migrations()))
    if not missing:
        return OK
    return f"The database is of another version, without {'.'.join(missing[0])}: run manage.py migrate."


@cache
def _newest() -> set[tuple[str, str]]:
    """The last migration of each app, as this program has them."""
    return set(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def _queue() -> str:
    queue().length()
    return OK


def _closing(ask: Callable[[], str]) -> Callable[[], str]:
    """The same question, which leaves no connection to the database behind in its thread."""

    def asked() -> str:
        try:
            return ask()
        finally:
            connection.close()

    return asked


@cache
def _asked() -> dict[str, Asked[str]]:
    assert connection.alias == DEFAULT_DB_ALIAS
    questions = {"database": _database, "migrations": _migrations, "queue": _queue}
    return {name: Asked(f"is there the {name}?", _closing(ask)) for name, ask in questions.items()}
