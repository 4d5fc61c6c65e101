"""Articles and their texts: whole for those who may read them, and hashes for everybody."""

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Outlet, Story, Version
from tests.factories import ArticleFactory, VersionFactory
from tests.integration.api.conftest import Ask, header_of


def test_an_article_has_the_hashes_of_its_texts(harbour: Story, ask: Ask) -> None:
    article = harbour.articles.get(outlet__name="Evening Post")
    VersionFactory(article=article, number=2, text="Another text.")
    status, told = ask(f"/articles/{article.pk}")
    assert (status, told["outlet"], told["story"], told["text"]) == (
        200,
        "evening-post",
        harbour.slug,
        "Another text.",
    )
    hashes = list(article.versions.order_by("-number").values_list("number", "sha256"))
    assert [(one["number"], one["sha256"]) for one in told["versions"]] == hashes


def test_whole_texts_of_outlets_without_a_licence_are_for_readers_with_a_token(
    harbour: Story, editor: User, ask: Ask
) -> None:
    Outlet.objects.update(licensed=False)
    article = harbour.articles.order_by("pk")[0]
    assert ask(f"/articles/{article.pk}")[1]["text"] is None
    assert ask(f"/articles/{article.pk}", **header_of(editor, "read"))[1]["text"] == article.versions.get().text


def test_articles_by_story_and_outlet(harbour: Story, ask: Ask) -> None:
    ArticleFactory(outlet=Outlet.objects.get(name="The Courier"), headline="Elsewhere")
    assert ask("/articles")[1]["count"] == 4
    told = ask(f"/articles?story={harbour.slug}&outlet=the-courier")[1]
    assert [one["outlet"] for one in told["items"]] == ["the-courier"]
    assert told["count"] == 1


@pytest.mark.usefixtures("harbour")
def test_articles_that_are_not_sorted_yet_are_for_the_desk(editor: User, ask: Ask) -> None:
    lone = ArticleFactory(story=None)
    assert ask(f"/articles/{lone.pk}")[0] == 404
    assert ask(f"/articles/{lone.pk}", **header_of(editor, "read"))[0] == 404
    editor.is_superuser = True
    editor.save()
    assert ask(f"/articles/{lone.pk}", **header_of(editor, "read"))[0] == 200
    assert Article.objects.count() == 4
    assert Version.objects.count() == 3
