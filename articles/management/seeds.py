"""What a new database starts with: sides and speakers, and one real story told by three outlets."""

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from articles.analysis.knowledge import knowledge_from_json
from articles.ingest import NewStory, Piece, Refused, add_articles
from articles.intake import Refusal, read_file
from articles.models import Outlet, OutletSource, Story
from articles.pipeline import store_knowledge

SEEDS = settings.BASE_DIR / "seeds"


class BadSeeds(Exception):
    """The files of the seeds do not fit together; the message names what to mend."""


def load(folder: Path = SEEDS) -> list[Story] | None:
    """Fill an empty database, all or nothing, through the same steps as an upload; the stories that got articles.

    None, and nothing is touched, when the database has sides already: then it was filled before, and what
    editors have changed or deleted since stays so.
    """
    plan = json.loads((folder / "stories.json").read_text(encoding="utf-8"))
    with transaction.atomic():
        if not load_knowledge(folder):
            return None
        for name in plan["licensed_outlets"]:
            Outlet.objects.get_or_create(name=name, defaults={"licensed": True})
        stories = (_add(folder, story) for story in plan["stories"])
        return [story for story in stories if story]


def load_knowledge(folder: Path = SEEDS) -> bool:
    """Only the sides and speakers; False, and nothing is touched, when the database has sides already."""
    return store_knowledge(knowledge_from_json(json.loads((folder / "knowledge.json").read_text(encoding="utf-8"))))


def _add(folder: Path, planned: Mapping[str, Any]) -> Story | None:
    pieces = [_piece(folder, article) for article in planned["articles"]]
    new = NewStory(planned["title"], dt.date.fromisoformat(planned["date"]))
    report = add_articles(pieces, new, together=False)
    for outcome in report.outcomes:
        if isinstance(outcome, Refused):
            raise BadSeeds(outcome.because)
    return report.story


def _piece(folder: Path, article: Mapping[str, str]) -> Piece:
    file = folder / article["file"]
    row = read_file(file.name, file.read_bytes(), limit=settings.PARALLAX_UPLOAD_LIMIT)
    if isinstance(row, Refusal):
        raise BadSeeds(row.sentence)
    return Piece(row.text, article["outlet"], OutletSource(article["outlet_source"]), row.file_name)
