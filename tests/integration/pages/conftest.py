"""Stories and ways to open their pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Story
from tests.integration.pages.reading import Element, read_html
from tests.stories import harbour_story

type Open = Callable[..., Element]


@pytest.fixture
def harbour(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    """The story of three outlets in tests/stories.py."""
    return harbour_story()


@pytest.fixture
def open_story(client: Client) -> Open:
    """Opens a story's page with a query string, as a page or (``part=True``) as htmx asks for it."""

    def opened(story: Story, query: str = "", *, part: bool = False) -> Element:
        headers = {"HX-Request": "true"} if part else {}
        response = client.get(f"{story.get_absolute_url()}?{query}", headers=headers)
        assert response.status_code == 200
        return read_html(response.content.decode())

    return opened
