"""Another password: for whoever knows the one until now, of any characters, and other browsers are signed out by it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import UserFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db
OLD, NEW = "soft-rain-on-slate", "7391 5826 4410 2"


@pytest.fixture
def rhea(client: Client) -> User:
    """A reader, in two browsers."""
    user: User = UserFactory(username="rhea")
    user.set_password(OLD)
    user.save()
    client.force_login(user)
    return user


def change(client: Client, old: str, new: str) -> str:
    """What the page says after the form was sent."""
    form = {"old_password": old, "new_password1": new, "new_password2": new}
    page = read_html(client.post("/password/", form, follow=True).content.decode())
    return page.all(".notice")[0].text


def test_a_new_password_ends_the_other_sessions_and_not_this_one(client: Client, rhea: User) -> None:
    other = Client()
    other.force_login(rhea)
    assert change(client, OLD, NEW) == "Your password is changed, and your other browsers are signed out."
    assert client.get("/password/").status_code == 200
    assert other.get("/password/").status_code == 302
    assert client.post("/sign-in/", {"username": "rhea", "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("guessed", NEW, "Your password until now: Your old password was entered incorrectly."),
        (OLD, "eleven char", "New password again: This password is too short. It must contain at least 12 characters."),
        (OLD, "password1234", "New password again: This password is too common."),
    ],
)
@pytest.mark.usefixtures("rhea")
def test_what_cannot_be_is_one_sentence(client: Client, old: str, new: str, fault: str) -> None:
    assert change(client, old, new).startswith(fault)
