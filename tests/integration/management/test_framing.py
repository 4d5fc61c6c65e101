"""``manage.py framing``: the archive's framing, as the database has it."""

import json

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from articles.across.archive import statement_columns
from articles.models import Statement, Story
from tests.stories import harbour_story, long_story

pytestmark = pytest.mark.django_db


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    call_command("framing")
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["outlets"]
    return found


def test_each_outlet_has_its_sides_stances_and_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    harbour_story()
    post, sun, courier = printed(capsys)
    assert (courier["outlet"], courier["statements"], courier["stories"], courier["texts"]) == ("the-courier", 2, 1, 1)
    assert [side["side"] for side in courier["sides"]] == ["Harbour Board", "Northern Union"]  # type: ignore[attr-defined]
    assert sum(side["first"] for side in courier["sides"]) == 1  # type: ignore[attr-defined]
    assert sum(one["statements"] for one in (courier, post, sun)) == Statement.objects.count()  # type: ignore[misc]
    assert None in [side["side"] for side in sun["sides"]]  # type: ignore[attr-defined]


def test_only_what_stories_show_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    harbour_story()
    Story.objects.update(comparison=None)
    assert printed(capsys) == []


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (20, 20)])
def test_the_columns_hold_every_statement_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int
) -> None:
    long_story(articles, points)
    with django_assert_num_queries(2):
        told = statement_columns()
    rows = Statement.objects.order_by("pk").values_list("version__article__outlet", "version", "side", "start", "end")
    columns = (told.outlet, told.version, told.side, told.start, told.end)
    assert sorted(zip(*(column.tolist() for column in columns), strict=True)) == sorted(rows)
