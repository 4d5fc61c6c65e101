"""What every answer says beside its content, and what no address gives."""

import pytest
from django.test import Client

from tests.access_table import rows
from tests.integration.access.world import World, make_world

NEVER = (
    "/.git/HEAD", "/.git/config", "/manage.py", "/pyproject.toml", "/var/secret-key", "/secret-key", "/static/",
    "/media/", "/static/../coverage_site/settings.py", "/static/%2e%2e/%2e%2e/etc/passwd", "/.env",
    "/requirements.txt", "/admin/doc/",
)  # fmt: skip


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - the database is what is asked for
    return make_world()


def test_every_answer_says_what_it_is_and_that_it_is_for_this_site_alone(world: World) -> None:
    client = Client()
    assert world.people["first admin"]
    client.force_login(world.people["first admin"])
    token = {"Authorization": f"Bearer {world.secrets['editor read']}"}
    looked = 0
    for row in (*rows("pages"), *rows("api")):
        answer = client.get(
            row.at.format_map(world.names_for("first admin")), headers={**token, "Origin": "https://a.example"}
        )
        kind = answer.get("Content-Type", "")
        looked += bool(kind)
        if kind.startswith("text/") or "+xml" in kind:
            assert "charset=utf-8" in kind.replace('"', ""), row.route
        told = [
            answer.get(name) for name in ("X-Content-Type-Options", "X-Frame-Options", "Access-Control-Allow-Origin")
        ]
        assert told == ["nosniff", "DENY", None], row.route
        assert "script-src 'self'" in answer["Content-Security-Policy"], row.route
    assert looked > 150


@pytest.mark.django_db
@pytest.mark.parametrize("address", NEVER)
def test_nothing_of_the_program_or_its_data_is_served(client: Client, address: str) -> None:
    assert client.get(address).status_code in {302, 404}
    assert "root:" not in client.get(address, follow=True).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to", ["https://a.example/", "//a.example/", "/\\a.example/", "javascript:alert(1)", "https:a.example"]
)
def test_signing_in_leads_to_no_other_site(world: World, to: str) -> None:
    form = {"username": "mara", "password": "soft-rain-on-slate", "next": to}
    assert world
    assert {Client().post(door, form)["Location"] for door in ("/sign-in/", "/admin/login/")} == {"/"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search/?q=a%00b", "/?nothing=%00", "/stories/a%00b/", "/frozen/%00/"])
def test_a_character_that_no_text_has_is_refused_in_an_address(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "The address or the form could not be read." in answer.content.decode()
