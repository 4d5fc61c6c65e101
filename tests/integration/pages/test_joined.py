"""What has joined a story by itself, on its page and in the list; and what an editor says to it."""

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.comparison.joined import moment_words
from articles.models import Article, Joining, Run, Story
from tests.factories import EditorFactory, OutletFactory, UserFactory
from tests.integration.pages.reading import Element, read_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def joining(harbour: Story) -> Joining:
    """A piece of The Herald that joined the story of the harbour just now."""
    article = Article.objects.create(story=harbour, outlet=OutletFactory(name="The Herald"), headline="Dockers out")
    return Joining.objects.create(article=article, story=harbour, likeness=0.4)


@pytest.fixture
def editor() -> User:
    user: User = EditorFactory(may=["change_article"])
    return user


def page(client: Client, story: Story) -> Element:
    return read_html(client.get(story.get_absolute_url()).content.decode())


def address(joining: Joining) -> str:
    return f"{joining.story.get_absolute_url()}joined/{joining.pk}/"


def aged(joining: Joining, **age: float) -> None:
    Joining.objects.filter(pk=joining.pk).update(created_at=timezone.now() - dt.timedelta(**age))


def test_everybody_reads_for_a_day_that_it_is_new(client: Client, joining: Joining) -> None:
    at = timezone.localtime(joining.created_at)
    note = page(client, joining.story).one(".joined")
    assert note.text == f"New: The Herald’s piece joined this story today at {at:%H:%M}. Dockers out"
    assert read_html(client.get("/").content.decode()).one(".story-line-new").text == "New: The Herald"
    aged(joining, hours=25)
    assert page(client, joining.story).all(".joined") == []
    assert read_html(client.get("/").content.decode()).all(".story-line-new") == []


def test_an_editor_is_asked_whether_it_belongs_until_somebody_has_said(
    client: Client, joining: Joining, editor: User
) -> None:
    client.force_login(editor)
    aged(joining, days=3)
    note = page(client, joining.story).one(".joined")
    at = timezone.localtime(timezone.now() - dt.timedelta(days=3))
    assert note.one("p").text == (
        f"The Herald’s piece joined this story on {at:%-d %B} at {at:%H:%M}, by likeness; check it. Dockers out"
    )
    assert [button.text for button in note.all("button")] == ["It belongs here", "It does not belong here"]

    answer = client.post(address(joining), {"belongs": "yes"}, follow=True)

    shown = read_html(answer.content.decode())
    assert shown.all(".joined") == []
    assert "The Herald’s piece belongs to “Dockers strike at the harbour”." in shown.text
    joining.refresh_from_db()
    assert (joining.belongs, joining.checked_by, joining.article.story) == (True, editor, joining.story)
    assert not Run.objects.exists()


def test_what_does_not_belong_is_taken_out_and_the_story_compared_again(
    client: Client, joining: Joining, editor: User
) -> None:
    client.force_login(editor)
    shown = client.post(address(joining), {"belongs": "no"}, follow=True).content.decode()
    assert "was taken out of “Dockers strike at the harbour” and waits in “Sort articles”." in shown
    assert read_html(shown).all(".joined") == []
    joining.refresh_from_db()
    assert (joining.belongs, Article.objects.get(pk=joining.article_id).story) == (False, None)
    run = Run.objects.get()
    assert (run.story, run.reason, run.started_by) == (joining.story, "The Herald’s article was taken out", editor)
    assert read_html(client.get("/").content.decode()).all(".story-line-new") == []


def test_the_second_editor_is_told_that_it_was_done(client: Client, joining: Joining, editor: User) -> None:
    Joining.objects.update(belongs=True)
    client.force_login(editor)
    shown = client.post(address(joining), {"belongs": "no"}, follow=True).content.decode()
    assert "Another editor has looked at The Herald’s piece meanwhile; nothing was changed." in shown
    assert Article.objects.get(pk=joining.article_id).story == joining.story


def test_it_can_be_checked_in_sort_articles_too(client: Client, joining: Joining, editor: User) -> None:
    client.force_login(editor)
    listed = read_html(client.get("/admin/articles/article/sort/").content.decode()).one(".joined")
    assert listed.one("p").text.startswith("The Herald Dockers out joined “Dockers strike at the harbour”")
    sent = client.post(listed.one("form").attributes["action"], {"belongs": "yes", "from": "sorting"})
    assert sent.headers["Location"] == "/admin/articles/article/sort/"
    joining.refresh_from_db()
    assert joining.belongs is True


@pytest.mark.parametrize("user", [None, UserFactory, EditorFactory])
def test_only_editors_are_asked_and_only_they_may_say(
    client: Client, joining: Joining, user: type[UserFactory] | None
) -> None:
    if user:
        client.force_login(user())
    assert page(client, joining.story).one(".joined").all("form") == []
    assert client.post(address(joining), {"belongs": "no"}).status_code == 403
    assert Article.objects.get(pk=joining.article_id).story == joining.story


def test_it_takes_a_post_and_the_right_story(client: Client, joining: Joining, editor: User) -> None:
    client.force_login(editor)
    assert client.get(address(joining)).status_code == 405
    assert client.post(f"/stories/another/joined/{joining.pk}/", {"belongs": "no"}).status_code == 404


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (dt.datetime(2026, 5, 3, 13, 5, tzinfo=dt.UTC), "today at 14:05"),
        (dt.datetime(2026, 5, 2, 22, 59, tzinfo=dt.UTC), "yesterday at 23:59"),
        (dt.datetime(2026, 5, 1, 8, 0, tzinfo=dt.UTC), "on 1 May at 09:00"),
    ],
)
def test_the_moment_is_said_in_the_time_of_the_installation(moment: dt.datetime, words: str) -> None:
    assert moment_words(moment, dt.datetime(2026, 5, 3, 20, 0, tzinfo=dt.UTC)) == words
