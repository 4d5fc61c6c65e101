"""A story of its own for each test of rulings, and a second editor."""

import json
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.serving import Site

PLACE = "Port {name} 🚢"
FIRST = """Council leader Maria Field has closed the harbour of {place} after a night of storms.

“The harbour is not safe and we will not risk a single boat,” she said.

The Fishing Guild's secretary, Tom Reed, said: “This is a disgraceful decision by Maria Field and members will pay.”
"""
SECOND = """The harbour of {place} was closed on Friday.

Council leader Maria Field said: “The harbour is not safe and we will not risk a single boat.”

Boats stayed in the bay while crews watched from the wall.
"""


@pytest.fixture
def story(site: Site, browser: Browser, tmp_path: Path) -> str:
    """The address of a story of its own, compared; a character of its texts counts twice in the page."""
    place = PLACE.format(name=uuid.uuid4().hex[:8])
    rows = [
        {"title": "", "text": text.format(place=place), "outlet": outlet, "story": f"{place} shut"}
        for outlet, text in (("Bay News", FIRST), ("The Anchor", SECOND))
    ]
    file = tmp_path / "pieces.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    site.manage("import", str(file))
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("link", name=f"{place} shut").click()
        expect(page.locator(".point").first).to_be_visible(timeout=120_000)
        return page.url.removeprefix(site.url)


@pytest.fixture(scope="module")
def other_editor(site: Site, browser: Browser) -> StorageState:
    """The cookies of a second editor."""
    site.manage(
        "shell",
        "-c",
        "from django.contrib.auth.models import Group, User\n"
        "user = User.objects.create_user('tom', password='soft-rain-on-slate')\n"
        "user.groups.add(Group.objects.get(name='Editor'))",
    )
    with browser.new_context(base_url=site.url) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        page.fill("[name=username]", "tom")
        page.fill("[name=password]", "soft-rain-on-slate")
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        return context.storage_state()
