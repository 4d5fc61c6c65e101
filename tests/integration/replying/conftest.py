"""The story of three outlets, and an editor at her browser."""

import pytest

from articles.models import Story
from tests.integration.desk.conftest import browser_of, mara
from tests.stories import harbour_story

__all__ = ["browser_of", "mara"]


@pytest.fixture
def harbour(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    return harbour_story()
