"""CSV, JSON and the web page: the same rows, and whole texts only for who may read them."""

import csv
import io
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Outlet, Story, Version
from tests.comparing import compared_anew
from tests.factories import StoryFactory, UserFactory
from tests.integration.exports.conftest import HOSTILE, Take, cells, opened
from tests.integration.pages.reading import read_html
from tests.stories import long_story

FORMS = ["xlsx", "csv", "json", "html"]


def words_of(content: bytes, form: str) -> str:
    """All that stands in a file."""
    if form != "xlsx":
        return content.decode()
    book = opened(content)
    return str([cells(book, sheet) for sheet in book.sheetnames])


def test_csv_and_excel_have_the_same_passages(harbour: Story, take: Take) -> None:
    query = "side=Northern+Union"
    content = take(harbour, "csv", query)
    assert content.startswith(b"\xef\xbb\xbfPoint,Outlet,")
    (_, *rows) = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    sheet = cells(opened(take(harbour, "xlsx", query)), "Passages")
    assert rows == [["" if value is None else str(value) for value in row] for row in sheet]
    assert len(rows) == 6


def test_no_field_of_csv_begins_as_a_formula_does(hostile: Story, take: Take) -> None:
    rows = list(csv.reader(io.StringIO(take(hostile, "csv").decode("utf-8-sig"), newline="")))
    fields = [field for row in rows for field in row]
    assert [field for field in fields if field.startswith(tuple("=+-@\t\r\n"))] == []
    assert {f"'{start} is what they said" for start in HOSTILE} <= set(fields)


def test_json_has_the_tables_by_name(harbour: Story, take: Take) -> None:
    data = json.loads(take(harbour, "json", "speaker=Bo+Carr"))
    assert (data["format"], data["query"]) == ("parallax-export/1", "?speaker=Bo+Carr")
    assert data["about"]["Filters"] == "Speaker: Bo Carr"
    assert [point["coverage"] for point in data["points"]] == [
        {"the-courier": "word for word", "evening-post": "in part", "morning-sun": "does not have it"},
        {"the-courier": "does not have it", "evening-post": "word for word", "morning-sun": "does not have it"},
    ]
    first = data["passages"][0]
    text = Version.objects.get(sha256=first["sha256"]).text
    assert first["text"] == text[first["start"] : first["end"]] == "The offer is fair. It stays on the table."
    assert (first["confidence"], first["target"]) == (0.95, "the offer")


def test_the_web_page_reads_like_the_view_and_fetches_nothing(hostile: Story, harbour: Story, take: Take) -> None:
    source = take(harbour, "html", "side=Harbour+Board").decode()
    page = read_html(source)
    assert [row.one("th a").text for row in page.all("tbody tr")] == [
        "2 The offer is fair. It stays on the table.",
        "3 This union is reckless & selfish.",
    ]
    assert [cell.text for cell in page.all("tbody td")][:3] == ["● word for word", "◐ in part", "○ does not have it"]
    assert [text.one(".body").raw for text in page.all("article.text")] == [
        version.text for version in Version.objects.filter(article__story=harbour).order_by("pk")
    ]
    loading = [
        one for tag in ("script", "link", "img", "iframe", "object", "embed", "source", "form") for one in page.all(tag)
    ]
    assert loading == []
    assert "url(" not in source
    assert "@import" not in source
    assert "<script" not in take(hostile, "html").decode()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_comes_with_its_name_and_its_type(client: Client, harbour: Story, form: str) -> None:
    response = client.get(f"{harbour.get_absolute_url()}export.{form}")
    name = f"parallax-dockers-strike-at-the-harbour.{form}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"] == "private"


def test_without_an_account_texts_that_are_not_licensed_are_excerpts_as_on_the_page(
    client: Client, harbour: Story, take: Take
) -> None:
    Outlet.objects.exclude(name="The Courier").update(licensed=False)
    stored = [version.text for version in Version.objects.order_by("pk")]
    articles = json.loads(take(harbour, "json"))["articles"]
    assert [article["text"] for article in articles] == [stored[0], None, None]
    assert [words for _, _, words in articles[1]["excerpts"]] == [
        "The harbour stood still.",
        "“We will not go back without a deal,” Ann Lee said.",
        "Bo Carr said: “The offer is fair.”",
        "He added: “This union is reckless & selfish.”",
    ]
    Outlet.objects.update(licensed=False)
    for form in FORMS:
        assert "READ MORE: ships in the night" not in take(harbour, form).decode("utf-8", "ignore")
    columns = read_html(take(harbour, "html").decode()).all("article.text")
    on_page = read_html(client.get(harbour.get_absolute_url()).content.decode()).all(".story-text")
    assert [one.one(".body").text for one in columns] == [one.text for one in on_page]

    client.force_login(UserFactory())
    assert [article["text"] for article in json.loads(take(harbour, "json"))["articles"]] == stored


def test_where_reading_needs_an_account_so_does_taking_away(client: Client, harbour: Story, settings: Settings) -> None:
    settings.PARALLAX_READ = "login"
    for form in FORMS:
        response = client.get(f"{harbour.get_absolute_url()}export.{form}")
        assert response["Location"].startswith("/sign-in/?next=/stories/")


@pytest.mark.django_db
def test_what_cannot_be_taken_away_is_said(client: Client, harbour: Story) -> None:
    waiting = StoryFactory(title="Not compared")
    assert client.get("/stories/not-compared/export.xlsx")["Location"] == waiting.get_absolute_url()
    assert client.get(f"{harbour.get_absolute_url()}export.docx").status_code == 404
    assert client.get("/stories/none/export.csv").status_code == 404
    assert client.post(f"{harbour.get_absolute_url()}export.csv").status_code == 405


@pytest.mark.parametrize("form", FORMS)
def test_a_story_whose_articles_were_deleted_since_gives_a_file_without_them(
    harbour: Story, take: Take, form: str
) -> None:
    harbour.articles.get(outlet__name="The Courier").delete()
    assert "The Courier" not in words_of(take(harbour, form), form)
    harbour.articles.all().delete()
    assert "Evening Post" not in words_of(take(harbour, form), form)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_holds_all_of_one_comparison_while_the_story_is_compared_anew(
    story: Story, take: Take, form: str
) -> None:
    with compared_anew(story, times=2):
        content = take(story, form)
    assert "The harbour is not safe and we will not risk a single boat" in words_of(content, form)


def test_where_a_story_is_compared_anew_all_the_time_the_page_says_when_to_try_again(
    client: Client, story: Story
) -> None:
    with compared_anew(story, times=3):
        response = client.get(f"{story.get_absolute_url()}export.xlsx")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert read_html(response.content.decode()).one(".lead").text == (
        "This story is being compared anew just now: try again in a minute."
    )


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (3, 40), (20, 4)])
@pytest.mark.django_db
def test_an_export_takes_as_many_queries_at_any_size(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int
) -> None:
    story = long_story(articles, points)
    for form in FORMS:
        with django_assert_num_queries(9):
            client.get(f"{story.get_absolute_url()}export.{form}?q=ship")
