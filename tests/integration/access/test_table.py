"""Every address, in every role: the site answers what the rows say, and every view has a row."""

from collections.abc import Iterable

import pytest
from pytest_django.fixtures import Settings

from tests.access_table import DOCUMENT, METHODS, NEVER_TAKEN, PEOPLE, TOKENS, WORDS, Asker, Row, document, routes, rows
from tests.integration.access.asking import ask
from tests.integration.access.world import World, make_world

PAGES, API = rows("pages"), rows("api")
type Told = dict[tuple[str, str, str], str]


pytestmark = pytest.mark.any_database  # who may do what is decided before any statement is sent


@pytest.fixture
def world(db: None) -> World:  # noqa: ARG001 - the database is what is asked for
    return make_world()


def expected(table: Iterable[Row], column: int) -> Told:
    return {(row.route, row.what, method): row.answers[method][column] for row in table for method in METHODS}


def answered(world: World, asker: Asker, table: Iterable[Row], methods: Iterable[str] = METHODS) -> Told:
    told = {(row.route, row.what, method): ask(world, asker.role, row, method) for row in table for method in methods}
    stored = [
        key for key, one in told.items() if one.wrote and (key[2] != "POST" or one.word not in {"yes", "on", "away"})
    ]
    assert stored == [], "something was stored"
    return {key: one.word for key, one in told.items()}


def test_every_view_has_a_row_and_every_row_a_view() -> None:
    assert {row.route for row in PAGES + API} == set(routes())


def test_every_cell_is_a_word_of_the_table() -> None:
    told = [(len(row.answers[method]), set(row.answers[method]) - set(WORDS)) for row in PAGES for method in METHODS]
    told += [(len(row.answers[method]) - 2, set(row.answers[method]) - set(WORDS)) for row in API for method in METHODS]
    assert set(map(str, told)) == {str((len(PEOPLE), set()))}


@pytest.mark.parametrize("asker", PEOPLE, ids=lambda asker: asker.head)
def test_every_page_answers_each_role_as_the_table_says(world: World, settings: Settings, asker: Asker) -> None:
    settings.PARALLAX_READ = asker.reading
    assert answered(world, asker, PAGES) == expected(PAGES, PEOPLE.index(asker))


@pytest.mark.parametrize("asker", TOKENS, ids=lambda asker: asker.head)
def test_every_operation_answers_each_token_as_the_table_says(world: World, settings: Settings, asker: Asker) -> None:
    settings.PARALLAX_READ = asker.reading
    assert answered(world, asker, API) == expected(API, TOKENS.index(asker))


@pytest.mark.parametrize("asker", [PEOPLE[0], PEOPLE[-1]], ids=lambda asker: asker.head)
def test_head_is_answered_as_get_is(world: World, settings: Settings, asker: Asker) -> None:
    settings.PARALLAX_READ = asker.reading
    asked = [row for row in PAGES if row.route != "admin/login/"]  # leads whoever is signed in on, but by GET alone
    column = PEOPLE.index(asker)
    assert answered(world, asker, asked, ["HEAD"]) == {
        (row.route, row.what, "HEAD"): row.answers["GET"][column] for row in asked
    }


@pytest.mark.parametrize("asker", [PEOPLE[0], PEOPLE[1], PEOPLE[-1]], ids=lambda asker: asker.head)
def test_no_other_method_is_taken_anywhere(world: World, settings: Settings, asker: Asker) -> None:
    settings.PARALLAX_READ = asker.reading
    told = answered(world, asker, (*PAGES, *API), NEVER_TAKEN)
    assert {key: word for key, word in told.items() if word != "never" and key[0] != "api/v1/"} == {}


def test_no_form_is_taken_from_another_site(world: World, settings: Settings) -> None:
    settings.PARALLAX_READ = "login"
    taken = [row for row in PAGES if row.answers["POST"][-1] != "never"]
    assert len(taken) > 80
    told = {(row.route, row.what): ask(world, "first admin", row, "POST", strict=True).word for row in taken}
    assert {key: word for key, word in told.items() if word != "no"} == {}


def test_the_table_in_docs_is_the_one_that_is_made() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()
