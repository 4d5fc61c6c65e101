"""The settings of a site under test that fetches from its test's server: production's own, with that server named."""

import os

from coverage_site.settings import *  # noqa: F403 - all of it is wanted

_host, _, _port = os.environ["TESTED_WEB"].rpartition(":")
PARALLAX_FETCH_TEST_SERVERS = frozenset({(_host, int(_port))})
