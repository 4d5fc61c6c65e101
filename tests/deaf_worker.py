"""``python -m tests.deaf_worker``: a worker with Celery that loses its sockets as soon as it is ready, and says so."""

import os
import sys
from typing import Any

import django
from celery.signals import worker_ready


@worker_ready.connect  # type: ignore[untyped-decorator]  # Celery has no types
def _lose_sockets(sender: Any, **_: Any) -> None:  # noqa: ANN401 - Celery has no types
    if sender.restart_count == 0:
        sender.hub.call_later(1, _deafen, sender.hub)


def _deafen(hub: Any) -> None:  # noqa: ANN401 - Celery has no types
    for socket in list(hub.readers):
        hub.remove(socket)
    hub.on_tick.clear()
    sys.stdout.write("deaf\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage_site.settings")
    django.setup()
    from coverage_site.queues import queue

    queue().work(interval=0.2)
    sys.exit()
