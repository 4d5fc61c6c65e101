"""``manage.py api_token``."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import ApiToken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_token_alone_is_printed() -> None:
    user = UserFactory(username="desk")
    out = io.StringIO()
    call_command("api_token", "Nightly import", "--user", "desk", "--scope", "import", stdout=out)
    token = ApiToken.found(out.getvalue().strip())
    assert token is not None
    assert (token.name, token.user, token.scopes) == ("Nightly import", user, ["import"])


def test_an_unknown_user_is_named() -> None:
    with pytest.raises(CommandError, match=r"There is no user nobody: give one that is there with --user."):
        call_command("api_token", "Notebook", "--user", "nobody")
