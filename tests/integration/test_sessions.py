"""Sessions: a new one with each sign-in, and none behind a sign-out or in a closed account."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "soft-rain-on-slate"


@pytest.fixture
def rhea() -> User:
    user: User = UserFactory(username="rhea")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client) -> str:
    """Sign in; the name of the session."""
    assert client.post("/sign-in/", {"username": "rhea", "password": PASSWORD}).status_code == 302
    return client.cookies["sessionid"].value


@pytest.mark.usefixtures("rhea")
def test_a_name_of_a_session_from_before_is_worth_nothing() -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    first = sign_in(client)
    assert first != "a" * 32
    assert len(first) >= 32
    client.post("/sign-out/")
    assert sign_in(client) != first


@pytest.mark.usefixtures("rhea")
@pytest.mark.parametrize("door", ["/sign-out/", "/admin/logout/"])
def test_a_session_ends_with_the_sign_out_for_whoever_kept_its_name(client: Client, door: str) -> None:
    name = sign_in(client)
    answer = client.post(door)
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, '"storage"')
    thief = Client()
    thief.cookies["sessionid"] = name
    assert thief.get("/saved/").status_code == 302


def test_the_sessions_of_a_closed_account_end(client: Client, rhea: User) -> None:
    sign_in(client)
    assert client.get("/saved/").status_code == 200
    User.objects.filter(pk=rhea.pk).update(is_active=False)
    assert client.get("/saved/").status_code == 302
