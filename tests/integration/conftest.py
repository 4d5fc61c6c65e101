"""What the integration tests share."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.queues import InDatabase, WorkQueue, in_redis


@pytest.fixture(params=["database", "celery"])
def queue(request: pytest.FixtureRequest, settings: Settings) -> Iterator[WorkQueue]:
    """Each of both queues, in its turn."""
    if request.param == "database":
        yield InDatabase()
        return
    with in_redis() as queue:
        settings.TASKS = {"default": {"BACKEND": queue.backend}}
        yield queue
