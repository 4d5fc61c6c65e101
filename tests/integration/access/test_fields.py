"""Fields for passwords: masked, open to paste and password managers, and taken exactly as they were typed."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import UserFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db
PASSWORD = "Soft rain On slate "


@pytest.fixture
def rhea() -> User:
    user: User = UserFactory(username="rhea", is_staff=True)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/sign-in/", ["current-password"]),
        ("/admin/login/", ["current-password"]),
        ("/password/", ["current-password", "new-password", "new-password"]),
    ],
)
def test_every_field_for_a_password_is_masked_and_named(
    client: Client, rhea: User, address: str, expected: list[str]
) -> None:
    if address == "/password/":
        client.force_login(rhea)
    inputs = read_html(client.get(address).content.decode()).all("input")
    fields = [one for one in inputs if "password" in one.attributes.get("name", "")]
    assert [(one.attributes["type"], one.attributes["autocomplete"]) for one in fields] == [
        ("password", said) for said in expected
    ]
    assert not [one for one in fields if {"maxlength", "onpaste", "readonly"} & set(one.attributes)]


@pytest.mark.parametrize(
    ("typed", "status"), [(PASSWORD, 302), (PASSWORD.strip(), 200), (PASSWORD.lower(), 200), (PASSWORD + "a", 200)]
)
@pytest.mark.usefixtures("rhea")
def test_a_password_is_taken_exactly_as_it_was_typed(client: Client, typed: str, status: int) -> None:
    assert client.post("/sign-in/", {"username": "rhea", "password": typed}).status_code == status
