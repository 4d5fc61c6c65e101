"""What a reader follows: their page, the feeds, and what nobody else may see or do."""

import xml.etree.ElementTree as ET
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Article, Outlet, SavedSearch, Story, StoryChange, Version
from tests.factories import ArticleFactory, OutletFactory, UserFactory, VersionFactory
from tests.integration.pages.reading import Element, read_html

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reader(client: Client, db: None) -> User:  # noqa: ARG001 - the database is what is asked for
    user: User = UserFactory(username="mara", email="mara@example.org")
    client.force_login(user)
    return user


def saved_page(client: Client) -> Element:
    return read_html(client.get("/saved/").content.decode())


def entries(client: Client, search: SavedSearch) -> list[str]:
    response = client.get(f"/feeds/{search.token}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return [entry.findtext(f"{ATOM}title") or "" for entry in ET.fromstring(response.content).iter(f"{ATOM}entry")]  # noqa: S314 - our own


def change(story: Story, *gists: str) -> StoryChange:
    outlet, _ = Outlet.objects.get_or_create(name="The Herald")
    version = VersionFactory(article=ArticleFactory(story=story, outlet=outlet, headline="New"))
    entry = {"kind": "gained", "speaker": "Ann Lee", "side": "Northern Union", "others": ["The Courier"], "at": []}
    told = [{**entry, "gist": gist} for gist in gists]
    made: StoryChange = StoryChange.objects.create(story=story, version=version, joined=True, told=told)
    return made


def test_a_search_is_saved_once_and_tells_of_new_articles_that_it_finds(
    client: Client, reader: User, harbour: Story
) -> None:
    query = "?q=deal&outlet=the-courier&outlet=the-herald"
    page = read_html(client.get(f"/search/{query}").content.decode())
    form = page.one(".search-save")
    field = next(one for one in form.all("input") if one.attributes["name"] == "query")
    for _ in range(2):
        client.post(form.attributes["action"], {"query": field.attributes["value"]})
    search = SavedSearch.objects.get(user=reader)
    assert search.name == "deal, in articles, outlet the-courier or the-herald"
    assert search.get_absolute_url() == "/search/?q=deal&outlet=the-courier&outlet=the-herald"
    assert saved_page(client).one(".saved-list .saved-note").text == "Nothing new since you saved it."

    herald = OutletFactory(name="The Herald")
    VersionFactory(article=ArticleFactory(story=harbour, outlet=herald, headline="Deal near"), text="A deal is near.")
    VersionFactory(article=ArticleFactory(story=harbour, outlet=herald, headline="No"), text="Nothing is near.")
    VersionFactory(article=ArticleFactory(story=harbour, headline="Elsewhere"), text="A deal elsewhere.")
    assert [news.one("a").text for news in saved_page(client).all(".saved-news li")] == ["The Herald: Deal near"]
    assert entries(Client(), search) == ["The Herald: Deal near"]


def test_a_search_of_several_lines_is_saved_as_one_line(client: Client, reader: User) -> None:
    for query in ("?q=rail%0Astrike", "?q=+rail%0D%0A++strike%09", "?q=rail+strike"):
        client.post("/saved/", {"query": query})
    search = SavedSearch.objects.get(user=reader)
    assert (search.name, search.query) == ("rail strike, in articles", "?q=rail+strike")


def test_a_statement_that_is_searched_for_tells_of_its_article(client: Client, reader: User, harbour: Story) -> None:
    client.post("/saved/", {"query": "?q=reckless&in=statements&side=Harbour+Board"})
    client.post("/saved/", {"query": "?q=carr&in=speakers"})
    SavedSearch.objects.update(created_at=harbour.created_at)
    statement, speaker = SavedSearch.objects.order_by("pk")
    assert [statement.name, speaker.name] == ["reckless, in statements, side Harbour Board", "carr, in speakers"]
    assert entries(client, statement) == ["Evening Post: an article without a headline"]
    assert len(entries(client, speaker)) == 2
    assert reader.pk


def test_a_search_that_finds_nothing_ever_is_refused_in_one_sentence(client: Client, reader: User) -> None:
    page = client.post("/saved/", {"query": "?q=-deal"}, follow=True)
    notice = read_html(page.content.decode()).all(".notice")[0]
    assert notice.text == "This search only says what to leave out: add a word to look for."
    assert not SavedSearch.objects.filter(user=reader).exists()


def test_a_story_is_followed_and_tells_what_new_articles_change(client: Client, reader: User, harbour: Story) -> None:
    change(harbour, "Told before")
    form = read_html(client.get(harbour.get_absolute_url()).content.decode()).one(".story-follow")
    for _ in range(2):
        client.post(form.attributes["action"])
    search = SavedSearch.objects.get(user=reader, story=harbour)
    change(harbour, "We will not go back", "Nor forward")
    news = saved_page(client).one(".saved-news li")
    assert news.one("a").text == "The Herald has joined the story, “New”: 2 points that others have"
    assert news.all("p")[0].text == (
        "The Herald now carries Ann Lee’s words for Northern Union, “We will not go back” (so far only in The Courier)."
    )
    assert len(entries(Client(), search)) == 1


def test_a_feed_needs_its_address_and_nothing_else_and_a_new_address_ends_the_old(
    client: Client, reader: User, harbour: Story, settings: Settings
) -> None:
    settings.PARALLAX_READ = "login"
    client.post(f"{harbour.get_absolute_url()}follow/")
    search = SavedSearch.objects.get(user=reader)
    change(harbour, "We will not go back")
    old = f"/feeds/{search.token}/"
    answer = Client().get(old)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert search.token not in answer.content.decode()
    client.post(f"/saved/{search.pk}/", {"do": "token"})
    assert Client().get(old).status_code == 404
    search.refresh_from_db()
    assert Client().get(f"/feeds/{search.token}/").status_code == 200
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert Client().get(f"/feeds/{search.token}/").status_code == 404


def test_a_feed_has_no_text_of_an_article(client: Client, reader: User, harbour: Story) -> None:
    client.post("/saved/", {"query": "?q=night"})
    SavedSearch.objects.update(created_at=harbour.created_at)
    search = SavedSearch.objects.get(user=reader)
    assert entries(client, search) == ["The Courier: an article without a headline"]
    body = client.get(f"/feeds/{search.token}/").content.decode()
    assert "ships" not in body
    assert Version.objects.filter(text__contains="ships in the night").count() == 1


def test_a_feed_shows_characters_that_xml_does_not_have_as_such(client: Client, reader: User, harbour: Story) -> None:
    Story.objects.filter(pk=harbour.pk).update(title="Dockers\x0b strike")
    client.post(f"{harbour.get_absolute_url()}follow/")
    search = SavedSearch.objects.get(user=reader)
    change(harbour, "Never\x02again")
    Article.objects.filter(headline="New").update(headline="New\x1f")
    assert entries(client, search) == ["The Herald has joined the story, “New\ufffd”: 1\u00a0point that others have"]
    feed = ET.fromstring(client.get(f"/feeds/{search.token}/").content)  # noqa: S314 - our own
    assert feed.findtext(f"{ATOM}title") == "Dockers\ufffd strike · Parallax"
    assert feed.findtext(f"{ATOM}entry/{ATOM}summary") == (
        "The Herald now carries Ann Lee’s words for Northern Union, “Never\ufffdagain” (so far only in The Courier)."
    )


def test_nobody_sees_or_changes_what_another_follows(client: Client, reader: User, harbour: Story) -> None:
    client.post(f"{harbour.get_absolute_url()}follow/")
    search = SavedSearch.objects.get(user=reader)
    other = Client()
    for path in ("/saved/", f"/saved/{search.pk}/"):
        assert other.post(path)["Location"].startswith("/sign-in/")
    other.force_login(UserFactory())
    assert read_html(other.get("/saved/").content.decode()).one(".notice").text.startswith("Nothing saved yet.")
    assert other.post(f"/saved/{search.pk}/", {"do": "remove"}).status_code == 404
    assert SavedSearch.objects.filter(pk=search.pk).exists()
    client.post(f"/saved/{search.pk}/", {"do": "x"})
    assert SavedSearch.objects.filter(pk=search.pk).exists()
    client.post(f"/saved/{search.pk}/", {"do": "remove"})
    assert not SavedSearch.objects.filter(pk=search.pk).exists()


def test_email_is_offered_only_where_it_can_be_sent(
    client: Client, reader: User, harbour: Story, settings: Settings
) -> None:
    client.post(f"{harbour.get_absolute_url()}follow/")
    search = SavedSearch.objects.get(user=reader)
    assert saved_page(client).all(".saved-note")[0].text == (
        "E-mail is not set up in this installation; the feeds work without it."
    )
    settings.PARALLAX_EMAIL = True
    buttons = [button.text for button in saved_page(client).all(".saved-tools button")]
    assert buttons == ["E-mail is off", "New feed address", "Follow no more"]
    client.post(f"/saved/{search.pk}/", {"do": "email"})
    assert saved_page(client).all(".saved-tools button")[0].text == "E-mail is on"


def test_whoever_has_not_signed_in_is_offered_nothing_to_save(client: Client, harbour: Story) -> None:
    assert read_html(client.get("/search/?q=deal").content.decode()).all(".search-save") == []
    assert read_html(client.get(harbour.get_absolute_url()).content.decode()).all(".story-follow") == []
    assert client.post(f"{harbour.get_absolute_url()}follow/")["Location"].startswith("/sign-in/")


def test_who_has_saved_fifty_is_told_to_remove_one(client: Client, reader: User, harbour: Story) -> None:
    SavedSearch.objects.bulk_create(SavedSearch(user=reader, query=f"?q={n}", name=f"{n}") for n in range(50))
    for path, data in (("/saved/", {"query": "?q=deal"}), (f"{harbour.get_absolute_url()}follow/", {})):
        page = read_html(client.post(path, data, follow=True).content.decode())
        assert page.all(".notice")[0].text == "You have saved 50, which is the most there can be: remove one first."
    assert SavedSearch.objects.filter(user=reader).count() == 50


def test_what_is_saved_already_is_there_at_the_limit_too(client: Client, reader: User, harbour: Story) -> None:
    client.post("/saved/", {"query": "?q=deal"})
    client.post(f"{harbour.get_absolute_url()}follow/")
    SavedSearch.objects.bulk_create(SavedSearch(user=reader, query=f"?q={n}", name=f"{n}") for n in range(48))
    for path, data in (("/saved/", {"query": "?q=deal"}), (f"{harbour.get_absolute_url()}follow/", {})):
        page = read_html(client.post(path, data, follow=True).content.decode())
        assert "You have saved 50" not in page.text
    assert SavedSearch.objects.filter(user=reader).count() == 50


def test_a_search_that_is_too_long_to_be_kept_is_not_saved_as_another_one(client: Client, reader: User) -> None:
    names = "&".join(f"speaker={quote('Жанна д’Арк ' + str(n))}" for n in range(60))
    page = read_html(client.post("/saved/", {"query": f"?q=deal&{names}"}, follow=True).content.decode())
    assert page.all(".notice")[0].text == "This search is too long to be saved: choose fewer names in it."
    assert not SavedSearch.objects.filter(user=reader).exists()
