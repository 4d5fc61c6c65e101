"""Signing in is closed for a while after wrong passwords, for a name at an address, and opened again."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from coverage_site.throttle import client_address
from tests.factories import UserFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "soft-rain-on-slate", "wrong"
DOORS = ("/sign-in/", "/admin/login/")
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def mara() -> User:
    user: User = UserFactory(username="mara", is_staff=True)
    user.set_password(PASSWORD)
    user.save()
    return user


def tries(name: str, password: str = WRONG, *, door: str = DOORS[0], at: str = HERE) -> Any:  # noqa: ANN401 - Django's
    return Client().post(door, {"username": name, "password": password}, REMOTE_ADDR=at)


def said(response: Any) -> str:  # noqa: ANN401
    page = read_html(response.content.decode())
    return next(one.text for one in (*page.all(".is-failed"), *page.all(".errornote")))


def earlier(**age: float) -> None:
    """Let time pass: what was tried is so much longer ago."""
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - dt.timedelta(**age))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("mara")
def test_the_fifth_wrong_password_closes_and_the_page_says_for_how_long(door: str) -> None:
    answers = [tries("mara", door=door) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    right = tries("mara", PASSWORD, door=door)
    assert (right.status_code, said(right)) == (429, "Too many wrong passwords: wait 15 minutes, then try again.")
    assert 890 < int(right["Retry-After"]) <= 900
    earlier(minutes=14)
    assert said(tries("mara", PASSWORD, door=door)) == "Too many wrong passwords: wait 1 minute, then try again."
    earlier(minutes=1)
    assert tries("mara", PASSWORD, door=door).status_code == 302


@pytest.mark.usefixtures("mara")
def test_both_doors_count_together() -> None:
    for door in (*DOORS, *DOORS, *DOORS):
        tries("mara", door=door)
    assert [tries("mara", PASSWORD, door=door).status_code for door in DOORS] == [429, 429]


@pytest.mark.usefixtures("mara")
def test_nobody_is_shut_out_from_elsewhere_nor_under_another_name() -> None:
    UserFactory(username="rhea")
    for _ in range(8):
        tries("mara")
    assert tries("rhea").status_code == 200
    assert tries("mara", PASSWORD, at=ELSEWHERE).status_code == 302


@pytest.mark.usefixtures("mara")
def test_coming_in_under_ones_own_name_gives_no_further_tries_of_another() -> None:
    own: User = UserFactory(username="own")
    own.set_password(PASSWORD)
    own.save()
    answers = []
    for _ in range(2):
        answers += [tries("mara").status_code for _ in range(3)]
        tries("own")
        answers.append(tries("own", PASSWORD).status_code)
    assert answers == [200, 200, 200, 302, 200, 429, 429, 302]


@pytest.mark.usefixtures("mara")
def test_an_address_that_tries_many_names_is_closed_for_all() -> None:
    answers = [tries(f"name {number}").status_code for number in range(50)]
    assert answers == [200] * 49 + [429]
    assert tries("mara", PASSWORD).status_code == 429
    assert tries("mara", PASSWORD, at=ELSEWHERE).status_code == 302


@pytest.mark.usefixtures("mara")
def test_a_name_that_is_not_there_is_closed_as_one_that_is() -> None:
    told = [[(a.status_code, said(a)) for a in (tries(name) for _ in range(6))] for name in ("mara", "nobody")]
    assert told[0] == told[1]


@pytest.mark.usefixtures("mara")
def test_the_right_password_in_time_begins_the_count_anew() -> None:
    for _ in range(2):
        assert [tries("mara").status_code for _ in range(4)] == [200] * 4
        assert tries("mara", PASSWORD).status_code == 302


def test_a_password_of_the_command_line_opens_at_once(mara: User, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        tries("mara")
    call_command("password", mara.username)
    new = capsys.readouterr().out.split("new password ")[1].split(" ")[0]
    assert tries("mara", new).status_code == 302


@pytest.mark.usefixtures("mara")
def test_no_password_is_kept_of_what_was_tried() -> None:
    tries("mara", "sesame-on-slate")
    kept = str(list(AccessAttempt.objects.values()))
    assert "mara" in kept
    assert "sesame" not in kept


@pytest.mark.parametrize(
    ("proxies", "passed_on", "asks", "address"),
    [
        (0, "", HERE, HERE),
        (0, ELSEWHERE, HERE, HERE),
        (1, ELSEWHERE, "10.0.0.1", ELSEWHERE),
        (1, f"127.0.0.1, {ELSEWHERE}", "10.0.0.1", ELSEWHERE),
        (2, f"127.0.0.1, {ELSEWHERE}, 10.0.0.2", "10.0.0.1", ELSEWHERE),
        (2, ELSEWHERE, "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (0, "", "2001:db8:7:8:9:a:b:c", "2001:db8:7:8::"),
        (0, "", "::ffff:203.0.113.7", HERE),
        (0, "", "", None),
    ],
)
def test_who_asks_is_told_by_the_proxies_that_are_ones_own(
    settings: Settings, proxies: int, passed_on: str, asks: str, address: str | None
) -> None:
    settings.PARALLAX_PROXIES = proxies
    headers = {"X-Forwarded-For": passed_on} if passed_on else {}
    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=asks)) == address


@pytest.mark.usefixtures("mara")
def test_behind_a_proxy_readers_do_not_shut_each_other_out(settings: Settings) -> None:
    settings.PARALLAX_PROXIES = 1
    send: Callable[..., Any] = Client(REMOTE_ADDR="10.0.0.1").post
    for _ in range(5):
        send(DOORS[0], {"username": "mara", "password": "wrong"}, headers={"X-Forwarded-For": HERE})
    form = {"username": "mara", "password": PASSWORD}
    answers = [send(DOORS[0], form, headers={"X-Forwarded-For": at}).status_code for at in (HERE, ELSEWHERE)]
    assert answers == [429, 302]


@pytest.mark.database
def test_a_name_that_is_longer_than_any_is_throttled_as_well() -> None:
    long = "m" * 4_000
    assert [tries(long).status_code for _ in range(6)] == [200, 200, 200, 200, 429, 429]
    assert tries(f"{'n' * 4_000}").status_code == 200
