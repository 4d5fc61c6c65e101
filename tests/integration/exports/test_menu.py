"""The menus at the right of the tabs."""

import pytest
from django.test import Client

from articles.models import Story
from tests.integration.pages.reading import read_html

FORMS = ["xlsx", "csv", "json", "html"]


@pytest.mark.parametrize("view", ["", "matrix/", "quotations/", "facts/"])
@pytest.mark.parametrize("part", [False, True])
def test_every_view_offers_its_rows_under_its_filters(client: Client, harbour: Story, view: str, part: bool) -> None:
    address, query = harbour.get_absolute_url(), "?side=Harbour+Board&point=2"
    response = client.get(f"{address}{view}{query}", headers={"HX-Request": "true"} if part else {})
    page = read_html(response.content.decode())
    assert [link.attributes["href"] for link in page.all("#tool-export a")] == [
        f"{address}export.{form}{query}" for form in FORMS
    ]
    assert page.one("#share-address").text == f"http://testserver{address}{view}{query}"
    assert page.one("#tools").attributes.get("data-hx-swap-oob", "") == ("true" if part else "")
