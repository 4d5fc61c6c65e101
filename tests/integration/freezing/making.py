"""Frozen comparisons as editors make them, and as somebody could alter them."""

import hashlib
import json
from typing import Any

from django.test import Client

from articles.freezing.codec import canonical
from articles.models import Freeze, Role, Story
from articles.rulings import Passage, SpeakerIs
from tests.integration.desk.conftest import person
from tests.integration.pages.reading import Element, read_html
from tests.integration.rulings.harbour import ruled


def freeze(client: Client, story: Story, query: str = "") -> Freeze:
    response = client.post(f"{story.get_absolute_url()}freeze/", {"query": query})
    assert response.status_code == 302
    return Freeze.objects.get(sha256=response["Location"].split("/")[2])


def rewritten(frozen: Freeze, change: Any) -> Freeze:  # noqa: ANN401 - a function on the document
    """A copy of a frozen comparison with another content, under the hash of that."""
    data = json.loads(frozen.document)
    change(data)
    content = canonical(data)
    return Freeze.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        title="Rewritten",
        document=content.decode(),
        frozen_by=frozen.frozen_by,
    )


def rule_on_a_speaker(story: Story, name: str) -> None:
    story.refresh_from_db()
    assert story.comparison
    statement = story.comparison.statements.order_by("pk")[0]
    what = SpeakerIs(Passage.parse(f"{statement.version_id}:{statement.start}-{statement.end}"), name)
    ruled(story, what, person(f"editor of {name}", Role.EDITOR))


def main_of(client: Client, frozen: Freeze) -> Element:
    response = client.get(frozen.get_absolute_url())
    assert response.status_code == 200
    return read_html(response.content.decode()).one("main")
