"""A password that somebody was given is good for choosing another, and for nothing else."""

import datetime as dt
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from articles.management.first_run import create_admin, reset_password
from articles.models import GivenPassword
from tests.factories import UserFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db
GIVEN, OWN = "soft-rain-on-slate", "slate-on-soft-rain"
TYPED = {"usable_password": "true", "password1": GIVEN, "password2": GIVEN}
DOORS = pytest.mark.parametrize("door", ["/sign-in/", "/admin/login/"])


@pytest.fixture
def given() -> str:
    """The password that was printed for the first admin."""
    return create_admin()


def comes_in(name: str, password: str, door: str = "/sign-in/") -> Client:
    """A browser in which somebody has signed in by the form."""
    client = Client()
    assert client.post(door, {"username": name, "password": password}).status_code == 302
    return client


def choose(client: Client, old: str, new: str) -> str:
    """Where choosing a password leads to; empty where the page says what is wrong."""
    answer = client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": new})
    return answer.headers.get("Location", "")


def refused(client: Client, old: str, new: str) -> str:
    """Why a password cannot be chosen; whoever tried stays where they are."""
    answer = client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": new})
    assert client.get("/").headers["Location"] == "/password/"
    return read_html(answer.content.decode()).one(".notice").text


@DOORS
def test_it_leads_from_everywhere_to_the_page_where_another_is_chosen(given: str, door: str) -> None:
    client = comes_in("admin", given, door)

    for path in ("/", "/saved/", "/admin/", "/admin/password_change/", "/sign-in/", "/search/?q=pier"):
        assert client.get(path).headers["Location"] == "/password/", path
    assert client.post("/saved/", {"name": "Piers"}).headers["Location"] == "/password/"
    page = read_html(client.get("/password/").content.decode())
    assert page.one("h1").text == "Choose your own password"


def test_a_part_of_a_page_leads_there_too(given: str) -> None:
    answer = comes_in("admin", given).get("/search/?q=pier", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/password/"


@DOORS
def test_whoever_has_chosen_goes_on_to_the_page_that_they_wanted(given: str, door: str) -> None:
    client = comes_in("admin", given, door)
    client.get("/search/?q=pier")
    client.get("/admin/")

    assert choose(client, given, OWN) == "/search/?q=pier"
    assert client.get("/search/?q=pier").status_code == 200
    assert comes_in("admin", OWN).get("/").status_code == 200


def test_the_given_one_cannot_be_kept(given: str) -> None:
    assert "This is your password until now: choose another one." in refused(comes_in("admin", given), given, given)


def test_whoever_leaves_without_choosing_is_asked_again(given: str) -> None:
    client = comes_in("admin", given)
    assert client.post("/sign-out/").headers["Location"] == "/"

    assert comes_in("admin", given).get("/").headers["Location"] == "/password/"


def test_after_a_week_it_opens_nothing(given: str) -> None:
    GivenPassword.objects.update(given_at=GivenPassword.objects.get().given_at - dt.timedelta(days=7, minutes=1))

    answer = Client().post("/sign-in/", {"username": "admin", "password": given})

    assert "This password was given to you more than 7 days ago: ask for another one." in answer.content.decode()
    new = reset_password("admin")
    assert new is not None
    assert choose(comes_in("admin", new), new, OWN) == "/"


def test_one_that_was_set_anew_is_given_again(given: str) -> None:
    assert choose(comes_in("admin", given), given, OWN) == "/"

    new = reset_password("admin")

    assert new is not None
    assert comes_in("admin", new).get("/").headers["Location"] == "/password/"


def test_what_an_admin_sets_for_others_is_given_and_what_for_oneself_is_not(
    admin_user: User, admin_client: Client
) -> None:
    admin_client.post("/admin/auth/user/add/", {"username": "newcomer", **TYPED})
    reader = UserFactory(username="reader")
    admin_client.post(f"/admin/auth/user/{reader.pk}/password/", TYPED)
    admin_client.post(f"/admin/auth/user/{admin_user.pk}/password/", TYPED)

    assert comes_in("newcomer", GIVEN).get("/").headers["Location"] == "/password/"
    assert comes_in("reader", GIVEN).get("/").headers["Location"] == "/password/"
    assert comes_in(admin_user.username, GIVEN).get("/").status_code == 200


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"password2": "mistyped"}, 200),
        ({"usable_password": "false", "set-password": ""}, 302),  # Django calls it conflicting, and leads back
        ({"usable_password": "false", "unset-password": ""}, 302),  # without a password nobody comes in
    ],
)
def test_a_password_that_was_not_set_is_not_given(admin_client: Client, form: dict[str, str], status: int) -> None:
    mara = User.objects.create_user("mara", password=OWN)

    assert admin_client.post(f"/admin/auth/user/{mara.pk}/password/", {**TYPED, **form}).status_code == status
    assert not GivenPassword.objects.filter(user=mara).exists()
    admin_client.post("/admin/auth/user/add/", {"username": "robot", **TYPED, "usable_password": "false"})
    assert not GivenPassword.objects.filter(user=User.objects.get(username="robot")).exists()


@pytest.mark.usefixtures("given")
def test_one_that_is_typed_for_changepassword_is_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    GivenPassword.objects.update(given_at=GivenPassword.objects.get().given_at - dt.timedelta(days=8))
    monkeypatch.setattr("django.contrib.auth.management.commands.changepassword.getpass.getpass", lambda **_: OWN)

    call_command("changepassword", "admin", stdout=StringIO())

    assert comes_in("admin", OWN).get("/").status_code == 200


def test_a_session_does_not_make_the_week_longer(given: str) -> None:
    client = comes_in("admin", given)
    GivenPassword.objects.update(given_at=GivenPassword.objects.get().given_at - dt.timedelta(days=8))

    assert "given to you more than 7 days ago: ask for another one." in refused(client, given, OWN)


def test_a_program_with_a_token_is_not_asked_for_the_sessions_sake(given: str) -> None:
    client = comes_in("admin", given)

    assert client.get("/api/v1/stories").status_code == 200
    assert choose(client, given, OWN) == "/"  # and no page of it is the one that was wanted


def test_a_user_who_is_edited_keeps_their_own(admin_client: Client) -> None:
    mara = User.objects.create_user("mara", password=OWN)

    typed = {"username": "mara", "first_name": "Mara", "is_active": "on"}
    joined = {"date_joined_0": "2026-11-01", "date_joined_1": "10:00"}
    answer = admin_client.post(f"/admin/auth/user/{mara.pk}/change/", typed | joined)

    assert answer.status_code == 302
    assert comes_in("mara", OWN).get("/").status_code == 200


def test_whoever_changes_their_own_is_told_of_their_other_browsers() -> None:
    User.objects.create_user("mara", password=GIVEN)
    client = comes_in("mara", GIVEN)

    assert choose(client, GIVEN, OWN) == "/saved/"
    assert "your other browsers are signed out" in client.get("/saved/").content.decode()
