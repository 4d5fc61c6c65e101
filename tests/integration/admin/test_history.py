"""Histories: who changed what when, for all that editors own."""

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.analysis.knowledge import knowledge_from_json
from articles.ingest import NewStory, Piece, add_article, add_articles
from articles.management.seeds import SEEDS
from articles.models import Article, Outlet, Side, SideAlias, Speaker, SpeakerAlias, Story
from articles.pipeline import analyse_story, store_knowledge
from articles.proposals import accept
from tests.factories import (
    ArticleFactory,
    EditorFactory,
    OutletFactory,
    SideFactory,
    SpeakerAliasFactory,
    SpeakerFactory,
    StoryFactory,
)
from tests.integration.pages.reading import Element, read_html
from tests.integration.texts import FIRST, SECOND

pytestmark = pytest.mark.django_db

NOBODY = "nobody signed in (an import or a command)"
NO_ALIASES = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}


def history(desk: Client, row: Side | Speaker | Story | Article | Outlet) -> list[tuple[str, str, list[str]]]:
    """Who did what, and what changed, the newest first."""
    page = page_of(desk, row)
    return [told(line) for line in entries(page)]


def page_of(desk: Client, row: Side | Speaker | Story | Article | Outlet) -> Element:
    response = desk.get(f"/admin/articles/{type(row).__name__.lower()}/{row.pk}/history/")
    assert response.status_code == 200
    return read_html(response.content.decode())


def entries(page: Element) -> list[Element]:
    return [one for one in page.one("#change-history").children if isinstance(one, Element)]


def told(entry: Element) -> tuple[str, str, list[str]]:
    changes = [change.text for change in entry.all("ul li")]
    return entry.one(".history-who").text, entry.one(".history-what").text, changes


def test_each_change_says_who_made_it_and_what_it_was_before(desk: Client, editor: User) -> None:
    side = SideFactory(name="Tories", short_name="Con", colour="blue")
    desk.post(
        f"/admin/articles/side/{side.pk}/change/",
        {"name": "Conservatives", "short_name": "Con", "colour": "teal", **NO_ALIASES},
    )
    assert history(desk, side) == [
        (editor.username, "Other name: created", ["Name: Tories"]),
        (
            editor.username,
            "Changed",
            ["Name: [was: Tories] [is: Conservatives]", "Colour: [was: Blue] [is: Teal]"],
        ),
        (NOBODY, "Created", ["Name: Tories", "Short name: Con", "Colour: Blue"]),
    ]


def test_a_row_made_in_bulk_has_what_it_was_before_its_first_change(desk: Client, editor: User) -> None:
    store_knowledge(knowledge_from_json(json.loads((SEEDS / "knowledge.json").read_text("utf-8"))))
    assert [model.history.count() for model in (Side, SideAlias, Speaker, SpeakerAlias)] == [0, 0, 0, 0]
    speaker = Speaker.objects.exclude(side=None).first()
    assert speaker is not None
    assert (
        page_of(desk, speaker).one(".history-note").text.startswith("Nothing of this speaker was changed by hand yet.")
    )

    side, old = str(speaker.side), speaker.name
    forms = {
        "aliases-TOTAL_FORMS": speaker.aliases.count(), "aliases-INITIAL_FORMS": speaker.aliases.count(),
        **{
            f"aliases-{place}-{field}": getattr(alias, name)
            for place, alias in enumerate(speaker.aliases.all())
            for field, name in (("id", "pk"), ("speaker", "speaker_id"), ("name", "name"))
        },
    }  # fmt: skip
    desk.post(f"/admin/articles/speaker/{speaker.pk}/change/", {"name": old, "kind": speaker.kind, "side": "", **forms})
    changed, before = history(desk, speaker)
    assert changed == (editor.username, "Changed", [f"Side: [was: {side}]"])
    assert before[:2] == (NOBODY, "Created")
    assert f"Side: {side}" in before[2]
    assert "As it was before its first change" in page_of(desk, speaker).one("#change-history").text


def test_speakers_that_the_analysis_finds_leave_no_history() -> None:
    story = add_articles([Piece(FIRST, "Bay News"), Piece(SECOND, "Coast Post")], NewStory("Harbour closed")).story
    assert story is not None
    records = Story.history.count(), Article.history.count()
    analyse_story(story.pk)
    assert Speaker.objects.exists()
    assert Speaker.history.count() == 0
    assert (Story.history.count(), Article.history.count()) == records == (1, 2)


