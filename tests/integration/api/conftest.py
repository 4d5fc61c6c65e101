"""A story, and programs that ask for it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import ApiToken, Story
from tests.factories import EditorFactory
from tests.integration.desk.conftest import story
from tests.stories import harbour_story

__all__ = ["story"]

type Ask = Callable[..., tuple[int, Any]]


def header_of(user: User, *scopes: str) -> Mapping[str, str]:
    """The header of a new token of ``user``."""
    token = ApiToken(name="Notebook", user=user, scopes=list(scopes))
    secret = ApiToken.new_secret()
    token.take(secret)
    token.save()
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def harbour(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    """The story of three outlets in tests/stories.py."""
    return harbour_story()


@pytest.fixture
def editor(db: None) -> User:  # noqa: ARG001
    """Somebody who may add articles."""
    made: User = EditorFactory(may=["add_article"])
    return made


@pytest.fixture
def ask(client: Client) -> Ask:
    """Asks for an address under /api/v1/: the status and what the JSON says."""

    def asked(address: str, **headers: str) -> tuple[int, Any]:
        response = client.get(f"/api/v1{address}", headers=headers)
        return response.status_code, response.json()

    return asked
