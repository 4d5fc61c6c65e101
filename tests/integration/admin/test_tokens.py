"""API tokens in the admin: everybody's own, and a secret that is shown once."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import ApiToken
from tests.factories import ApiTokenFactory, EditorFactory

ADD = reverse("admin:articles_apitoken_add")
ALL = reverse("admin:articles_apitoken_changelist")


pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> User:
    editor: User = EditorFactory()
    client.force_login(editor)
    return editor


def test_a_new_token_is_shown_once_and_opens_the_api(client: Client) -> None:
    editor = signed_in(client)
    made = client.post(ADD, {"name": "Notebook", "scopes": ["read"]})
    secret = re.search(r"plx_[\w-]{43}", made.content.decode())
    assert secret
    assert "no-store" in made["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.user, token.scopes) == (editor, ["read"])
    assert client.get("/api/v1/stories", headers={"Authorization": f"Bearer {secret[0]}"}).status_code == 200
    assert secret[0] not in client.get(ALL).content.decode()


def test_a_token_without_a_scope_or_that_is_over_is_not_made(client: Client) -> None:
    signed_in(client)
    page = client.post(
        ADD, {"name": "Notebook", "expires_at_0": "2020-01-01", "expires_at_1": "10:00"}
    ).content.decode()
    assert "Choose what the token is good for." in page
    assert "This moment is over: give a later one, or none." in page
    assert not ApiToken.objects.exists()


def test_an_editor_sees_and_takes_back_only_their_own(client: Client) -> None:
    own = ApiTokenFactory(user=signed_in(client), name="Mine")
    other = ApiTokenFactory(name="Somebody's")
    page = client.get(ALL).content.decode()
    assert ("Mine" in page, "Somebody" in page) == (True, False)
    client.post(ALL, {"action": "take_back", "_selected_action": [own.pk, other.pk]})
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.in_force, other.in_force) == (False, True)
