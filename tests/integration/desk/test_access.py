"""Who may rule: editors and admins. Others see none of it, and are refused."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Outlet, Role, Ruling, Story
from tests.factories import UserFactory
from tests.integration.desk.conftest import person
from tests.integration.desk.filling import form_at
from tests.integration.pages.reading import read_html
from tests.stories import harbour_story, long_story

FORMS = (
    "",
    "statement/?statement={statement}",
    "missed/",
    "here/?version={version}&point={statement}",
    "merge/?point={statement}",
)
POSTED = ("statement/", "elsewhere/", "confirm/", "missed/", "here/", "absent/", "merge/", "finding/", "undo/")


def addresses(story: Story, paths: tuple[str, ...]) -> list[str]:
    assert story.comparison
    statement = story.comparison.statements.order_by("pk")[0]
    passage = f"{statement.version_id}:" + "+".join(f"{start}-{end}" for start, end in statement.parts)
    return [
        f"{story.get_absolute_url()}rulings/{path.format(statement=passage, version=statement.version_id)}"
        for path in paths
    ]


@pytest.fixture
def harbour(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    return harbour_story()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMIN])
def test_editors_and_admins_are_given_every_form(client: Client, harbour: Story, role: Role) -> None:
    client.force_login(person("mara", role))
    assert [client.get(address).status_code for address in addresses(harbour, FORMS)] == [200] * len(FORMS)


def test_readers_are_refused_everything(client: Client, harbour: Story) -> None:
    client.force_login(person("rhea", Role.READER))
    assert {client.get(address).status_code for address in addresses(harbour, FORMS)} == {403}
    assert {client.post(address).status_code for address in addresses(harbour, POSTED)} == {403}


def test_a_member_of_staff_without_the_right_is_refused(client: Client, harbour: Story) -> None:
    client.force_login(UserFactory(is_staff=True))
    assert {client.get(address).status_code for address in addresses(harbour, FORMS)} == {403}
    assert "rulings" not in client.get(harbour.get_absolute_url()).content.decode()


@pytest.mark.parametrize("reading", ["public", "login"])
def test_whoever_is_not_signed_in_is_asked_to(client: Client, harbour: Story, settings: Settings, reading: str) -> None:
    settings.PARALLAX_READ = reading
    answers = [client.get(address) for address in addresses(harbour, FORMS)]
    answers += [client.post(address) for address in addresses(harbour, POSTED)]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/sign-in/?next=/stories/") for answer in answers)


@pytest.mark.parametrize("reading", ["public", "login"])
def test_after_a_session_has_ended_what_was_typed_stays_where_it_is(
    client: Client, harbour: Story, settings: Settings, reading: str
) -> None:
    settings.PARALLAX_READ = reading
    answer = client.post(addresses(harbour, POSTED)[0], headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (401, "#ruling-status")
    assert read_html(answer.content.decode()).one("a").attributes["href"] == "/sign-in/"


def test_a_form_cannot_be_sent_from_another_site(harbour: Story) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("mara", Role.EDITOR))
    assert {strict.post(address).status_code for address in addresses(harbour, POSTED)} == {403}


@pytest.mark.parametrize("address", ["", "?point=2"])
def test_readers_see_nothing_of_it(client: Client, harbour: Story, address: str) -> None:
    for user in (None, person("rhea", Role.READER)):
        if user:
            client.force_login(user)
        page = client.get(harbour.get_absolute_url() + address).content.decode()
        assert [word for word in ("rulings", "ruling-", "Correct", "data-version") if word in page] == []


def test_an_editors_page_is_given_to_nobody_else(client: Client, harbour: Story) -> None:
    assert "Cookie" in client.get(harbour.get_absolute_url())["Vary"]
    client.force_login(person("mara", Role.EDITOR))
    page = client.get(harbour.get_absolute_url())
    assert ("Cookie" in page["Vary"], page["Cache-Control"]) == (True, "private")


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (3, 40), (30, 4)])
@pytest.mark.parametrize("query", ["", "?point=2&side=Northern+Union"])
@pytest.mark.django_db
def test_the_pages_of_readers_and_editors_take_as_many_queries_at_any_size(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, articles: int, points: int, query: str
) -> None:
    address = long_story(articles, points).get_absolute_url() + query
    client.force_login(person("rhea", Role.READER))
    with django_assert_num_queries(15 if query else 14):
        client.get(address)
    with django_assert_num_queries(3):
        client.get(address)
    client.force_login(person("mara", Role.EDITOR))
    with django_assert_num_queries(9):
        client.get(address)


@pytest.mark.parametrize(("articles", "points"), [(3, 4), (20, 20)])
@pytest.mark.parametrize(("path", "queries"), [("statement/?statement={statement}", 12), ("missed/", 12)])
@pytest.mark.django_db
def test_a_form_takes_as_many_queries_at_any_size(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    articles: int,
    points: int,
    path: str,
    queries: int,
) -> None:
    (address,) = addresses(long_story(articles, points), (path,))
    client.force_login(person("mara", Role.EDITOR))
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_only_whole_texts_are_selected_from(client: Client, harbour: Story) -> None:
    Outlet.objects.update(licensed=False)
    client.force_login(person("mara", Role.EDITOR))
    columns = read_html(client.get(harbour.get_absolute_url()).content.decode()).all(".column")
    texts = {int(column.attributes["data-version"]): column.one(".story-text").raw for column in columns}
    assert texts == {
        version.pk: version.text for article in harbour.articles.all() for version in article.versions.all()
    }


def test_a_ruling_is_signed_by_whoever_made_it(story: Story, mara: Client) -> None:
    form = form_at(mara, f"{story.get_absolute_url()}?point=1", "rulings/confirm/")
    form.send(mara)
    assert set(Ruling.objects.values_list("editor__username", flat=True)) == {"mara"}
