"""What Django's own admin draws as no valid HTML, and ours does."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import ArticleFactory
from tests.integration.pages.reading import Element, read_html

pytestmark = pytest.mark.django_db


def opened(client: Client, path: str) -> Element:
    return read_html(client.get(path).content.decode())


def test_the_first_choice_of_a_list_is_the_empty_one_and_has_a_label(admin_client: Client) -> None:
    article = ArticleFactory()
    page = opened(admin_client, f"/admin/articles/article/{article.pk}/change/")
    for name in ("story", "outlet"):
        options = page.all(f"#id_{name} option")
        assert (options[0].attributes["value"], options[0].text) == ("", "none")
        assert options[1].text == str(getattr(article, name))


def test_what_stands_for_a_password_is_not_disabled_and_can_be_replaced(admin_client: Client, admin_user: User) -> None:
    page = opened(admin_client, f"/admin/auth/user/{admin_user.pk}/change/")
    assert "disabled" not in page.one("#id_password").attributes
    assert page.one("#id_password a").text == "Reset password"


def test_a_paragraph_of_help_has_no_list_in_it(admin_client: Client, admin_user: User) -> None:
    page = opened(admin_client, f"/admin/auth/user/{admin_user.pk}/password/")
    assert page.one(".help p #id_unusable_warning").text.startswith("Their password of now is lost")
    answer = admin_client.post(
        f"/admin/auth/user/{admin_user.pk}/password/",
        {"usable_password": "false", "unset-password": "Unset"},
        follow=True,
    )
    assert answer.status_code == 200
    admin_user.refresh_from_db()
    assert not admin_user.has_usable_password()
