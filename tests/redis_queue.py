"""Queues of their own in the Redis of the tests."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.serving import Site

REDIS = os.environ.get("PARALLAX_TEST_REDIS", "redis://127.0.0.1:6379/5")


@contextmanager
def queue_name() -> Iterator[str]:
    """A name that no other queue has, and of which nothing is left in Redis afterwards."""
    name = f"test-{uuid.uuid4().hex}"
    try:
        yield name
    finally:
        with redis.Redis.from_url(REDIS) as client:
            for key in client.scan_iter(f"{name}:*"):
                client.delete(key)


@contextmanager
def redis_of(site: Site) -> Iterator[None]:
    """Let a site of other processes queue its tasks in Redis."""
    with queue_name() as name:
        site.environment |= {"CELERY_BROKER_URL": REDIS, "PARALLAX_QUEUE": name}
        yield
