"""Digests by e-mail: each thing once, and again only after a sending that failed."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.across.digests import prepare, send_digests
from articles.models import Digest, DigestItem, SavedSearch, Story
from tests.factories import ArticleFactory, OutletFactory, UserFactory, VersionFactory
from tests.integration.pages.test_following import change
from tests.serving import free_port
from tests.stories import harbour_story

pytestmark = pytest.mark.django_db
LEE = "Ann Lee’s words for Northern Union"


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.PARALLAX_EMAIL = True
    settings.PARALLAX_SITE = "https://parallax.example"


@pytest.fixture
def story() -> Story:
    return harbour_story()


@pytest.fixture
def search(story: Story) -> SavedSearch:
    made: SavedSearch = SavedSearch.objects.create(
        user=UserFactory(username="mara", email="mara@example.org"), story=story, name=story.title, email=True
    )
    return made


def send() -> str:
    out = StringIO()
    call_command("send_digests", stdout=out, stderr=out)
    return out.getvalue()


def test_what_is_new_is_told_once(story: Story, search: SavedSearch) -> None:
    assert send() == "0 sent, 0 failed\n"
    change(story, "We will not go back", "Nor forward")
    assert send() == "1 sent, 0 failed\n"
    assert send() == "0 sent, 0 failed\n"
    (message,) = mail.outbox
    assert message.to == ["mara@example.org"]
    assert message.subject == "Parallax: 1 piece of news in Dockers strike at the harbour"
    assert message.body.splitlines() == [
        "Dockers strike at the harbour",
        "https://parallax.example/stories/dockers-strike-at-the-harbour/",
        "",
        "* The Herald has joined the story, “New”: 2\u00a0points that others have",
        f"  The Herald now carries {LEE}, “We will not go back” (so far only in The Courier).",
        f"  The Herald now carries {LEE}, “Nor forward” (so far only in The Courier).",
        "  https://parallax.example/stories/dockers-strike-at-the-harbour/",
        "",
        "--",
        "You asked for this at https://parallax.example/saved/, where you can stop it. Each thing is told once.",
    ]
    assert search.told.count() == 1


def test_a_search_and_a_story_go_in_one_email(story: Story, search: SavedSearch) -> None:
    SavedSearch.objects.create(user=search.user, query="?q=pilots", name="pilots, in articles", email=True)
    SavedSearch.objects.create(user=search.user, query="?q=pilots+strike", name="no e-mail for this one")
    change(story, "We will not go back")
    article = ArticleFactory(outlet=OutletFactory(name="Echo"), headline="Pilots meet", story=None)
    VersionFactory(article=article, text="Pilots met.")
    assert send() == "1 sent, 0 failed\n"
    (message,) = mail.outbox
    assert message.subject == "Parallax: 2 pieces of news in Dockers strike at the harbour and 1 more"
    assert "* Echo: Pilots meet\n  In no story yet.\n" in message.body


def test_a_name_of_several_lines_is_one_line_of_the_subject(search: SavedSearch, story: Story) -> None:
    SavedSearch.objects.filter(pk=search.pk).update(name="Dockers\r\nstrike\nat  the harbour")
    change(story, "We will not go back")
    assert send() == "1 sent, 0 failed\n"
    assert mail.outbox[0].subject == "Parallax: 1 piece of news in Dockers strike at the harbour"


def test_only_what_came_after_email_was_asked_for_is_told(story: Story, search: SavedSearch, client: Client) -> None:
    SavedSearch.objects.update(email=False)
    change(story, "Before")
    client.force_login(search.user)
    client.post(f"/saved/{search.pk}/", {"do": "email"})
    assert send() == "0 sent, 0 failed\n"


@pytest.mark.usefixtures("search")
def test_a_failed_sending_is_told_and_tried_again_with_the_same_content(story: Story, settings: Settings) -> None:
    change(story, "We will not go back")
    working = settings.MAILERS
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": free_port()},
        }
    }
    out = StringIO()
    with pytest.raises(CommandError, match="Not every digest was sent"):
        call_command("send_digests", stdout=out, stderr=out)
    assert "mara: ConnectionRefusedError" in out.getvalue()
    first = Digest.objects.get()
    assert (first.sent_at, first.claimed_at, first.tries) == (None, None, 1)

    change(story, "Meanwhile")
    settings.MAILERS = working
    assert send() == "2 sent, 0 failed\n"
    assert mail.outbox[0].extra_headers["Message-ID"] == first.message_id
    assert "We will not go back" in mail.outbox[0].body
    assert "Meanwhile" not in mail.outbox[0].body
    assert "Meanwhile" in mail.outbox[1].body
    assert send() == "0 sent, 0 failed\n"


def test_what_another_run_is_sending_is_left_to_it_until_that_is_given_up(story: Story, search: SavedSearch) -> None:
    change(story, "We will not go back")
    digest = prepare(search.user)
    assert digest
    assert prepare(search.user) is None
    Digest.objects.update(claimed_at=timezone.now())
    assert list(send_digests()) == []
    Digest.objects.update(claimed_at=timezone.now() - timedelta(hours=1))
    assert [one.problem for one in send_digests()] == [""]
    assert len(mail.outbox) == 1


def test_nothing_goes_to_who_left_or_wants_no_more(story: Story, search: SavedSearch) -> None:
    change(story, "We will not go back")
    prepare(search.user)
    SavedSearch.objects.update(email=False)
    assert send() == "1 sent, 0 failed\n"  # there is nothing left to tell in it
    assert mail.outbox == []
    SavedSearch.objects.update(email=True)
    change(story, "More")
    search.user.is_active = False
    search.user.save()
    assert send() == "0 sent, 0 failed\n"
    assert DigestItem.objects.count() == 1


def test_without_a_mail_server_one_sentence_says_what_to_set(settings: Settings) -> None:
    settings.PARALLAX_EMAIL = False
    with pytest.raises(CommandError) as refused:
        call_command("send_digests")
    assert str(refused.value) == "E-mail is not set up: set PARALLAX_EMAIL and PARALLAX_SITE (docs/operations.md)."
