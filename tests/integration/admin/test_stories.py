from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Comparison, Run, RunState, Version
from articles.pipeline import analyse_story
from tests.factories import (
    OutletFactory,
    RunFactory,
    SideAliasFactory,
    SpeakerAliasFactory,
    StoryFactory,
    VersionFactory,
)
from tests.integration.texts import FIRST, SECOND

FORMSET = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}


def save_article(desk: Client, article: Article, **changed: Any) -> None:
    fields = {
        "story": article.story_id or "",
        "outlet": article.outlet_id,
        "outlet_source": article.outlet_source,
        "headline": article.headline,
        **changed,
    }
    response = desk.post(f"/admin/articles/article/{article.pk}/change/", {**FORMSET, **fields})
    assert response.status_code == 302


def being_analysed() -> list[str]:
    return sorted(Run.objects.filter(state=RunState.WAITING).values_list("story__title", flat=True))


@pytest.mark.django_db
def test_a_renamed_outlet_has_its_stories_analysed_and_a_licence_does_not(desk: Client) -> None:
    article = VersionFactory(article__story=StoryFactory(title="Strike")).article
    VersionFactory()
    address = f"/admin/articles/outlet/{article.outlet_id}/change/"
    desk.post(address, {"name": article.outlet.name, "licensed": "on"})
    assert being_analysed() == []
    desk.post(address, {"name": "The Herald on Sunday", "licensed": "on"})
    assert being_analysed() == ["Strike"]


@pytest.mark.django_db
def test_an_article_moved_to_another_story_has_both_analysed(desk: Client) -> None:
    article = VersionFactory(article__story=StoryFactory(title="Old")).article
    save_article(desk, article, headline="Corrected")
    assert being_analysed() == []
    save_article(desk, article, headline="Corrected", story=StoryFactory(title="New").pk)
    assert being_analysed() == ["New", "Old"]


@pytest.mark.django_db
def test_a_form_cannot_bring_new_rows_of_what_it_only_shows(desk: Client) -> None:
    version = VersionFactory(article__story=StoryFactory())
    article, story = version.article, version.article.story
    told = {"versions-TOTAL_FORMS": 1, "versions-INITIAL_FORMS": "-0", "versions-0-id": version.pk}
    save_article(desk, article, **told)
    told = {"articles-TOTAL_FORMS": 1, "articles-INITIAL_FORMS": 0, "articles-0-id": article.pk}
    response = desk.post(f"/admin/articles/story/{story.pk}/change/", {"title": story.title, "open": "on", **told})
    assert response.status_code == 302
    assert (Version.objects.count(), Article.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_an_article_that_came_out_at_another_time_has_its_story_analysed(desk: Client) -> None:
    article = VersionFactory(article__story=StoryFactory(title="Harbour")).article
    save_article(desk, article, published_at_0="2026-03-04", published_at_1="14:05:00")
    article.refresh_from_db()
    assert article.published_at is not None
    assert being_analysed() == ["Harbour"]


@pytest.mark.django_db
def test_a_deleted_article_takes_its_comparison_down_at_once(desk: Client) -> None:
    story = StoryFactory(title="Harbour")
    first = VersionFactory(text=FIRST, article__story=story).article
    VersionFactory(text=SECOND, article__story=story)
    analyse_story(story.pk)
    response = desk.post(f"/admin/articles/article/{first.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.comparison, Comparison.objects.count()) == (None, 0)
    assert being_analysed() == ["Harbour"]
    comparison = analyse_story(story.pk)
    assert comparison is not None
    assert comparison.framings.count() == 1


@pytest.mark.django_db
def test_a_text_is_shown_whole_and_cannot_be_changed(desk: Client) -> None:
    version = VersionFactory(text="<b>One</b>\r\n\r\nTwo")
    address = f"/admin/articles/article/{version.article.pk}/change/"
    assert "&lt;b&gt;One&lt;/b&gt;\r\n\r\nTwo" in desk.get(address).content.decode()
    sent = {
        "versions-TOTAL_FORMS": 1,
        "versions-INITIAL_FORMS": 1,
        "versions-0-id": version.pk,
        "versions-0-article": version.article.pk,
        "versions-0-text": "Altered",
        "versions-0-DELETE": "on",
    }
    fields = {"outlet": version.article.outlet_id, "outlet_source": "given", "story": version.article.story_id}
    desk.post(address, {**fields, **sent})
    assert Version.objects.get().text == version.text


@pytest.mark.django_db
def test_stories_are_found_by_what_their_texts_say(desk: Client) -> None:
    VersionFactory(text="About herring.", article__story=StoryFactory(title="First one"))
    VersionFactory(text="About snow.", article__story=StoryFactory(title="Second one"))
    page = desk.get("/admin/articles/story/", {"q": "herring"}).content.decode()
    assert "First one" in page
    assert "Second one" not in page


@pytest.mark.django_db
def test_chosen_stories_are_analysed_again(desk: Client) -> None:
    chosen = [StoryFactory(title="A").pk, StoryFactory(title="B").pk]
    StoryFactory(title="C")
    desk.post("/admin/articles/story/", {"action": "analyse_chosen", "_selected_action": chosen})
    assert being_analysed() == ["A", "B"]


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["story", "article", "outlet", "speaker", "side", "run"])
def test_a_list_takes_the_same_queries_however_long_it_is(desk: Client, model: str) -> None:
    def add() -> None:
        outlet = OutletFactory()
        version = VersionFactory(article__outlet=outlet)
        VersionFactory(article__outlet=outlet, article__story=version.article.story)
        RunFactory(story=version.article.story)
        SpeakerAliasFactory()
        SideAliasFactory()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(f"/admin/articles/{model}/").status_code == 200
        return len(captured)

    add()
    few = queries()
    for _ in range(4):
        add()
    assert queries() == few
    assert few <= 12


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["story", "article", "outlet", "speaker", "side", "run"])
def test_lists_are_for_staff(client: Client, model: str) -> None:
    assert client.get(f"/admin/articles/{model}/").status_code == 302
