"""Whoever has a story page already is told so, as long as nothing on it has changed; what is kept is never stale."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import (
    Article,
    Joining,
    Outlet,
    Role,
    Run,
    RunState,
    Side,
    Speaker,
    Story,
    Version,
)
from tests.factories import RunFactory, UserFactory, VersionFactory
from tests.integration.desk.conftest import person
from tests.integration.pages.reading import read_html

HX = {"HX-Request": "true"}


def asked_again(client: Client, address: str, tag: str, **headers: str) -> int:
    return client.get(address, headers={"If-None-Match": tag, **headers}).status_code


def test_a_page_that_has_not_changed_is_not_sent_again(
    client: Client, harbour: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = f"{harbour.get_absolute_url()}?point=2"
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "no-cache"
    assert {"Cookie", "HX-Request"} <= set(first["Vary"].split(", "))


@pytest.mark.parametrize("view", ["matrix", "quotations", "facts", "framing", "versions", "brief"])
def test_a_further_view_is_sent_again_only_when_it_changed(client: Client, harbour: Story, view: str) -> None:
    address = f"{harbour.get_absolute_url()}{view}/"
    tag = client.get(address)["ETag"]
    assert asked_again(client, address, tag) == 304
    _rename_an_outlet(harbour)
    assert asked_again(client, address, tag) == 200
    client.force_login(person("mara", Role.EDITOR))
    assert "ETag" not in client.get(address)


def _rename_an_outlet(_: Story) -> None:
    Outlet.objects.filter(name="The Courier").update(name="The Messenger")


def _license_an_outlet(_: Story) -> None:
    Outlet.objects.filter(name="The Courier").update(licensed=False)


def _give_a_headline(story: Story) -> None:
    Article.objects.filter(story=story, outlet__name="Morning Sun").update(headline="Harbour shut")


def _colour_a_side(_: Story) -> None:
    Side.objects.filter(name="Northern Union").update(colour="pink")


def _rename_a_speaker(_: Story) -> None:
    speaker = Speaker.objects.get(name="Ann Lee")
    speaker.name = "Anna Lee"
    speaker.save()


def _call_a_text_incomplete(_: Story) -> None:
    Version.objects.filter(article__outlet__name="The Courier").update(complete=False)


def _store_a_new_version(story: Story) -> None:
    VersionFactory(article=story.articles.get(outlet__name="The Courier"), number=2, text="Another text.")


def _start_a_run(story: Story) -> None:
    RunFactory(story=story, state=RunState.RUNNING, message="Reading 1 of 3")


def _let_an_article_join(story: Story) -> None:
    Joining.objects.create(story=story, article=story.articles.get(outlet__name="Morning Sun"), likeness=0.9)


def _retitle(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(title="The dockers went back")


def _take_an_article_away(story: Story) -> None:
    story.articles.get(outlet__name="Evening Post").delete()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_rename_an_outlet, "The Messenger"),
        (_license_an_outlet, "Excerpts around what is marked"),
        (_give_a_headline, "Harbour shut"),
        (_colour_a_side, "side-pink"),
        (_rename_a_speaker, "Anna Lee"),
        (_call_a_text_incomplete, "The text is incomplete"),
        (_store_a_new_version, "Version 1 of 2"),
        (_start_a_run, "Reading 1 of 3."),
        (_let_an_article_join, "Morning Sun’s piece joined this story today"),
        (_retitle, "The dockers went back"),
        (_take_an_article_away, "2 outlets"),
    ],
    ids=lambda given: given.__name__.strip("_") if callable(given) else "",
)
def test_a_page_that_has_changed_is_sent(
    client: Client, harbour: Story, change: Callable[[Story], None], words: str
) -> None:
    address = harbour.get_absolute_url()
    first = client.get(address)
    assert words not in read_html(first.content.decode()).text.replace("\u00a0", " ")
    change(harbour)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert words in second.content.decode().replace("\u00a0", " ").replace("&#x27;", "’")


def test_each_address_part_and_person_has_a_tag_of_its_own(client: Client, harbour: Story) -> None:
    address = harbour.get_absolute_url()
    tags = [
        client.get(address)["ETag"],
        client.get(address, headers=HX)["ETag"],
        client.get(f"{address}?side=Northern+Union")["ETag"],
        client.get(address, headers={"Host": "localhost"})["ETag"],
    ]
    for name in ("rhea", "tom"):
        client.force_login(UserFactory(username=name))
        answer = client.get(address)
        tags.append(answer["ETag"])
        assert answer["Cache-Control"] == "no-cache, private"
    assert len(set(tags)) == 6
    assert [asked_again(client, address, tag) for tag in tags[:-1]] == [200] * 5


def test_a_release_has_tags_of_its_own(client: Client, harbour: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    address = harbour.get_absolute_url()
    tag = client.get(address)["ETag"]
    monkeypatch.setattr("coverage_site.unchanged.release", lambda: "the next one")
    assert asked_again(client, address, tag) == 200


def test_what_a_reader_saw_is_not_given_to_a_stranger_nor_the_other_way_round(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    stranger, address = Client(), harbour.get_absolute_url()
    client.force_login(UserFactory())
    whole = [client.get(address).content.decode() for _ in range(2)]
    cut = [stranger.get(address).content.decode() for _ in range(2)]
    again = client.get(address).content.decode()
    assert ["Excerpts around" in page for page in (*whole, *cut, again)] == [False, False, True, True, False]


def test_a_stranger_comes_back_from_the_sign_in_to_the_page_that_was_left(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    for query in ("?side=Northern+Union", "?side=Northern+Union&at="):
        address = harbour.get_absolute_url() + query
        links = read_html(client.get(address).content.decode()).all(".excerpts-note a")
        assert {link.attributes["href"] for link in links} == {f"/sign-in/?next={quote(address)}"}


def test_a_shared_address_has_the_name_of_the_site_that_was_asked(client: Client, harbour: Story) -> None:
    for host in ("testserver", "localhost", "testserver"):
        page = read_html(client.get(harbour.get_absolute_url(), headers={"Host": host}).content.decode())
        assert page.one("#share-address").text == f"http://{host}{harbour.get_absolute_url()}"


def test_an_editors_page_is_made_anew_each_time_and_has_no_tag(client: Client, harbour: Story) -> None:
    tag = client.get(harbour.get_absolute_url())["ETag"]
    client.force_login(person("mara", Role.EDITOR))
    answer = client.get(harbour.get_absolute_url(), headers={"If-None-Match": tag})
    assert (answer.status_code, "ETag" in answer, answer["Cache-Control"]) == (200, False, "private")


def test_after_an_editor_has_looked_readers_still_see_no_handles(client: Client, harbour: Story) -> None:
    client.force_login(person("mara", Role.EDITOR))
    assert "ruling-" in client.get(f"{harbour.get_absolute_url()}?point=2").content.decode()
    client.force_login(person("rhea", Role.READER))
    assert "ruling-" not in client.get(f"{harbour.get_absolute_url()}?point=2").content.decode()


def test_a_form_on_a_kept_page_has_the_token_of_whoever_asks(harbour: Story) -> None:
    for user in (UserFactory(), UserFactory()):
        reader = Client(enforce_csrf_checks=True)
        reader.force_login(user)
        page = read_html(reader.get(harbour.get_absolute_url()).content.decode())
        token = page.one(".story-follow input").attributes["value"]
        followed = reader.post(f"{harbour.get_absolute_url()}follow/", {"csrfmiddlewaretoken": token})
        assert followed.status_code == 302


def test_a_story_without_a_comparison_has_its_own_page_and_tag(client: Client, harbour: Story) -> None:
    address = harbour.get_absolute_url()
    tag = client.get(address)["ETag"]
    Story.objects.filter(pk=harbour.pk).update(comparison=None)
    Run.objects.all().delete()
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Nothing has been analysed yet" in answer.content.decode()
