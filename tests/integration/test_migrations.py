"""What an upgrade makes of texts that are stored already."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string

from articles import migrations
from articles.ingest import Piece, add_article
from articles.models import Article, SharedText, Trace
from tests.factories import ArticleFactory

TEXTS = json.loads((Path(__file__).parents[1] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]


@pytest.mark.django_db
def test_copies_among_texts_from_before_are_found_as_they_are_found_when_they_come_in() -> None:
    for outlet, text in (
        ("The Mirror", "wire"),
        ("Express", "cut at the end"),
        ("The Herald", "own report of the same day"),
        ("Star", "edited lightly"),
    ):
        add_article(Piece(TEXTS[text], outlet), None)
    fields = ("first", "second", "share_of_first", "share_of_second")
    expected = list(SharedText.objects.order_by("first", "second").values_list(*fields))
    traces = set(Trace.objects.values_list("version", "value"))
    SharedText.objects.all().delete()
    Trace.objects.all().delete()

    (migration,) = Path(migrations.__path__[0]).glob("*_copies_and_history.py")
    import_string(f"{migrations.__name__}.{migration.stem}.find_copies")(apps, connection.schema_editor())

    assert list(SharedText.objects.order_by("first", "second").values_list(*fields)) == expected
    assert set(Trace.objects.values_list("version", "value")) == traces
    assert len(expected) == 3


@pytest.mark.django_db
def test_times_at_the_edge_of_the_calendar_are_left_out_and_others_stay() -> None:
    known = dt.datetime(2022, 6, 21, 14, 5, tzinfo=dt.UTC)
    ArticleFactory(headline="Known", published_at=known)
    ArticleFactory(headline="None", published_at=dt.datetime(1, 1, 1, tzinfo=dt.UTC))

    import_string(f"{migrations.__name__}.0014_times_in_reach.leave_out")(apps, connection.schema_editor())

    assert dict(Article.objects.values_list("headline", "published_at")) == {"Known": known, "None": None}
    assert set(Article.history.values_list("headline", "published_at")) == {("Known", known), ("None", None)}
