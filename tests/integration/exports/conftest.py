"""Stories to take away, and ways to take them."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from articles.analysis.types import Status
from articles.management.seeds import load
from articles.models import Story
from articles.pipeline import analyse_story
from tests.integration.desk.conftest import story
from tests.stories import SIDES, Piece, Said, harbour_story, store

__all__ = ["story"]

type Take = Callable[..., bytes]

# What a spreadsheet may run, each as a whole text, and as the beginning of names and headlines.
HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1")


@pytest.fixture
def harbour(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    return harbour_story()


@pytest.fixture
def seeds(db: None) -> Story:  # noqa: ARG001 - likewise
    """The real story of three outlets, read and compared by the real analysis."""
    (story,) = load() or []
    analyse_story(story.pk)
    return Story.objects.select_related("comparison").get(pk=story.pk)


@pytest.fixture
def hostile(db: None) -> Story:  # noqa: ARG001 - likewise
    """Texts, names, targets and headlines that begin as formulas do, and characters that XML does not know."""
    words = [f"{start} is what they said" for start in HOSTILE]
    told = [Said(f"point {n}", text, f"{text} Lee", SIDES[0][0], target=text) for n, text in enumerate(words)]
    quoted = "\n\n".join(f"Somebody said: “{text}”" for text in words)
    story = store(
        "=cmd|' /C calc'!A0",
        [
            Piece("=HYPERLINK(1)", f"{quoted}\n\nA bell \x07 rang.", told),
            Piece("@Outlet", "-2+3 is all that stands here.", nearest={"point 0": "-2+3 is all that stands here."}),
            Piece("Plain", "Nothing was said.", statuses={"point 1": Status.UNREADABLE}),
        ],
        SIDES,
    )
    story.articles.update(headline="=1+2", byline="+44", url="https://news.example/=1")
    return story


@pytest.fixture
def take(client: Client) -> Take:
    """The file of a view in a format."""

    def taken(story: Story, form: str, query: str = "") -> bytes:
        response = client.get(f"{story.get_absolute_url()}export.{form}?{query}")
        assert response.status_code == 200
        return response.content

    return taken


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def cells(book: Workbook, sheet: str) -> list[list[object]]:
    """All cells of a sheet but its heads."""
    return [list(row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]


def about(book: Workbook) -> dict[str, object]:
    return {str(what): value for what, value in cells(book, "About")}


def heads(book: Workbook, sheet: str) -> list[object]:
    return [cell.value for cell in book[sheet][1]]
