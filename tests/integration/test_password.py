from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from articles.management.first_run import create_admin, has_users, write_secret_key


def let_in(name: str, password: str) -> AbstractBaseUser | None:
    """Who comes in at the sign-in page with this."""
    return authenticate(RequestFactory().post("/sign-in/"), username=name, password=password)


def new_password(*arguments: str) -> str:
    """What ``make password`` prints as the new password."""
    out = StringIO()
    call_command("password", *arguments, stdout=out)
    return out.getvalue().split("new password ")[1].split(" ")[0]


@pytest.mark.django_db
def test_the_first_admin_can_sign_in_with_the_password_that_is_printed() -> None:
    assert not has_users()

    password = create_admin()

    assert has_users()
    user = let_in("admin", password)
    assert isinstance(user, User)
    assert user.is_superuser


@pytest.mark.django_db
def test_a_new_password_replaces_the_old_one_and_lets_a_locked_user_in() -> None:
    old = create_admin()
    User.objects.update(is_active=False)

    new = new_password()

    assert let_in("admin", old) is None
    assert let_in("admin", new) == User.objects.get()


@pytest.mark.django_db
def test_a_user_can_be_named_and_an_unknown_one_is_one_sentence() -> None:
    editor = User.objects.create_user("editor", password="forgotten")

    assert let_in("editor", new_password("editor")) == editor
    with pytest.raises(CommandError) as refused:
        new_password("nobody")
    assert str(refused.value) == "There is no user nobody: make run creates the first admin."


def test_the_secret_key_is_written_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret-key"

    key = write_secret_key(file)

    assert len(key) >= 50
    assert write_secret_key(file) == key
    assert file.stat().st_mode & 0o777 == 0o600
