"""Articles are added by hand: typed, pasted, and what the form says."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from articles.models import Article, OfferedText, Run, RunState, Story, Version
from tests.factories import EditorFactory, OutletFactory, StoryFactory, UserFactory, VersionFactory
from tests.integration.admin.adding import BATCH, NO_CHARACTERS, URL, errors, file, send, stored


@pytest.mark.django_db
def test_nobody_adds_without_the_right(client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/admin/login/?next={URL}"
    client.force_login(UserFactory())
    assert client.get(URL).headers["Location"] == f"/admin/login/?next={URL}"
    client.force_login(EditorFactory(may=["view_article"]))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"pasted": "Text.", "add": "1"}).status_code == 403
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_the_right_to_add_is_enough_from_the_form_to_the_progress(client: Client) -> None:
    client.force_login(EditorFactory(may=["add_article"]))
    assert client.get(URL).status_code == 200
    response = send(client, new_story="Strike", pasted="Text.", **{"new_outlet-pasted": "The Herald"})
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.django_db
def test_the_form_is_reached_from_the_index_and_the_stories(desk: Client) -> None:
    for page in ("/admin/", "/admin/articles/story/"):
        assert f'href="{URL}"' in desk.get(page).content.decode()
    story = StoryFactory()
    assert f'href="{URL}?story={story.pk}"' in desk.get(f"/admin/articles/story/{story.pk}/change/").content.decode()
    assert f'<option value="{story.pk}" selected>' in desk.get(URL, {"story": story.pk}).content.decode()


@pytest.mark.django_db
def test_a_pasted_text_with_new_story_and_outlet_is_added_and_analysed(
    desk: Client, editor: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as queued:
        response = send(
            desk,
            new_story="  Harbour  closed ",
            date="2024-05-03",
            pasted="Head\r\n\r\n Body\u00a0text.\r\n",
            **{"new_outlet-pasted": "Bay News"},
        )
    version = Version.objects.get()
    assert version.text == "Head\n\n Body\u00a0text.\n"
    assert (version.article.outlet.name, version.file_name) == ("Bay News", "")
    assert version.article.story is not None
    assert (version.article.story.title, version.article.story.date) == ("Harbour closed", date(2024, 5, 3))
    run = Run.objects.get()
    assert (run.story, run.state, run.started_by) == (version.article.story, RunState.WAITING, editor)
    assert len(queued) == 1
    assert response.headers["Location"] == reverse("admin:articles_run_change", args=[run.pk])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"new_story": ["Choose a story, or type the title of a new one."]}),
        (
            {"new_story": "S"},
            {"__all__": ["There is no text yet: choose one or more files, or paste a text."]},
        ),
        (
            {"new_story": "S", "pasted": " \r\n "},
            {"pasted": ["The pasted text is empty: paste the article's text, or choose a file."]},
        ),
        (
            {"new_story": "S", "pasted": "a\x00b", "new_outlet-pasted": "O"},
            {"pasted": [NO_CHARACTERS]},
        ),
        (
            {"new_story": "S", "pasted": "Text."},
            {"outlet-pasted": ["Which outlet published this text? Choose it, or type a new one."]},
        ),
        (
            {"new_story": "S", "pasted": "x" * 101, "new_outlet-pasted": "O"},
            {"pasted": ["The pasted text is over the limit of 0.0001 MB: add one article at a time, as text alone."]},
        ),
        (
            {"new_story": "S", "date": "yesterday", "pasted": "Text.", "new_outlet-pasted": "O"},
            {"date": ["Enter a valid date."]},
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(
    desk: Client, settings: Settings, fields: dict[str, str], expected: dict[str, list[str]]
) -> None:
    settings.PARALLAX_UPLOAD_LIMIT = 100
    response = send(desk, **fields)
    assert response.status_code == 200
    assert errors(response) == expected
    assert stored() == 0
    for name in ("new_story", "pasted", "new_outlet-pasted"):
        assert (response.context["form"][name].value() or "") == fields.get(name, "")


@pytest.mark.django_db
def test_choosing_and_typing_a_story_or_an_outlet_is_asked_about(desk: Client) -> None:
    response = send(
        desk,
        story=StoryFactory().pk,
        new_story="Another",
        pasted="Text.",
        **{"outlet-pasted": OutletFactory(name="The Herald").pk, "new_outlet-pasted": "The National"},
    )
    assert errors(response) == {
        "new_story": ["Choose a story or type the title of a new one, not both."],
        "new_outlet-pasted": ["Choose an outlet or type a new one, not both."],
    }


@pytest.mark.django_db
def test_the_same_text_twice_says_where_the_first_one_is_with_a_link(desk: Client) -> None:
    first = VersionFactory(
        text="Known.", article__story=StoryFactory(title="Strike"), article__outlet=OutletFactory(name="The Herald")
    )
    response = send(desk, new_story="Other", pasted="Known.", **{"new_outlet-pasted": "the herald"})
    where = f"The Herald, in the story “Strike”, added on {timezone.localdate():%-d %B %Y}"
    assert errors(response) == {"pasted": [f"This text is here already: {where}. Leave it out, or open that one."]}
    assert f'<a href="{first.article.story.get_absolute_url()}">The Herald, in the story' in response.content.decode()
    assert not Story.objects.filter(title="Other").exists()


@pytest.mark.django_db
def test_the_same_text_of_another_outlet_is_added_and_said_to_be_the_same(desk: Client) -> None:
    first = VersionFactory(
        text="Known.", article__story=StoryFactory(title="Strike"), article__outlet=OutletFactory(name="The Herald")
    )
    added = send(desk, story=first.article.story_id, pasted="Known.", **{"new_outlet-pasted": "O"})
    page = desk.get(added.headers["Location"]).content.decode()
    where = f"The Herald, in the story “Strike”, added on {timezone.localdate():%-d %B %Y}"
    assert f"The pasted text has the same text as {where}." in page
    assert sorted(Version.objects.values_list("article__outlet__name", "text")) == [
        ("O", "Known."),
        ("The Herald", "Known."),
    ]


@pytest.mark.django_db
def test_nobody_sees_or_adds_what_another_editor_offered(desk: Client) -> None:
    OfferedText.objects.create(owner=EditorFactory(), batch=BATCH, file_name="theirs.txt", text="Theirs.")
    response = send(desk, new_story="S")
    assert "theirs.txt" not in response.content.decode()
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_what_was_left_unfinished_yesterday_is_dropped(desk: Client, editor: User) -> None:
    old = OfferedText.objects.create(owner=editor, batch=BATCH, file_name="old.txt", text="Old.")
    OfferedText.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=2))
    send(desk, new_story="S", text_files=[file("new.txt")])
    assert [row.file_name for row in OfferedText.objects.all()] == ["new.txt"]
