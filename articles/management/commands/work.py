"""``manage.py work``: a worker that carries out jobs, and takes over those of workers that are gone."""

import logging
import threading
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from articles.fetching import fetch_for_ever
from articles.tasks import reap
from coverage_site.monitoring.answering import Health
from coverage_site.monitoring.metrics import HEARTBEAT
from coverage_site.monitoring.serving import serve
from coverage_site.queues import queue

log = logging.getLogger(__name__)

_LOOKS = 3  # times in a lease that the reaper looks
_STUCK = 60.0  # seconds without a look, and at least four leases, after which the worker counts as stuck


class Command(BaseCommand):
    """Runs the worker of the task queue, with the reaper beside it. Any number of these may run."""

    help = (
        "Run a worker that does analyses and imports until it is stopped, takes over what other workers left, and "
        "where PARALLAX_FETCH is set fetches addresses and reads the feeds that are due."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how often to look for work."""
        parser.add_argument(
            "--interval", type=float, default=0.5, help="seconds between two looks for work in the database (0.5)"
        )

    def handle(self, *, interval: float, **_: Any) -> None:
        """Work until a signal comes; a running job is finished first."""
        health = Health(silent_after=max(_STUCK, 4 * settings.PARALLAX_LEASE))
        if settings.PARALLAX_MONITOR:
            serve(settings.PARALLAX_MONITOR, health)
        threading.Thread(target=_reap_for_ever, args=[health], name="reaper", daemon=True).start()
        if settings.PARALLAX_FETCH:
            for feeds in (False, True):
                fetching = partial(fetch_for_ever, feeds=feeds)
                threading.Thread(target=fetching, name="feeds" if feeds else "addresses", daemon=True).start()
        queue().work(interval=interval)


def _reap_for_ever(health: Health) -> None:
    pause = threading.Event()
    while True:
        health.beat()
        HEARTBEAT.set_to_current_time()
        try:
            reap()
        except Exception:  # database or Redis locked, or restarting: look again later
            log.warning("The reaper could not look after the jobs", exc_info=True)
        finally:
            connection.close()
        pause.wait(settings.PARALLAX_LEASE / _LOOKS)
