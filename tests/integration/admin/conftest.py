import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import EditorFactory

MODELS = ("article", "outlet", "sidealias", "side", "speakeralias", "speaker", "story", "version")
EVERYTHING = [f"{action}_{model}" for action in ("add", "change", "delete", "view") for model in MODELS]


@pytest.fixture
def editor() -> User:
    user: User = EditorFactory(may=EVERYTHING)
    return user


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """A browser in which an editor with all rights of the app is signed in."""
    client.force_login(editor)
    return client
