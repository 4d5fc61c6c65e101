"""Who reads what: everybody or only people with an account, whole texts or excerpts."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.models import Outlet, Story, Version
from tests.factories import UserFactory
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import read_html


@pytest.fixture
def unlicensed(harbour: Story) -> Story:
    Outlet.objects.update(licensed=False)
    return harbour


def test_without_an_account_only_licensed_texts_stand_in_full(unlicensed: Story, open_story: Open) -> None:
    Outlet.objects.filter(name="The Courier").update(licensed=True)

    page = open_story(unlicensed)

    notes = [column.all(".excerpts-note") for column in page.all(".column")]
    assert [bool(note) for note in notes] == [False, True, True]
    texts = [text.raw for text in page.all(".story-text")]
    stored = [version.text for version in Version.objects.order_by("pk")]
    assert texts[0] == stored[0]
    assert len(texts[1]) < len(stored[1])


def test_what_is_marked_stands_in_the_excerpts(unlicensed: Story, open_story: Open) -> None:
    marked = [mark.text for mark in open_story(unlicensed).all(".statement")]
    Outlet.objects.update(licensed=True)
    assert marked == [mark.text for mark in open_story(unlicensed).all(".statement")]


def test_whoever_has_signed_in_reads_whole_texts(unlicensed: Story, client: Client, open_story: Open) -> None:
    client.force_login(UserFactory())
    texts = [text.raw for text in open_story(unlicensed).all(".story-text")]
    assert texts == [version.text for version in Version.objects.order_by("pk")]


@pytest.mark.parametrize("path", ["/", "/stories/dockers-strike-at-the-harbour/?point=3"])
def test_where_reading_needs_an_account_every_page_leads_to_the_sign_in_and_back(
    harbour: Story, client: Client, settings: Settings, path: str
) -> None:
    settings.PARALLAX_READ = "login"
    page = client.get(path)
    assert page.status_code == 302
    assert page["Location"].startswith("/sign-in/?next=/")

    user = UserFactory()
    user.set_password("soft-rain-on-slate")
    user.save()
    back = client.post(page["Location"], {"username": user.username, "password": "soft-rain-on-slate", "next": path})
    assert back["Location"] == path
    assert client.get(path).status_code == 200
    assert harbour.pk


def test_a_part_that_is_asked_for_after_the_session_has_ended_becomes_the_sign_in_page(
    harbour: Story, client: Client, settings: Settings
) -> None:
    settings.PARALLAX_READ = "login"
    page = f"http://testserver{harbour.get_absolute_url()}?point=2"
    part = client.get(f"{harbour.get_absolute_url()}progress/", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert part["HX-Redirect"] == "/sign-in/?next=%2Fstories%2Fdockers-strike-at-the-harbour%2F%3Fpoint%3D2"


@pytest.mark.django_db
def test_the_methods_and_the_sign_in_need_no_account(client: Client, settings: Settings) -> None:
    settings.PARALLAX_READ = "login"
    assert [client.get(path).status_code for path in ("/methods/", "/sign-in/")] == [200, 200]


@pytest.mark.django_db
def test_a_wrong_password_keeps_the_name_and_says_what_to_do(client: Client) -> None:
    page = read_html(client.post("/sign-in/", {"username": "mara", "password": "wrong"}).content.decode())
    assert page.one("#id_username").attributes["value"] == "mara"
    assert page.one(".is-failed").text.startswith("Please enter a correct")


@pytest.mark.django_db
def test_signing_out_takes_one_press(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    page = read_html(client.get("/").content.decode())
    assert page.one(".masthead-end form").text == (f"Sign out {user.username}")
    client.post(reverse("sign-out"))
    assert "Sign in" in client.get("/").content.decode()
