"""Imports: each row with what became of it, nothing twice, and refusals that can be mended and given again."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from articles.importing import Imported, Importer, counted, refusals_csv
from articles.models import Article, Became, OutletSource, Run, Story, Version
from tests.factories import OutletFactory, StoryFactory
from tests.mixed_files import FILES, mixed_files

pytestmark = pytest.mark.django_db

ROWS = (
    "text,title,source,link,date,story\n"
    "The pier is shut.,Pier shut,The Courier,https://courier.example/1,2026-03-04T18:30:00Z,Pier\n"
    "The quay is shut.,,,https://www.herald.example/2,,pier\n"
    "Nobody knows.,,,,,\n"
    ",Empty,The Courier,,,\n"
)


@pytest.fixture
def importer() -> Iterator[Importer]:
    with Importer() as importer:
        yield importer


def take(importer: Importer, name: str, data: str) -> list[Imported]:
    return list(importer.take(name, data.encode()))


def test_a_row_is_stored_with_all_that_its_table_says(importer: Importer) -> None:
    OutletFactory(name="The Herald", domain="herald.example")

    rows = take(importer, "a.csv", ROWS)

    assert [(row.name, row.became, row.because) for row in rows] == [
        ("a.csv, line 2", Became.ADDED, ""),
        ("a.csv, line 3", Became.ADDED, ""),
        (
            "a.csv, line 4", Became.REFUSED,
            "a.csv, line 4 names no outlet, and has no address that tells it: give the outlet.",
        ),
        ("a.csv, line 5", Became.REFUSED, "a.csv, line 5, has no text: fill the column text."),
    ]  # fmt: skip
    pier, quay = Article.objects.order_by("pk")
    assert (pier.outlet.name, pier.outlet_source) == ("The Courier", OutletSource.NAMED)
    assert (pier.headline, pier.url) == ("Pier shut", "https://courier.example/1")
    assert pier.published_at is not None
    assert pier.published_at.isoformat() == "2026-03-04T18:30:00+00:00"
    assert (quay.outlet.name, quay.outlet_source, quay.published_at) == ("The Herald", OutletSource.INFERRED, None)
    assert pier.story == quay.story == Story.objects.get(title="Pier")
    assert list(importer.touched.values()) == [pier.story]


def test_what_rows_leave_open_is_given_for_all() -> None:
    story = StoryFactory(title="The strike")
    with Importer(story="the strike", outlet="The Courier") as importer:
        take(importer, "a.txt", "The pier is shut.")
    article = Article.objects.get()
    assert (article.story, article.outlet.name, article.outlet_source) == (story, "The Courier", OutletSource.GIVEN)


def test_the_changed_text_of_a_known_address_is_a_new_version(importer: Importer) -> None:
    first = "text,source,link,story\nThe pier is shut.,The Courier,https://courier.example/1,Pier\n"
    take(importer, "a.csv", first)

    changed = take(importer, "b.csv", first.replace("shut.", "open.").replace(",Pier", ","))

    assert [row.became for row in changed] == [Became.NEW_VERSION]
    article = Article.objects.get()
    assert [(v.number, v.text) for v in article.versions.order_by("number")] == [
        (1, "The pier is shut."),
        (2, "The pier is open."),
    ]
    assert list(importer.touched.values()) == [article.story]


def test_a_new_version_stays_in_its_story_and_no_other_is_made(importer: Importer) -> None:
    first = "text,source,link,story\nThe pier is shut.,The Courier,https://courier.example/1,Pier\n"
    take(importer, "a.csv", first)
    (changed,) = take(importer, "b.csv", first.replace("shut.", "open.").replace(",Pier", ",Harbour"))
    assert (changed.became, changed.story) == (Became.NEW_VERSION, Story.objects.get())
    assert [story.title for story in Story.objects.all()] == ["Pier"]


def test_the_same_text_is_stored_once_and_says_where_it_is(importer: Importer) -> None:
    with Importer(outlet="The Courier", story="Pier") as before:
        take(before, "a.txt", "The pier is shut.")
    added_on = f"{Version.objects.get().created_at:%-d %B %Y}"

    again = take(importer, "b.csv", "text,source\nThe pier is shut.,the  courier\nNew.,The Herald\nNew.,The herald\n")

    assert [(row.became, row.because) for row in again] == [
        (
            Became.DUPLICATE,
            f"b.csv, line 2 is here already: The Courier, in the story “Pier”, added on {added_on}.",
        ),
        (Became.ADDED, ""),
        (Became.DUPLICATE, "b.csv, line 4 has the same text as b.csv, line 3."),
    ]


@pytest.mark.parametrize("dry_run", [False, True])
def test_the_same_text_for_another_outlet_is_added_and_says_whose_it_is(dry_run: bool) -> None:
    with Importer(outlet="The Courier", story="Pier") as before:
        take(before, "a.txt", "The pier is shut.")
    added_on = f"{Version.objects.get().created_at:%-d %B %Y}"
    rows = "text,source\nThe pier is shut.,The Herald\nNew.,The Herald\nNew.,The Courier\nNew.,The Herald\n"

    with Importer(dry_run=dry_run) as importer:
        told = take(importer, "b.csv", rows)

    assert [(row.became, row.outlet, row.because) for row in told] == [
        (
            Became.ADDED,
            "The Herald",
            f"b.csv, line 2 has the same text as The Courier, in the story “Pier”, added on {added_on}.",
        ),
        (Became.ADDED, "The Herald", ""),
        (Became.ADDED, "The Courier", "b.csv, line 4 has the same text as b.csv, line 3."),
        (Became.DUPLICATE, "The Herald", "b.csv, line 5 has the same text as b.csv, line 3."),
    ]
    assert Version.objects.count() == (1 if dry_run else 4)


def test_a_dry_run_says_what_would_be_and_writes_nothing() -> None:
    text = "text,source,link,story\nOne.,A,https://a.example/1,S\nTwo.,A,https://a.example/1,S\nOne.,A,,\n,A,,\n"
    with Importer(dry_run=True) as importer:
        rows = take(importer, "a.csv", text)

    assert counted(rows) == {"added": 1, "new version": 1, "duplicate": 1, "refused": 1}
    assert (Article.objects.count(), Story.objects.count(), importer.touched) == (0, 0, {})


def test_refused_rows_can_be_mended_and_given_again(importer: Importer) -> None:
    rows = [*take(importer, "a.csv", ROWS), *take(importer, "b.exe", "MZ")]
    table = refusals_csv(rows)

    listed = list(csv.DictReader(io.StringIO(table)))
    assert [row["refused"] for row in listed] == ["a.csv, line 4", "a.csv, line 5", "b.exe"]
    assert listed[1]["refused_because"] == "a.csv, line 5, has no text: fill the column text."
    assert listed[1]["title"] == "Empty"

    mended = take(importer, "refused.csv", table.replace(",Empty,", "Mended.,Empty,").replace("a.csv, line 4", "x"))
    assert [row.became for row in mended if row.outlet] == [Became.ADDED]


def test_an_outlet_that_the_import_made_is_that_of_later_rows_of_its_domain(importer: Importer) -> None:
    OutletFactory(name="The Herald", domain="Herald.example")
    rows = "text,link\nOne.,https://a.example/1\nTwo.,https://herald.example/2\nThree.,https://www.a.example/3\n"
    take(importer, "a.csv", rows)
    outlets = [article.outlet.name for article in Article.objects.order_by("pk")]
    assert outlets == ["a.example", "The Herald", "a.example"]


@pytest.mark.parametrize("rows", [3, 12])
def test_the_outlets_of_domains_are_read_once_however_many_rows_there_are(
    importer: Importer, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    OutletFactory(name="The Herald", domain="herald.example")
    table = "".join(f"{number} piers are shut.,https://herald.example/{number}\n" for number in range(rows))
    each = 11 if connection.vendor == "postgresql" else 10  # there a row also holds off other writers
    with django_assert_max_num_queries(1 + each * rows):
        assert counted(take(importer, "a.csv", f"text,link\n{table}"))["added"] == rows


def test_two_hundred_mixed_files_are_counted_exactly_and_a_second_time_add_nothing() -> None:
    mixed = mixed_files()
    with Importer(outlet="The Courier") as importer:
        assert counted(importer.take("mixed.zip", mixed.data)) == mixed.counts
    stored = Version.objects.count()
    assert stored == mixed.counts["added"] + mixed.counts["new version"]

    with Importer(outlet="The Courier") as importer:
        again = counted(importer.take("mixed.zip", mixed.data))
    assert (again["added"], again["new version"], again["refused"]) == (0, 0, mixed.counts["refused"])
    assert Version.objects.count() == stored
    assert FILES == 200


def test_the_command_reads_folders_and_has_new_stories_analysed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "news"
    (folder / "north").mkdir(parents=True)
    (folder / "north" / "a.txt").write_text("The pier is shut.")
    (folder / ".hidden").write_text("x")
    (folder / "b.exe").write_text("MZ")
    refused = tmp_path / "refused.csv"

    call_command("import", str(folder), "--outlet", "The Courier", "--story", "Pier", "--refused", str(refused))

    out, err = capsys.readouterr()
    assert err.splitlines() == ["Reading 1 of 2: news/b.exe", "Reading 2 of 2: news/north/a.txt"]
    assert out.splitlines()[-1] == "2 rows: 1 added, 0 new version, 0 duplicate, 1 refused."
    assert Run.objects.get().story.title == "Pier"
    assert [row["refused"] for row in csv.DictReader(refused.open())] == ["news/b.exe"]


def test_a_path_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(CommandError, match=r"^nowhere\.txt is not there: name a file, a folder or a web address\.$"):
        call_command("import", "nowhere.txt")
