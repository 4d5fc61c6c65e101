"""Doing what is queued: what the threads of ``manage.py work`` do until it is stopped."""

import logging
import threading

from django.db import Error, connection

from articles.fetching.carrying import carry_out
from articles.fetching.queue import next_fetch, queue_due_feeds

log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks when there was nothing to do


def fetch_next(*, feeds: bool) -> bool:
    """Do the next fetch of feeds, or of what editors asked for; False when there is none."""
    if feeds:
        queue_due_feeds()
    fetch = next_fetch(feeds=feeds)
    if fetch is None:
        return False
    carry_out(fetch)
    return True


def fetch_for_ever(*, feeds: bool) -> None:
    """Do one fetch after another. Feeds have a thread of their own, so that an editor does not wait for them."""
    pause = threading.Event()
    while True:
        busy = False
        try:
            busy = fetch_next(feeds=feeds)
        except Error:  # locked, or restarting: look again later
            log.warning("Fetching could not reach the database", exc_info=True)
        finally:
            connection.close()
        if not busy:
            pause.wait(PAUSE)
