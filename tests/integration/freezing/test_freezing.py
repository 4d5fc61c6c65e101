"""Frozen comparisons: made once, and opened unchanged whatever comes after."""

import hashlib
import json

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles.comparison import Filters, story_page
from articles.comparison.tabs import MATRIX
from articles.freezing.codec import canonical
from articles.models import Freeze, Outlet, Reading, Side, Story, Version
from articles.pipeline import analyse_story
from tests.factories import StoryFactory, UserFactory, VersionFactory
from tests.integration.freezing.making import freeze, main_of, rule_on_a_speaker
from tests.integration.pages.conftest import Open
from tests.integration.pages.reading import read_html
from tests.integration.pages.test_copies import reaches
from tests.stories import harbour_story


def test_what_is_frozen_is_a_document_under_its_hash(story: Story, mara: Client) -> None:
    frozen = freeze(mara, story)
    assert hashlib.sha256(frozen.document.encode()).hexdigest() == frozen.sha256
    data = json.loads(frozen.document)
    assert canonical(data).decode() == frozen.document
    assert list(data) == ["analysis", "format", "found", "given", "story", "view"]
    texts = list(Version.objects.order_by("pk").values_list("text", "sha256"))
    assert [(one["text"], one["sha256"]) for one in data["given"]["articles"]] == texts
    assert len(data["found"]["comparison"]["points"]) == story.comparison.points.count()  # type: ignore[union-attr]


def test_the_same_comparison_is_kept_once_and_another_view_of_it_apart(story: Story, mara: Client) -> None:
    first, again = freeze(mara, story), freeze(mara, story, "?point=1")
    narrowed = freeze(mara, story, "?speaker=Tom+Reed")
    assert first.pk == again.pk != narrowed.pk
    assert Freeze.objects.count() == 2
    view = json.loads(narrowed.document)["view"]
    assert (view["query"], view["filters"], len(view["points"])) == ("?speaker=Tom+Reed", "Speaker: Tom Reed", 1)


def test_the_page_is_that_of_the_document_whatever_comes_after(story: Story, mara: Client) -> None:
    frozen = freeze(mara, story)
    before = main_of(mara, frozen).text
    rule_on_a_speaker(story, "Somebody Else")
    article = story.articles.get(outlet__name="Bay News")
    VersionFactory(article=article, number=2, text="All is new, and nobody says a word.")
    Side.objects.create(name="Harbour", short_name="Harb", colour="blue")
    analyse_story(story.pk)
    Reading.objects.all().delete()
    assert main_of(mara, frozen).text == before
    assert "Somebody Else" not in before


def test_it_shows_findings_and_each_point_beside_the_outlets(story: Story, mara: Client) -> None:
    main = main_of(mara, freeze(mara, story))
    rows = story_page(story, Filters({}), view=MATRIX)
    assert rows
    assert [one.one("h3").text.partition(" ")[0] for one in main.all(".frozen-point")] == [
        str(point.number) for point in rows.listed
    ]
    assert [one.text for one in main.all(".frozen-findings li .frozen-said")] == [f.text for f in rows.rows.findings]
    shared = next(one for one in main.all(".frozen-point") if "not risk a single boat" in one.one("h3").text)
    assert [cell.one("h4").text for cell in shared.all(".frozen-cell")] == [
        "● Bay News word for word, quoted directly",
        "● The Herald word for word, quoted directly",
    ]
    assert [cell.one(".frozen-text").text.rstrip(",.") for cell in shared.all(".frozen-cell")] == [
        "The harbour is not safe and we will not risk a single boat"
    ] * 2
    alone = next(one for one in main.all(".frozen-point") if "disgraceful" in one.one("h3").text)
    assert alone.all(".frozen-cell")[1].one("h4").text == "○ The Herald does not have it"
    assert alone.all(".frozen-cell")[1].all(".quiet")[0].text.startswith("Full text searched, ")


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        ("", "5 outlets · 16 points, 6 in one piece only"),
        ("copies=once", "5 outlets, 3 origins · 16 points, 11 in one origin only"),
    ],
)
def test_it_counts_copies_as_the_view_did(
    ferry: Story, mara: Client, open_story: Open, query: str, summary: str
) -> None:
    live, main = open_story(ferry, query), main_of(mara, freeze(mara, ferry, query))
    assert live.one(".story-facts").text == summary
    assert summary in main.all(".frozen-head .quiet")[0].text
    points = [(one.one(".frozen-number").text, one.all(".quiet")[0].text) for one in main.all(".frozen-point")]
    assert {number: words.rpartition(" · ")[2] for number, words in points} == reaches(live)
    assert [one.text for one in main.all(".frozen-findings .frozen-said")] == [
        one.text for one in live.all(".finding-text")
    ]


