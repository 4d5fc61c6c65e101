"""The page of one passage: what it shows, to whom, and what it gives to copy."""

import json

import pytest
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Outlet, Reading, Story, Version
from tests.factories import UserFactory, VersionFactory
from tests.integration.pages.reading import Element, read_html
from tests.stories import long_story


def text_of(story: Story, outlet: str) -> Version:
    return Version.objects.filter(article__story=story, article__outlet__name=outlet).order_by("number")[0]


def address(story: Story, outlet: str, *words: str) -> str:
    version = text_of(story, outlet)
    starts = [(version.text.index(one), len(one)) for one in words]
    parts = "+".join(f"{start}-{start + length}" for start, length in starts)
    return f"{story.get_absolute_url()}passages/{version.pk}-{version.sha256[:12]}/{parts}/"


def opened(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return read_html(response.content.decode())


def test_it_stands_in_its_surrounding_with_who_else_carries_its_point(client: Client, harbour: Story) -> None:
    page = opened(client, address(harbour, "Evening Post", "The offer is fair."))
    assert page.one(".cited").text == "The offer is fair."
    assert [one.text for one in page.all(".passage-text .para")] == [
        "“We will not go back without a deal,” Ann Lee said.",
        "Bo Carr said: “The offer is fair.”",
        "He added: “This union is reckless & selfish.”",
    ]
    assert [carrier.one("h3").text for carrier in page.all(".carrier")] == [
        "● The Courier word for word",
        "○ Morning Sun does not have it · full text searched, 31 words",
    ]
    quoted = page.all(".carrier")[0]
    assert quoted.one("blockquote").text == "The offer is fair. It stays on the table."
    assert quoted.one("a").attributes["href"] == address(
        harbour, "The Courier", "The offer is fair. It stays on the table."
    )


def test_the_drawer_leads_to_it(client: Client, harbour: Story) -> None:
    drawer = read_html(client.get(f"{harbour.get_absolute_url()}?point=2").content.decode()).one("#drawer")
    links = [one.attributes["href"] for one in drawer.all("a") if one.text.startswith("cite")]
    assert links == [
        address(harbour, "The Courier", "The offer is fair. It stays on the table."),
        address(harbour, "Evening Post", "The offer is fair."),
    ]


def test_citations_and_links_can_be_copied_and_saved(client: Client, harbour: Story) -> None:
    article = text_of(harbour, "The Courier").article
    article.headline, article.url, article.published_at = "Strike {now}", "https://courier.example/strike", now()
    article.save()
    path = address(harbour, "The Courier", "The offer", "stays on")
    page = opened(client, path)
    shown = {part: page.one(f"#{part}").raw for part in ("citation", "bibtex", "csl", "annotation", "address")}
    assert shown["citation"].startswith("The Courier, “Strike {now}”, ")
    assert "“The offer […] stays on”" in shown["citation"]
    assert text_of(harbour, "The Courier").sha256 in shown["citation"]
    assert shown["address"] == f"http://testserver{path}"
    assert page.one("#fragment").text == "https://courier.example/strike#:~:text=The%20offer"
    files = [one.attributes["href"] for one in page.all(".taken-top a")]
    saved = [client.get(file) for file in files]
    assert [response.content.decode() for response in saved] == [
        f"{shown[part]}\n" for part in ("citation", "bibtex", "csl", "annotation")
    ]
    assert [response["Content-Type"].partition(";")[0] for response in saved] == [
        "text/plain",
        "application/x-bibtex",
        "application/vnd.citationstyles.csl+json",
        "application/ld+json",
    ]
    target = json.loads(shown["annotation"])["target"]
    assert [one["selector"]["exact"] for one in target] == ["The offer", "stays on"]


def test_parts_that_only_marks_lie_between_are_cited_as_one_text(client: Client, harbour: Story) -> None:
    page = opened(client, address(harbour, "The Courier", "The offer is fair.", "It stays"))
    assert "“The offer is fair. It stays”" in page.one("#citation").text


def test_without_an_account_only_what_pages_show_of_an_unlicensed_text_opens(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    shown, hidden = (
        address(harbour, "The Courier", words) for words in ("The offer is fair.", "READ MORE: ships in the night")
    )
    page = opened(client, shown)
    assert page.one(".passage-text").text == (
        "Text left outBo Carr, for the board, said: “The offer is fair. It stays on the table.”"
    )
    selector = json.loads(page.one("#annotation").raw)["target"][0]["selector"]
    assert selector["prefix"] == "Bo Carr, for the board, said: “"
    refused = client.get(hidden)
    assert (refused.status_code, "READ MORE" in refused.content.decode()) == (403, False)
    assert client.get(f"{hidden}citation.bib").status_code == 404

    client.force_login(UserFactory())
    assert opened(client, hidden).one(".cited").text == "READ MORE: ships in the night"


def test_nobody_reads_a_whole_text_piece_by_piece(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    version = text_of(harbour, "The Courier")
    base = f"{harbour.get_absolute_url()}passages/{version.sha256[:12]}/"
    assert client.get(f"{base}0-{len(version.text)}/").status_code == 403


def test_a_passage_of_an_earlier_version_stays_where_it_was(client: Client, harbour: Story) -> None:
    path = address(harbour, "The Courier", "The offer is fair.")
    version = text_of(harbour, "The Courier")
    reading = Reading.objects.get(version=version)
    start = version.text.index("The offer")
    Reading.objects.filter(pk=reading.pk).update(draft={"drafts": [{"parts": [[start, start + 18]]}]})
    VersionFactory(article=version.article, number=2, text="All is new.")
    newer = read_html(client.get(path).content.decode())
    assert newer.one(".notice").text.startswith("The outlet has changed this text since: it has 2 versions.")
    assert harbour.comparison
    harbour.comparison.delete()
    Outlet.objects.update(licensed=False)
    page = opened(client, path)
    assert page.one(".cited").text == "The offer is fair."
    assert client.get(address(harbour, "The Courier", "READ MORE")).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "zzz/0-5/",
        "12345678/0-5/",
        "{sha}/5-5/",
        "{sha}/9-5/",
        "{sha}/0-5+3-8/",
        "{sha}/0-999999/",
        "{sha}/five/",
        "{sha}/0-5/citation.doc",
        "{sha}/" + "+".join(["0-1"] * 60) + "/",
    ],
)
def test_what_is_no_passage_is_not_found(client: Client, harbour: Story, path: str) -> None:
    sha = text_of(harbour, "The Courier").sha256
    assert client.get(f"{harbour.get_absolute_url()}passages/{path.format(sha=sha)}").status_code == 404


def test_two_outlets_with_one_text_have_a_passage_each(client: Client, harbour: Story) -> None:
    first = text_of(harbour, "The Courier")
    copy = VersionFactory(
        article__story=harbour, article__outlet__name="The Copy", article__outlet__licensed=True, text=first.text
    )
    page = opened(client, f"{harbour.get_absolute_url()}passages/{copy.pk}-{copy.sha256[:12]}/0-7/")
    assert page.one("h1").text == "A passage of The Copy"
    page = opened(client, f"{harbour.get_absolute_url()}passages/{copy.sha256}/0-7/")
    assert page.one("h1").text == "A passage of The Courier"


def test_where_reading_needs_an_account_so_does_a_passage(client: Client, harbour: Story, settings: Settings) -> None:
    settings.PARALLAX_READ = "login"
    path = address(harbour, "The Courier", "The offer is fair.")
    assert client.get(path)["Location"].startswith("/sign-in/?next=/stories/")
    assert client.get(f"{path}citation.bib")["Location"].startswith("/sign-in/?next=/stories/")


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (20, 20)])
@pytest.mark.django_db
def test_a_passage_takes_as_many_queries_at_any_size(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int
) -> None:
    path = address(long_story(articles, points), "Outlet 0", "We have said 2 times")
    with django_assert_num_queries(9):
        assert client.get(path).status_code == 200
