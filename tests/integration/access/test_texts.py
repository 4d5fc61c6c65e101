"""Whole texts: no address gives words of an outlet that is not licensed to whoever may read excerpts only."""

import io
import zipfile

import pytest
from django.test import Client

from articles.models import Outlet
from tests.access_table import rows
from tests.integration.access.world import CLOSED, World, make_world

FORMATS = ("csv", "json", "html", "xlsx")
SEARCHES = ("/search/?q=tide+tables", "/api/v1/search/articles?q=tide", "/api/v1/search/statements?q=tide")
WHERE_WHOLE = ("{story}", "{story}export.json", "{story}export.html", "/api/v1/articles/{closed_article}")


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - the database is what is asked for
    return make_world()


def holds(world: World, client: Client, address: str, **headers: str) -> bool:
    """Whether the answer has words from outside of the excerpts; of an Excel file, any of its parts."""
    content = b"".join(client.get(address.format_map(world.names_for("anonymous")), headers=headers))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"".join(map(book.read, book.namelist()))
    return CLOSED.encode() in content


def test_nobody_without_an_account_is_given_words_outside_of_the_excerpts(world: World, client: Client) -> None:
    addresses = {row.at for name in ("pages", "api") for row in rows(name)} | set(WHERE_WHOLE) | set(SEARCHES)
    addresses |= {f"{{story}}export.{form}" for form in FORMATS}
    assert len(addresses) > 150
    assert [address for address in sorted(addresses) if holds(world, client, address)] == []


@pytest.mark.parametrize("address", WHERE_WHOLE)
def test_whoever_has_signed_in_is_given_them_and_everybody_where_the_outlet_is_licensed(
    world: World, client: Client, address: str
) -> None:
    reader, headers = Client(), {}
    assert world.people["reader"]
    if address.startswith("/api/"):
        headers = {"Authorization": f"Bearer {world.secrets['reader read']}"}
    else:
        reader.force_login(world.people["reader"])
    assert (holds(world, client, address), holds(world, reader, address, **headers)) == (False, True)
    Outlet.objects.update(licensed=True)
    assert holds(world, client, address)
