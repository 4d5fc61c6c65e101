"""Speakers across stories."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Outlet, Speaker, SpeakerAlias, Statement, Story, Version
from tests.factories import SpeakerFactory
from tests.integration.pages.reading import Element, read_html
from tests.many_stories import many_stories


def read(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return read_html(response.content.decode())


def of(client: Client, name: str, query: str = "") -> Element:
    return read(client, f"/speakers/{Speaker.objects.get(name=name).pk}/{query}")


def test_everyone_who_is_quoted_is_listed_with_where(client: Client, harbour: Story) -> None:
    SpeakerFactory(name="Nobody quotes me")
    page = read(client, "/speakers/")
    assert page.one(".lead").text == "2 speakers quoted or reported in a story, those in most stories first."
    assert [line.text for line in page.all(".story-line")] == [
        "Ann Lee Person · quoted in 1 story by 3 outlets",
        "Bo Carr Person · quoted in 1 story by 2 outlets",
    ]
    assert harbour.pk


@pytest.mark.django_db
def test_without_speakers_the_page_says_where_they_come_from(client: Client) -> None:
    notice = read(client, "/speakers/").one(".notice")
    assert notice.text == "Nobody is quoted yet. Speakers appear here by themselves when a story is compared."


def test_a_speaker_shows_who_quotes_them_who_does_not_and_with_what_words(client: Client, harbour: Story) -> None:
    SpeakerAlias.objects.create(speaker=Speaker.objects.get(name="Bo Carr"), name="Robert Carr")
    first = Statement.objects.filter(speaker__name="Bo Carr").first()
    assert first
    first.speaker_span = [first.version.text.index("Bo Carr"), first.version.text.index("Bo Carr") + 7]
    first.save()
    page = of(client, "Bo Carr")
    assert page.one(".lead").text == (
        "3 statements in 1 story by 2 outlets. For Harbour Board (3). Also known as Robert Carr."
    )
    assert page.one(".notice").text == (
        "It is too early to say how often outlets quote this speaker: of 1 story there are counts alone,"
        " and shares from 10 on."
    )
    assert [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.all("tbody tr")] == [
        ["Evening Post", "1 of 1", "0", "2", "1", "0", "0"],
        ["The Courier", "1 of 1", "0", "1", "0", "0", "0"],
        ["Morning Sun", "0 of 1", "1", "0", "0", "0", "0"],
    ]
    assert [used.text for used in page.all(".used li")] == ["added 1 × · neutral · 1 outlet", "Bo Carr 1 × · 1 outlet"]
    line = page.one(".point-stories li")
    assert line.one("p").text == "Quoted in The Courier (1), Evening Post (2). Not in Morning Sun."
    opened = read(client, line.all("p a")[0].attributes["href"].partition("#")[0])
    assert "The offer is fair" in opened.one("#drawer").text
    assert harbour.pk


def test_nothing_follows_from_the_silence_of_an_incomplete_text(client: Client, harbour: Story) -> None:
    Version.objects.filter(article__outlet__name="Morning Sun").update(complete=False)
    page = of(client, "Bo Carr")
    assert [row.one("th").text for row in page.all("tbody tr")] == ["Evening Post", "The Courier"]
    assert page.one(".point-stories p").text == (
        "Quoted in The Courier (1), Evening Post (2). Not known of Morning Sun: the text is incomplete."
    )
    assert harbour.pk


def test_what_an_incomplete_text_quotes_counts_beside_a_complete_one_of_its_outlet(
    client: Client, harbour: Story
) -> None:
    Version.objects.filter(article__outlet__name="Evening Post").update(complete=False)
    Article.objects.filter(outlet__name="Morning Sun").update(outlet=Outlet.objects.get(name="Evening Post"))
    page = of(client, "Bo Carr")
    assert [[cell.text for cell in row.children if isinstance(cell, Element)] for row in page.all("tbody tr")] == [
        ["Evening Post", "1 of 1", "0", "2", "1", "0", "0"],
        ["The Courier", "1 of 1", "0", "1", "0", "0", "0"],
    ]
    assert page.one(".point-stories p").text == "Quoted in The Courier (1), Evening Post (2)."
    Version.objects.filter(article__outlet__name="Evening Post").update(complete=False)
    assert [row.one("th").text for row in of(client, "Bo Carr").all("tbody tr")] == ["The Courier"]
    assert harbour.pk


@pytest.mark.django_db
def test_a_speaker_whom_nobody_quotes_has_a_page_that_says_so(client: Client) -> None:
    page = read(client, f"/speakers/{SpeakerFactory(name='Mute').pk}/")
    assert page.one(".lead").text == "Not quoted in any story yet."
    assert page.one(".notice").text == "No article quotes this speaker. See who is quoted."
    assert client.get("/speakers/999999/").status_code == 404


@pytest.mark.django_db
def test_more_stories_take_no_more_queries_and_stand_on_pages(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many_stories(4)
    for path, queries in (("/speakers/", 2), (f"/speakers/{Speaker.objects.get(name='Bo Carr').pk}/", 14)):
        with django_assert_num_queries(queries):
            client.get(path)
    many_stories(26, first=4)
    for path, queries in (("/speakers/", 2), (f"/speakers/{Speaker.objects.get(name='Bo Carr').pk}/", 14)):
        with django_assert_num_queries(queries):
            client.get(path)
    page = of(client, "Bo Carr", "?page=2")
    assert (
        page.one(".pages span").text
        == f"21 to {20 + len(page.all('.point-stories h3'))} of {20 + len(page.all('.point-stories h3'))}"
    )
    assert "(" in page.all("tbody tr")[0].one(".share-words").text
