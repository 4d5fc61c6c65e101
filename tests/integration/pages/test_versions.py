"""How texts changed: on a page of their own, and said beside every statement that came or went."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.ingest import NewStory, Piece, add_article, add_articles
from articles.models import Comparison, Coverage, Outlet, Reading, Statement, Story, Version
from articles.pipeline import analyse_story
from tests.factories import ArticleFactory, UserFactory, VersionFactory
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import Element, read_html

TEXTS = json.loads((Path(__file__).parents[2] / "unit/analysis/copies.json").read_text(encoding="utf-8"))["texts"]
PEEL = (
    "For the union Dan Peel said that nobody had spoken to the crews. “We found out with everybody else. They should "
    "be ashamed,” he said, and promised to go to court."
)
ORR = (
    "Maeve Orr, whose shop depends on the boat, said: “They have cut us off with a show of hands. My bread comes on "
    "that boat, and so do my customers.”"
)
TIDES = "\n\n".join(
    f"High water at the quay comes at {hour} o'clock on day {hour} of the sale." for hour in range(5, 10)
)
REPORT = f"{TEXTS['own report of the same day']}\n\n{TIDES}"
NEW = REPORT.replace(ORR, "The shop was shut on Monday night.")
OLD = REPORT.replace(f"{PEEL}\n\n", "").replace("58,000 people", "85,000 people")
ADDRESS = "https://herald.example/1"
CHANGED = "Tuesday 21 June 2022, 14:05"


@pytest.fixture
def ferry(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    """The Herald's second version has Dan Peel's words, and no longer Maeve Orr's."""
    pieces = [Piece(TEXTS["wire"], "The Mirror"), Piece(OLD, "The Herald", url=ADDRESS)]
    story = add_articles(pieces, NewStory("Last ferry to Oake")).story
    assert story is not None
    Version.objects.update(created_at=datetime(2022, 6, 21, 8, 0, tzinfo=UTC))
    analyse_story(story.pk)
    add_article(Piece(NEW, "The Herald", url=ADDRESS), story)
    Version.objects.filter(number=2).update(created_at=datetime(2022, 6, 21, 13, 5, tzinfo=UTC))
    analyse_story(story.pk)
    Outlet.objects.update(licensed=True)
    return story


def versions_page(client: Client, story: Story) -> Element:
    return read_html(client.get(f"{story.get_absolute_url()}versions/").content.decode())


def number(page: Element, words: str) -> str:
    (found,) = [one for one in page.all(".point") if words in one.one(".point-gist").text]
    return found.one(".point-number").text


def test_the_comparison_rests_on_the_newest_version_and_says_so(ferry: Story, open_story: Open) -> None:
    newest = Version.objects.get(number=2)
    rows = Statement.objects.filter(version__article=newest.article).values_list("version", flat=True)
    assert set(rows) == {newest.pk}
    page = open_story(ferry)
    assert [head.text for head in page.all(".column-version")] == [
        "Version 2 of 2, changed 21 June 2022, 14:05: what changed"
    ]
    link = page.one(".column-version a").attributes["href"]
    assert link == f"{ferry.get_absolute_url()}versions/#article-{newest.article_id}"
    facts = page.one(".story-facts")
    assert facts.text.endswith("· 1 article changed since")
    assert facts.one("a").attributes["href"] == f"{ferry.get_absolute_url()}versions/"


def test_a_newer_text_that_is_not_compared_yet_changes_nothing_that_is_shown(ferry: Story, open_story: Open) -> None:
    shown = ferry.comparison
    before = [text.raw for text in open_story(ferry).all(".story-text")]
    add_article(Piece(TEXTS["told in other words"], "The Herald", url=ADDRESS), ferry)

    page = open_story(ferry)

    assert [text.raw for text in page.all(".story-text")] == before
    assert page.one(".column-version").text == "Version 2 of 3, changed 21 June 2022, 14:05: what changed"
    assert Comparison.objects.get(story=ferry) == Story.objects.get(pk=ferry.pk).comparison
    assert shown is None or shown.pk


def test_every_row_of_a_comparison_points_at_the_version_that_was_compared(ferry: Story) -> None:
    add_article(Piece(TEXTS["told in other words"], "The Herald", url=ADDRESS), ferry)
    ferry.refresh_from_db()
    comparison = ferry.comparison
    assert comparison is not None
    compared = set(comparison.framings.values_list("reading__version", flat=True))
    assert compared == set(Version.objects.filter(text__in=[TEXTS["wire"], NEW]).values_list("pk", flat=True))
    assert set(comparison.statements.values_list("version", flat=True)) == compared
    assert set(Coverage.objects.filter(point__comparison=comparison).values_list("version", flat=True)) == compared
    for finding in comparison.findings.all():
        cited = {finding.version_id, *finding.searched, *(version for version, *_ in finding.evidence)}
        assert cited <= compared


def test_a_statement_that_was_added_says_when(ferry: Story, open_story: Open) -> None:
    page = open_story(ferry)
    added = {
        one.one(".finding-text").text: [said.text for said in one.all(".finding-changed")]
        for one in page.all(".finding")
    }
    assert {text: said for text, said in added.items() if "Dan Peel" in text} == {
        "Only The Herald carries Dan Peel’s criticism.": [f"The criticism was added on {CHANGED}. What changed"],
        "Only The Herald reports what Dan Peel said.": [f"These words were added on {CHANGED}. What changed"],
    }
    assert added["Only The Herald reports what the company said."] == []
    drawer = open_story(ferry, f"point={number(page, 'We found out with everybody else')}").one("#drawer")
    assert drawer.one(".telling .changed").text == f"added on {CHANGED}"


