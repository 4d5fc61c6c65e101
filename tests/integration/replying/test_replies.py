"""Reply links: what they show, to whom, for how long, and that nothing else knows them."""

import datetime as dt
import hashlib

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Outlet, ReplyLink, Story, Version
from articles.pipeline.writing import replace_comparison
from tests.factories import UserFactory
from tests.integration.pages.reading import Element, read_html
from tests.stories import harbour_story, long_story

type Fields = dict[str, object]


def fields(story: Story, **changes: object) -> Fields:
    given: Fields = {
        "for_whom": "Bo Carr, Harbour Board",
        "contact": "Mara Field, news desk, mara@desk.example",
        "message": "Did you say this?\n\nOn Monday?",
        "days": "7",
        "points": ["3"],
        "findings": [],
        "comparison": str(story.comparison_id),
    }
    return given | changes


def address(story: Story) -> str:
    return f"{story.get_absolute_url()}replies/"


def made(editor: Client, story: Story, **changes: object) -> str:
    """The path of a new link."""
    response = editor.post(address(story), fields(story, **changes))
    assert response.status_code == 200
    shown = read_html(response.content.decode()).one("#reply-address").text
    assert shown.startswith("http://testserver/reply/")
    return shown.removeprefix("http://testserver")


def opened(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return read_html(response.content.decode())


def test_a_link_shows_the_sentences_of_a_point_with_outlet_headline_date_and_speaker(
    harbour: Story, mara: Client, client: Client, settings: Settings
) -> None:
    settings.PARALLAX_READ = "login"
    article = harbour.articles.get(outlet__name="Evening Post")
    article.headline, article.published_at = "Board hits out", dt.datetime(2022, 6, 21, 9, 5, tzinfo=dt.UTC)
    article.url = "https://post.example/1"
    article.save()
    page = opened(client, made(mara, harbour))
    assert page.one("h2").text == "Bo Carr: This union is reckless & selfish."
    (quoted,) = page.all("figure")
    assert quoted.one("blockquote").text == "He added: “This union is reckless & selfish.”"
    assert quoted.one("blockquote strong").text == "This union is reckless & selfish."
    assert quoted.one("figcaption").text == (
        "Evening Post, “Board hits out” · 21 June 2022, 10:05 · speaker: Bo Carr · the piece at its outlet"
    )
    assert [one.text for one in page.all(".reply-message p")] == ["Did you say this?", "On Monday?"]
    assert "Mara Field, news desk" in page.one("main").text


def test_it_shows_several_points_and_findings_of_the_choice_and_nothing_else(
    harbour: Story, mara: Client, client: Client
) -> None:
    form = opened(mara, f"{address(harbour)}?side=Northern+Union&point=5").one(".reply-form")
    boxes = [box.attributes for box in form.all("input") if box.attributes.get("name") in {"points", "findings"}]
    assert [box["value"] for box in boxes if box["name"] == "points"] == ["1", "5"]
    assert [box["value"] for box in boxes if "checked" in box] == ["5"]
    finding = next(box["value"] for box in boxes if box["name"] == "findings")

    page = opened(client, made(mara, harbour, points=["1", "2"], findings=[finding]))
    assert [one.text for one in page.all("h2")] == [
        "Only Evening Post quotes Bo Carr.",
        "Ann Lee: We will not go back without a deal.",
        "Bo Carr: The offer is fair. It stays on the table.",
    ]
    assert len(page.all("figure")) == 1 + 3 + 2
    for version in Version.objects.all():
        assert version.text not in page.raw
    assert "READ MORE" not in page.raw
    assert [link.attributes["href"] for link in page.all("a")] == ["#main"]


def test_what_it_shows_stays_as_it_was_made(harbour: Story, mara: Client, client: Client) -> None:
    path = made(mara, harbour)
    before = opened(client, path).one("main").text
    replace_comparison(harbour, None)
    Outlet.objects.update(licensed=False)
    harbour.articles.update(headline="Another")
    assert opened(client, path).one("main").text == before


def test_only_the_hash_of_the_token_is_kept(harbour: Story, mara: Client) -> None:
    path = made(mara, harbour)
    token = path.split("/")[2]
    assert len(token) >= 43
    link = ReplyLink.objects.get()
    assert link.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(ReplyLink.objects.values().get())
    assert token not in mara.get(address(harbour)).content.decode()
    assert made(mara, harbour) != path


@pytest.mark.parametrize("way", ["expired", "revoked"])
def test_an_ended_link_says_so_and_whom_to_ask(harbour: Story, mara: Client, client: Client, way: str) -> None:
    path = made(mara, harbour)
    link = ReplyLink.objects.get()
    assert timezone.now() + dt.timedelta(days=6) < link.expires_at < timezone.now() + dt.timedelta(days=8)
    if way == "expired":
        ReplyLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    else:
        assert mara.post(f"{address(harbour)}{link.pk}/revoke/")["Location"] == address(harbour)
    response = client.get(path)
    assert response.status_code == 410
    page = read_html(response.content.decode())
    assert page.one("h1").text == "This link has ended"
    assert page.one(".lead").text.endswith("ask: Mara Field, news desk, mara@desk.example")
    assert "reckless" not in page.raw
    line = opened(mara, address(harbour)).one(".reply-line")
    assert line.all("button") == []
    assert ("revoked by mara" in line.text) == (way == "revoked")


@pytest.mark.parametrize("ended", [False, True])
def test_nothing_lists_learns_or_keeps_its_address(harbour: Story, mara: Client, client: Client, ended: bool) -> None:
    path = made(mara, harbour)
    if ended:
        ReplyLink.objects.update(expires_at=timezone.now())
    response = client.get(path)
    assert {name: response[name] for name in ("X-Robots-Tag", "Referrer-Policy", "Cache-Control")} == {
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }
    assert client.post(path).status_code == 405


def test_an_unknown_token_is_not_found(harbour: Story, client: Client) -> None:
    assert harbour.pk
    assert client.get(f"/reply/{'a' * 43}/").status_code == 404
    assert client.get(f"/reply/{'a' * 42}%00/").status_code == 400


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"points": [], "findings": []}, "Choose at least one point or finding to show."),
        ({"contact": ""}, "Whom they may ask: This field is required."),
        ({"days": "400"}, "Open for: Select a valid choice. 400 is not one of the available choices."),
        ({"points": ["99"]}, "Points: Select a valid choice. 99 is not one of the available choices."),
        (
            {"comparison": "0"},
            "The story has been compared again since this page was opened: choose again what is shown.",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    harbour: Story, mara: Client, changes: Fields, sentence: str
) -> None:
    page = read_html(mara.post(address(harbour), fields(harbour, **changes)).content.decode())
    assert [one.text for one in page.one("#reply-errors").all("p")] == [sentence]
    assert page.one("#id_for_whom").attributes["value"] == "Bo Carr, Harbour Board"
    assert ReplyLink.objects.count() == 0


