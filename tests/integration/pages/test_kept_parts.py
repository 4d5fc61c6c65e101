"""Pages that are put together from kept parts are the pages that would be made from nothing."""

import random
import re
from itertools import product

import pytest
from django.test import Client

from articles.comparison.keeping import Keeper
from articles.models import Outlet, Role, Story
from tests.integration.desk.conftest import person

HX = {"HX-Request": "true"}
QUERIES = [
    "&".join(part for part in parts if part)
    for parts in product(
        ("", "side=Northern+Union", "side=Harbour+Board&side=-", "stance=criticism&kind=direct", "speaker=Nobody"),
        ("", "wording=heated", "q=deal", "show=morning-sun&show=evening-post"),
        ("", "point=1", "point=3"),
    )
]
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")\w+')


def pages(client: Client, story: Story, *, anew: bool = False) -> dict[tuple[str, bool], str]:
    """Every address as a page and as a part, in no order; ``anew`` each from nothing."""
    asked = list(product(QUERIES, (False, True)))
    random.Random(len(asked) + anew).shuffle(asked)  # noqa: S311 - no secret
    found = {}
    for query, part in asked:
        if anew:
            Keeper.forget_all()
        answer = client.get(f"{story.get_absolute_url()}?{query}", headers=HX if part else {})
        found[query, part] = _TOKEN.sub(r"\1", answer.content.decode())
    return found


@pytest.mark.parametrize("role", [None, Role.READER, Role.EDITOR])
def test_whoever_asks_gets_the_page_as_made_from_nothing(client: Client, harbour: Story, role: Role | None) -> None:
    Outlet.objects.filter(name="The Courier").update(licensed=False)
    others = [Client(), Client(), Client()]
    for other, of in zip(others[1:], (Role.READER, Role.EDITOR), strict=True):
        other.force_login(person(f"other {of}", of))
    if role:
        client.force_login(person("one", role))
    anew = pages(client, harbour, anew=True)
    for other in others:
        pages(other, harbour)
    assert pages(client, harbour) == anew


def test_the_tools_and_handles_of_an_editor_are_an_editors_alone(client: Client, harbour: Story) -> None:
    reader, address = Client(), f"{harbour.get_absolute_url()}?point=1"
    client.force_login(person("mara", Role.EDITOR))
    told = [
        (("Freeze 5" in page), "disclosed" in page)
        for asked in (client, reader, client, reader)
        for page in [asked.get(address).content.decode()]
    ]
    assert told == [(True, True), (False, False)] * 2