@pytest.mark.django_db
def test_a_comparison_that_is_behind_its_story_is_not_frozen(mara: Client, story: Story) -> None:
    VersionFactory(article=story.articles.first(), number=2, text="All is new.")
    response = mara.post(f"{story.get_absolute_url()}freeze/", {"query": ""})
    assert response.status_code == 409
    assert read_html(response.content.decode()).one(".lead").text.endswith("freeze it once it has been compared again.")
    waiting = StoryFactory(title="Not compared")
    assert mara.post(f"{waiting.get_absolute_url()}freeze/").status_code == 404
    assert mara.post(f"{harbour_story().get_absolute_url()}freeze/").status_code == 409
    assert Freeze.objects.count() == 0


def test_only_editors_freeze_and_whoever_may_read_opens(
    story: Story, mara: Client, client: Client, settings: Settings
) -> None:
    frozen, address = freeze(mara, story), f"{story.get_absolute_url()}freeze/"
    assert client.post(address)["Location"].startswith("/sign-in/")
    assert mara.get(address).status_code == 405
    assert "Frozen comparison" in main_of(client, frozen).text
    client.force_login(UserFactory())
    assert client.post(address).status_code == 403
    client.logout()
    settings.PARALLAX_READ = "login"
    for path in (frozen.get_absolute_url(), f"{frozen.get_absolute_url()}document.json"):
        assert client.get(path)["Location"].startswith("/sign-in/?next=/frozen/")


def test_the_menu_offers_the_button_to_editors_alone(story: Story, mara: Client, client: Client) -> None:
    for browser, buttons in ((mara, 1), (client, 0)):
        for view in ("", "matrix/"):
            page = read_html(browser.get(f"{story.get_absolute_url()}{view}?speaker=Tom+Reed").content.decode())
            assert len(page.all("#tool-freeze button")) == buttons
    freeze(mara, story)
    page = read_html(client.get(f"{story.get_absolute_url()}frozen/").content.decode())
    assert [one.text for one in page.all(".freezes code")] == [Freeze.objects.get().sha256]


def test_the_document_is_whole_only_for_who_may_read_whole_texts(story: Story, mara: Client, client: Client) -> None:
    frozen = freeze(mara, story)
    path = f"{frozen.get_absolute_url()}document.json"
    Outlet.objects.filter(name="The Herald").update(licensed=True)
    assert hashlib.sha256(mara.get(path).content).hexdigest() == frozen.sha256
    copy = json.loads(client.get(path).content)
    assert [bool(one["text"]) for one in copy["given"]["articles"]] == [False, True]
    assert copy["left_out"].startswith("The whole texts of Bay News, which are not licensed: sign in for the document")
    assert "closed the harbour after a night of storms" not in client.get(path).content.decode()
    Outlet.objects.update(licensed=True)
    assert hashlib.sha256(client.get(path).content).hexdigest() == frozen.sha256


@pytest.mark.django_db
def test_what_is_not_frozen_is_not_found(client: Client) -> None:
    for path in (f"/frozen/{'0' * 64}/", "/frozen/x/", f"/frozen/{'0' * 64}/document.json", "/stories/none/frozen/"):
        assert client.get(path).status_code == 404
    StoryFactory(title="Calm")
    page = read_html(client.get("/stories/calm/frozen/").content.decode())
    assert page.one(".lead").text.startswith("No comparison of this story is frozen yet.")