@pytest.mark.django_db
def test_a_link_shows_twenty_things_at_most(mara: Client) -> None:
    story = long_story(3, 30)
    numbers = [str(number) for number in range(1, 22)]
    page = read_html(mara.post(address(story), fields(story, points=numbers)).content.decode())
    assert page.one("#reply-errors").text == "Choose 20 points and findings at most: 21 are chosen."
    assert made(mara, story, points=numbers[:20])


def test_only_editors_make_see_and_revoke_links(harbour: Story, mara: Client, client: Client) -> None:
    made(mara, harbour)
    revoke = f"{address(harbour)}{ReplyLink.objects.get().pk}/revoke/"
    assert client.get(address(harbour))["Location"].startswith("/sign-in/?next=/stories/")
    assert client.post(revoke)["Location"].startswith("/sign-in/")
    client.force_login(UserFactory())
    assert [client.get(address(harbour)).status_code, client.post(revoke).status_code] == [403, 403]
    assert ReplyLink.objects.get().is_open
    assert mara.post(f"{address(harbour_story())}{ReplyLink.objects.get().pk}/revoke/").status_code == 404
    menu = read_html(mara.get(f"{harbour.get_absolute_url()}?point=3").content.decode()).one("#tool-share")
    assert menu.one("a").attributes["href"] == f"{address(harbour)}?point=3"
    reader = read_html(client.get(harbour.get_absolute_url()).content.decode()).one("#tool-share")
    assert reader.all("a") == []


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (20, 20)])
@pytest.mark.django_db
def test_the_list_takes_as_many_queries_at_any_size(
    mara: Client, django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int
) -> None:
    story = long_story(articles, points)
    for number in range(1, points):
        made(mara, story, points=[str(number)])
    with django_assert_num_queries(12):
        assert mara.get(address(story)).status_code == 200
