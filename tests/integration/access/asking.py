"""Asking for an address in a role, and the word of the table for what is answered."""

from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access_table import Row
from tests.integration.access.world import World

_WORDS = {401: "sign in", 403: "no", 404: "none", 405: "never", 410: "ended", 422: "wrong"}
# Signing in and out, and when a token was last used, are no changes of what anybody works on.
_KEPT_APART = ("django_session", "axes_", "last_login", "used_at")


@dataclass(frozen=True, slots=True)
class Answered:
    """The word for an answer, and the statements that wrote something to get it."""

    word: str
    wrote: tuple[str, ...]


def ask(world: World, role: str, row: Row, method: str, *, strict: bool = False) -> Answered:
    """Send the request of a row, and take back what it changed. ``strict``: as a browser without the form's secret."""
    names = world.names_for(role)
    client = Client(enforce_csrf_checks=strict)
    user = world.people.get(role.removeprefix("session of "))
    if user:
        client.force_login(user)
    headers = {"Authorization": f"Bearer {world.secrets[role]}"} if role in world.secrets else {}
    sent: dict[str, Any] = {name: value.format_map(names) for name, value in row.form.items()}
    if row.form.get("files"):
        sent = {"files": SimpleUploadedFile("one.txt", sent["files"].encode())}
    address = row.at.format_map(names)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = client.post(address, sent, headers=headers) if method == "POST" else client.generic(
            method, address, headers=headers
        )  # fmt: skip
        transaction.set_rollback(True)
    wrote = (query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE")))
    return Answered(word_of(response), tuple(sql for sql in wrote if not any(name in sql for name in _KEPT_APART)))


def word_of(response: Any) -> str:  # noqa: ANN401 - Django's test response
    """The word of the table for a response; its number where there is none."""
    status, to = response.status_code, response.get("Location", "")
    if status in {301, 302, 303}:
        to = to.partition("?")[0]
        if to == "/admin/" and any("doesn’t exist" in str(one) for one in get_messages(response.wsgi_request)):
            return "away"
        return "sign in" if to in {"/sign-in/", "/admin/login/"} else "on"
    return "yes" if status < 300 else _WORDS.get(status, str(status))
