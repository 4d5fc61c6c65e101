"""What the tests of adding articles fill in, press and read."""

import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Outlet, Story

URL = "/admin/articles/article/add/"
BATCH = str(uuid.uuid4())
NO_CHARACTERS = "The pasted text holds characters that no article has: copy it again from the page or document."


def file(name: str, content: bytes = b"Some text.\r\nMore of it.\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def send(desk: Client, **fields: Any) -> Any:  # noqa: ANN401 - Django's test response
    """Press "Add and analyse"."""
    return desk.post(URL, {"batch": BATCH, "add": "Add and analyse", **fields})


def stored() -> int:
    """How many rows an editor would find in the lists."""
    return Article.objects.count() + Story.objects.count() + Outlet.objects.count()


def errors(response: Any) -> dict[str, list[str]]:  # noqa: ANN401
    """What the page says is to be mended, by field, free of markup."""
    said = response.context["form"].errors
    return {field: [re.sub(r"<[^>]+>", "", str(error)) for error in found] for field, found in said.items()}


def refused(response: Any) -> list[str]:  # noqa: ANN401 - Django's test response
    """The sentences that the form carries along."""
    return re.findall(r'name="refused" value="([^"]*)"', response.content.decode())
