"""A server of this machine, to fetch from."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from tests.web import Web, web


@pytest.fixture(autouse=True)
def served(settings: Settings) -> Iterator[Web]:
    """A server of this machine that the installation under test may fetch from."""
    with web() as server:
        settings.PARALLAX_FETCH = True
        settings.PARALLAX_FETCH_TEST_SERVERS = server.servers
        yield server