def test_an_import_leaves_one_record_an_article_and_one_for_each_version_that_says_something_new_of_it(
    desk: Client,
) -> None:
    texts = ("The pier is shut.", "The pier is open.", "The pier is open.", "The pier is open. So is the quay.")
    for text in texts:
        add_article(Piece(text, "The Courier", url="https://courier.example/1", headline=text[:16]), None)
    article = Article.objects.get()
    assert (Article.history.count(), Outlet.history.count()) == (2, 1)
    assert history(desk, article)[0][1:] == (
        "Changed",
        ["Headline: [was: The pier is shut] [is: The pier is open]"],
    )


def test_an_article_that_an_editor_moves_shows_both_stories(desk: Client, editor: User) -> None:
    old, new = StoryFactory(title="Strike"), StoryFactory(title="Pier")
    article = ArticleFactory(story=old, outlet=OutletFactory(name="The Herald"))
    desk.post(
        f"/admin/articles/article/{article.pk}/change/",
        {"story": new.pk, "outlet": article.outlet_id, "outlet_source": "given", "versions-TOTAL_FORMS": 0,
         "versions-INITIAL_FORMS": 0},
    )  # fmt: skip
    assert history(desk, article)[0] == (editor.username, "Changed", ["Story: [was: Strike] [is: Pier]"])
    key = old.pk
    old.delete()
    assert history(desk, article)[0][2] == [f"Story: [was: story {key}, which is gone] [is: Pier]"]


def test_sorting_articles_into_a_story_is_recorded_for_each(desk: Client) -> None:
    articles: list[Article] = [ArticleFactory(story=None) for _ in range(3)]
    Article.history.all().delete()

    def queries(some: list[Article], title: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            accept([article.pk for article in some], story=None, title=title)
        return len(captured)

    assert queries(articles[:1], "One") == queries(articles[1:], "Two")
    newest, first = history(desk, articles[1])
    assert newest[1:] == ("Changed", ["Story: [is: Two]"])
    assert first[1] == "Created"
    assert "(Sorted into a story)" in page_of(desk, articles[1]).one("#change-history").text


def test_what_was_deleted_can_still_be_looked_up(desk: Client, editor: User) -> None:
    speaker = SpeakerFactory(name="Ann Lee")
    SpeakerAliasFactory(speaker=speaker, name="Lee")
    key = speaker.pk
    desk.post(f"/admin/articles/speaker/{key}/delete/", {"post": "yes"})
    assert not Speaker.objects.exists()
    speaker.pk = key
    page = page_of(desk, speaker)
    assert page.one("h1").text == "History of Ann Lee"
    assert page.one(".history-note").text == "This speaker was deleted."
    lines = [told(line) for line in entries(page)]
    assert (editor.username, "Other name: deleted", ["Name: Lee"]) in lines
    assert (editor.username, "Deleted") in [line[:2] for line in lines]


def test_whoever_may_not_see_a_row_may_not_see_its_history(client: Client) -> None:
    story = StoryFactory()
    address = f"/admin/articles/story/{story.pk}/history/"
    assert client.get(address).headers["Location"].startswith("/admin/login/")
    client.force_login(EditorFactory(may=["view_outlet"]))
    assert client.get(address).status_code == 403
    client.force_login(EditorFactory(may=["view_story"]))
    assert client.get(address).status_code == 200
    assert client.get("/admin/articles/story/4711/history/").status_code == 404
    assert client.get("/admin/articles/story/nothing/history/").status_code == 404


def test_more_changes_take_no_more_queries(desk: Client) -> None:
    def queries(changes: int) -> int:
        speaker = SpeakerFactory()
        for _ in range(changes):
            speaker.side = SideFactory()
            speaker.save()
            SpeakerAliasFactory(speaker=speaker)
        with CaptureQueriesContext(connection) as captured:
            assert len(history(desk, speaker)) == 2 * changes + 1
        return len(captured)

    assert queries(2) == queries(12) <= 10


def test_long_histories_are_shown_a_page_at_a_time(desk: Client) -> None:
    outlet = OutletFactory(name="The Herald")
    for number in range(101):
        outlet.domain = f"{number}.example"
        outlet.save()
    page = page_of(desk, outlet)
    assert len(entries(page)) == 100
    assert page.one(".paginator").text == "Page 1 of 2 Older"
    older = desk.get(f"/admin/articles/outlet/{outlet.pk}/history/?p=2").content.decode()
    assert len(entries(read_html(older))) == 2