def test_a_statement_that_went_says_since_when(ferry: Story, open_story: Open) -> None:
    page = open_story(ferry)
    drawer = open_story(ferry, f"point={number(page, 'cut us off with a show of hands')}").one("#drawer")
    assert drawer.one(".is-lacking .changed").text == f"No longer there since {CHANGED}."
    gone = [one.text for one in page.all(".finding-changed") if "until" in one.text]
    assert gone == [f"The Herald had these words until {CHANGED}. What changed"]


def test_what_stood_there_from_the_first_is_not_called_added(ferry: Story, open_story: Open) -> None:
    page = open_story(ferry)
    drawer = open_story(ferry, f"point={number(page, 'Nobody in this room')}").one("#drawer")
    assert drawer.all(".changed") == []


def test_nothing_is_said_to_be_added_to_a_text_that_was_incomplete(
    ferry: Story, client: Client, open_story: Open
) -> None:
    Version.objects.filter(number=1, article__outlet__name="The Herald").update(complete=False)
    assert not any("added" in one.text for one in open_story(ferry).all(".finding-changed"))
    assert versions_page(client, ferry).one(".change-note").text == (
        "Version 1 was incomplete: what looks added may have been there."
    )


def test_the_page_shows_what_changed_and_folds_the_rest(ferry: Story, client: Client) -> None:
    page = versions_page(client, ferry)
    assert page.one("#sheet-head").text == "How the texts changed"
    assert [head.text for head in page.all("#sheet h3")] == ["The Herald"]
    change = page.one(".change")
    assert change.one("h4").text == f"Version 2 of 2, changed {CHANGED}"
    assert change.all("time")[0].attributes["datetime"] == "2022-06-21T14:05:00+0100"
    assert change.one(".change-facts").text == (
        "1 paragraph changed, 2 added, 1 removed · 39 words added, 31 removed · "
        "the version before it is of Tuesday 21 June 2022, 09:00"
    )
    assert change.all("del")[0].text == "[removed: 85]"
    assert change.all("ins")[0].text == "[added: 58]"
    assert [one.text for one in change.all(".is-added")] == [
        f"[added: {PEEL}]",
        "[added: The shop was shut on Monday night.]",
    ]
    assert [one.text for one in change.all(".is-removed")] == [f"[removed: {ORR}]"]
    assert change.one(".folded summary").text == "5 paragraphs unchanged"
    assert [line.text for line in change.all(".folded p")] == TIDES.split("\n\n")
    assert page.one(".versions-others").text == "The Mirror: one version."


def test_the_page_lists_statements_that_came_and_went_from_readings_that_are_there(
    ferry: Story, client: Client
) -> None:
    readings = Reading.objects.count()
    said = {
        one.one("h5").text: [line.text for line in one.all("li")]
        for one in versions_page(client, ferry).all(".change-said")
    }
    assert list(said) == ["Statements that were added", "Statements that are no longer there"]
    assert any(line.startswith("We found out with everybody else.") for line in said["Statements that were added"])
    assert [line.split(". ")[0] for line in said["Statements that are no longer there"]] == [
        "They have cut us off with a show of hands"
    ]
    assert Reading.objects.count() == readings


def test_without_an_account_an_unlicensed_text_is_shown_in_excerpts(
    ferry: Story, client: Client, settings: Settings
) -> None:
    Outlet.objects.update(licensed=False)
    page = versions_page(client, ferry)
    assert page.all(".folded") + page.all(".is-same") == []
    shown = [one.text for one in page.all(".is-added")]
    assert shown[0].startswith("[added: For the union Dan Peel said")
    assert shown[0].endswith("…]")
    assert page.all(".change-note")[-1].text == "Excerpts around what changed. Sign in to read all of it."

    client.force_login(UserFactory())
    assert versions_page(client, ferry).all(".folded") != []
    client.logout()
    settings.PARALLAX_READ = "login"
    assert client.get(f"{ferry.get_absolute_url()}versions/")["Location"].startswith("/sign-in/?next=/stories/")


def test_a_story_whose_texts_never_changed_says_so(harbour: Story, client: Client) -> None:
    page = versions_page(client, harbour)
    assert page.one(".lead").text.startswith("No text of this story has changed so far.")
    assert client.get("/stories/nothing/versions/").status_code == 404
    assert client.post(f"{harbour.get_absolute_url()}versions/").status_code == 405


def test_the_choice_of_outlets_says_whose_texts_stand_there(ferry: Story, client: Client) -> None:
    page = read_html(client.get(f"{ferry.get_absolute_url()}versions/?outlet=the-mirror").content.decode())
    assert page.all(".changed-article") == []
    assert page.one(".lead").text.startswith("No text of the outlets that you chose has changed so far.")
    page = read_html(client.get(f"{ferry.get_absolute_url()}versions/?outlet=the-herald").content.decode())
    assert [head.text for head in page.all("#sheet h3")] == ["The Herald"]
    assert page.all(".versions-others") == []


@pytest.mark.django_db
def test_more_versions_and_articles_take_no_more_queries(
    harbour: Story, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for articles, versions in ((1, 2), (4, 5)):
        for _ in range(articles):
            article = ArticleFactory(story=harbour)
            for which in range(1, versions + 1):
                VersionFactory(article=article, number=which, text=f"The pier {which} of {article.pk} is shut.")
        with django_assert_num_queries(14):
            assert client.get(f"{harbour.get_absolute_url()}versions/").status_code == 200
