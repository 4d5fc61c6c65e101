"""Who may ask: everybody where reading is public, else the bearer of a token in force, within its scopes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import ApiToken
from tests.integration.api.conftest import Ask, header_of


@pytest.fixture
def closed(settings: Settings) -> None:
    settings.PARALLAX_READ = "login"


@pytest.mark.usefixtures("closed", "harbour")
def test_where_reading_asks_for_a_login_the_api_asks_for_a_token(editor: User, client: Client, ask: Ask) -> None:
    refused = client.get("/api/v1/stories")
    assert (refused.status_code, refused["Content-Type"], refused["WWW-Authenticate"]) == (
        401,
        "application/problem+json",
        "Bearer",
    )
    assert ask("/stories", Authorization="Bearer plx_guessed")[0] == 401
    assert ask("/stories", **header_of(editor, "read"))[0] == 200


@pytest.mark.usefixtures("closed", "harbour")
def test_a_session_is_no_token(editor: User, client: Client) -> None:
    client.force_login(editor)
    assert client.get("/api/v1/stories").status_code == 401


@pytest.mark.usefixtures("harbour")
def test_a_wrong_token_is_refused_where_none_is_needed(ask: Ask) -> None:
    assert ask("/stories")[0] == 200
    assert ask("/stories", Authorization="Bearer plx_old")[0] == 401


@pytest.mark.usefixtures("harbour")
def test_a_token_is_good_for_its_scopes_alone(editor: User, ask: Ask) -> None:
    status, told = ask("/stories", **header_of(editor, "import"))
    assert (status, told["detail"]) == (403, "This token is not good for “read”: make one that is.")


@pytest.mark.usefixtures("harbour")
@pytest.mark.parametrize("how", ["expired", "taken back", "of somebody who left"])
def test_a_token_ends(editor: User, ask: Ask, how: str) -> None:
    header = header_of(editor, "read")
    assert ask("/stories", **header)[0] == 200
    past = timezone.now() - timedelta(seconds=1)
    if how == "expired":
        ApiToken.objects.update(expires_at=past)
    elif how == "taken back":
        ApiToken.objects.update(revoked_at=past)
    else:
        User.objects.update(is_active=False)
    assert ask("/stories", **header)[0] == 401


def test_only_the_digest_of_a_secret_is_stored_and_its_last_use(editor: User, ask: Ask) -> None:
    header = header_of(editor, "read")
    secret = header["Authorization"].removeprefix("Bearer ")
    token = ApiToken.objects.get()
    assert token.used_at is None
    assert secret.startswith(token.start)
    assert not [value for value in vars(token).values() if value == secret]
    ask("/stories", **header)
    token.refresh_from_db()
    assert token.used_at is not None
