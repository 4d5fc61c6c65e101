"""The page of the search."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from articles.across import searching
from articles.models import Outlet, Side, Statement, Story
from tests.factories import ArticleFactory, OutletFactory, UserFactory, VersionFactory
from tests.integration.pages.reading import Element, read_html
from tests.many_stories import many_stories

IN_ADDRESSES = st.characters(codec="utf-8", exclude_characters="\0")  # which no address may have
NOTHING = (
    "No articles found: every word has to be there as it is written."
    " Use fewer words, or the beginning of a word and a star."
)


def search(client: Client, query: str, *, part: bool = False) -> Element:
    response = client.get(f"/search/?{query}", headers={"HX-Request": "true"} if part else {})
    assert response.status_code == 200
    return read_html(response.content.decode())


def tabs(page: Element) -> list[str]:
    return [tab.text for tab in page.all(".search-tabs a")]


def test_articles_statements_and_speakers_are_found_and_counted(client: Client, harbour: Story) -> None:
    page = search(client, "q=deal")
    assert tabs(page) == ["Articles 3", "Statements 3", "Speakers 0"]
    assert page.one(".count strong").text == "3 of 3 articles"
    hit = page.all(".hit")[0]
    assert [mark.text for mark in hit.all("mark")] == ["deal"]
    assert hit.one(".hit-facts").text.endswith("· 21 June 2022 · in Dockers strike at the harbour")
    assert hit.one("h2 a").attributes["href"].startswith(f"{harbour.get_absolute_url()}?show=")


def test_a_statement_leads_to_its_point(client: Client, harbour: Story) -> None:
    page = search(client, "q=reckless&in=statements")
    hit = page.one(".hit")
    assert hit.one(".hit-words").text == "This union is reckless & selfish."
    assert hit.one(".hit-who").text == "Board Bo Carr · quoted directly · criticism of the union"
    assert hit.one(".hit-facts").text == "Evening Post · Dockers strike at the harbour"
    opened = read_html(client.get(hit.one(".hit-words a").attributes["href"].partition("#")[0]).content.decode())
    assert "This union is reckless" in opened.one("#drawer").text
    assert harbour.pk


def test_a_speaker_is_found_by_name_with_the_number_of_stories(client: Client, harbour: Story) -> None:
    hit = search(client, "q=carr&in=speakers").one(".hit")
    assert hit.text == "Bo Carr Person · quoted in 1 story by 2 outlets"
    assert client.get(hit.one("h2 a").attributes["href"]).status_code == 200
    assert harbour.pk


def test_choices_narrow_what_is_found_and_say_how_many_each_leaves(client: Client, harbour: Story) -> None:
    page = search(client, "q=i*&in=statements&side=Harbour+Board")
    assert tabs(page)[1] == "Statements 3"
    sides = {
        choice.one(".choice-label").text: choice.one(".choice-count").text for choice in page.all("#facet-side .choice")
    }
    assert sides == {"Harbour Board": "3 found", "Northern Union": "1 found"}
    assert page.one("#clear").attributes["href"] == "?q=i%2A&in=statements"
    assert tabs(search(client, "q=i*&in=statements&side=Harbour+Board&stance=criticism"))[1] == "Statements 1"
    assert tabs(search(client, "q=i*&side=Harbour+Board"))[0] == "Articles 2"
    assert tabs(search(client, "q=i*&in=statements&outlet=morning-sun&speaker=-"))[1] == "Statements 0"
    assert harbour.pk


def test_what_is_typed_is_never_html(client: Client, harbour: Story) -> None:
    client.force_login(UserFactory())
    VersionFactory(text="A <b>bold</b> & <script>alert(1)</script> text.", article=ArticleFactory(story=harbour))
    body = client.get("/search/", {"q": "bold <script>"}).content.decode()
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt;" in body
    assert "<script>alert" not in body


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("q=-deal", "This search only says what to leave out: add a word to look for."),
        ("q=%3F%21", "There is no word in this search: write one with letters or digits."),
        (f"q={'a' * 300}", "A search has at most 200 characters and this one has 300: leave some out."),
        ("q=zeppelin", NOTHING),
        (
            "q=deal&side=Harbour+Board&in=statements",
            "Nothing found here under these choices. Clear them, or look under the other headings above.",
        ),
    ],
)
def test_where_nothing_is_found_one_sentence_says_what_to_do(
    client: Client, harbour: Story, query: str, says: str
) -> None:
    assert search(client, query).one(".notice").text == says
    assert harbour.pk


@pytest.mark.django_db
def test_without_words_the_page_says_what_can_be_found_and_how(client: Client) -> None:
    page = search(client, "")
    assert page.one(".lead").text == "Words, names and “phrases” in 0 articles, 0 statements and 0 speakers."
    assert len(page.all(".search-help dt")) == 4
    assert page.one("#masthead-q").attributes["name"] == "q"


def test_the_box_stands_on_every_page_and_keeps_what_was_looked_for(client: Client, harbour: Story) -> None:
    for path in ("/", "/methods/", "/sign-in/", harbour.get_absolute_url()):
        form = read_html(client.get(path).content.decode()).one("#masthead-search")
        assert (form.attributes["method"], form.attributes["action"]) == ("get", "/search/")
    assert search(client, "q=deal").one("#masthead-q").attributes["value"] == "deal"


def test_a_part_has_the_same_results_and_the_address_in_its_plain_form(client: Client, harbour: Story) -> None:
    response = client.get("/search/?page=x&q=deal&nonsense=1&in=statements", headers={"HX-Request": "true"})
    part = read_html(response.content.decode())
    assert response["HX-Push-Url"] == "/search/?q=deal&in=statements"
    assert [hit.text for hit in part.all(".hit")] == [
        hit.text for hit in search(client, "q=deal&in=statements").all(".hit")
    ]
    assert part.one("#announcement").text == "3 of 8 statements"
    assert part.all(".masthead") == []
    assert harbour.pk


def test_without_an_account_only_what_stands_on_the_story_pages_is_shown(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    hidden = search(client, "q=ships").one(".hit")
    assert hidden.one(".hit-note").text == "Found in a part of the text that only readers with an account see."
    assert "night" not in hidden.text
    assert "“We will not go back" in search(client, "q=“without a deal”").all(".hit-passage")[0].text
    Outlet.objects.update(licensed=True)
    assert "night" in search(client, "q=ships").one(".hit").text
    Outlet.objects.update(licensed=False)
    client.force_login(UserFactory())
    assert "night" in search(client, "q=ships").one(".hit").text
    assert harbour.pk


@pytest.mark.django_db
def test_nothing_but_the_beginning_is_shown_of_a_text_that_stands_in_no_story(client: Client) -> None:
    echo = OutletFactory(name="Echo")
    for headline, text in (("Fares", "A secret plan to raise fares."), ("", "A hidden plan to raise fares.")):
        VersionFactory(article=ArticleFactory(story=None, outlet=echo, headline=headline), text=text)
    closed = "Found in a part of the text that only readers with an account see. Echo · in no story yet"
    hit = search(client, "q=secret").one(".hit")
    assert hit.text == f"Fares {closed}"
    assert hit.all("h2 a") == []
    assert search(client, "q=hidden").one(".hit").text == f"No headline given {closed}"


def outlets_by_age(story: Story) -> list[str]:
    return list(story.articles.order_by("-pk").values_list("outlet__name", flat=True))


def test_a_reader_chooses_the_order_and_the_address_keeps_it(client: Client, harbour: Story) -> None:
    page = search(client, "q=deal")
    assert page.one(".search-order").text == "The best first. Newest first"
    assert page.one("#order").attributes["href"] == "?q=deal&sort=newest"
    newest = search(client, "q=deal&sort=newest")
    assert newest.one(".search-order").text == "The newest first. Best first"
    assert newest.one("#order").attributes["href"] == "?q=deal"
    assert [hit.all("a")[0].text for hit in newest.all(".hit-facts")] == outlets_by_age(harbour)
    kept = [box.attributes["value"] for box in newest.all("#search-form input") if box.attributes["name"] == "sort"]
    assert kept == ["newest"]


def test_what_is_found_too_often_is_not_ranked(client: Client, harbour: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", 2)
    page = search(client, "q=deal")
    assert page.one(".search-order").text == "The newest first: more than 2 are not ranked."
    assert [hit.all("a")[0].text for hit in page.all(".hit-facts")] == outlets_by_age(harbour)


def test_a_long_list_has_pages(client: Client, harbour: Story) -> None:
    for number in range(45):
        VersionFactory(article=ArticleFactory(story=harbour, headline=f"Zebra {number}"))
    page = search(client, "q=zebra&page=2")
    assert len(page.all(".hit")) == 20
    assert page.one(".hits").attributes["start"] == "21"
    assert page.one(".pages span").text == "21 to 40 of 45"
    assert [link.attributes["href"] for link in page.all(".pages a")] == ["?q=zebra", "?q=zebra&page=3"]
    assert search(client, "q=zebra&page=99").one(".pages span").text == "41 to 45 of 45"


@pytest.mark.django_db
@pytest.mark.parametrize(("within", "queries"), [("articles", 16), ("statements", 11), ("speakers", 12)])
def test_more_stories_take_no_more_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    within: str,
    queries: int,
) -> None:
    words = "o*" if within == "speakers" else "strike"
    many_stories(2)
    Outlet.objects.update(licensed=False)
    with django_assert_num_queries(queries):
        search(client, f"q={words}&in={within}")
    many_stories(6, first=2)
    Outlet.objects.update(licensed=False)
    with django_assert_num_queries(queries):
        search(client, f"q={words}&in={within}")
    assert Statement.objects.count() > 20


@given(
    typed=st.text(IN_ADDRESSES, max_size=220),
    within=st.sampled_from(["articles", "statements", "speakers", "x"]),
    page=st.text(IN_ADDRESSES, max_size=5),
    side=st.text(IN_ADDRESSES, max_size=10),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered_with_a_page(
    client: Client, harbour: Story, typed: str, within: str, page: str, side: str
) -> None:
    response = client.get(
        "/search/", {"q": f"{typed} deal", "in": within, "page": page, "side": ["Harbour Board", side]}
    )
    assert response.status_code == 200
    read_html(response.content.decode())
    assert harbour.pk
    assert Side.objects.count() == 2
