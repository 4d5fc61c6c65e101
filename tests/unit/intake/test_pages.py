"""The article at an address, as a row."""

from collections.abc import Iterator

import pytest

from articles.intake import READ_LIMITS, Child, Reason, Refusal, Row, Sizes
from articles.intake.pages import page_at
from articles.intake.web import Fetcher
from tests.web import Answer, Web, web

type Read = tuple[Web, Fetcher, Child]
SIZES = Sizes()


@pytest.fixture(scope="module")
def parts() -> Iterator[Read]:
    with web() as server, Fetcher(also=server.servers) as fetcher, Child(READ_LIMITS) as child:
        yield server, fetcher, child


def row(parts: Read, address: str) -> Row:
    found = page_at(address, *parts[1:], SIZES)
    assert isinstance(found, Row), found
    return found


def test_a_page_is_read_as_an_uploaded_one_is(parts: Read) -> None:
    head = '<meta property="og:site_name" content="The Courier">'
    head += '<meta property="article:published_time" content="2026-03-04T17:30:00Z">'
    address = parts[0].article("/news/7.php", "Pier shut", head=head)
    found = row(parts, address)
    assert found.text.startswith("Pier shut\n\nThe council of Tayport voted on Monday")
    assert (found.headline, found.outlet, found.url, found.published, found.language) == (
        "Pier shut", "The Courier", address, "2026-03-04T17:30:00+00:00", "en",
    )  # fmt: skip
    assert found.where == address


def test_its_address_is_the_one_that_it_calls_its_own(parts: Read) -> None:
    server = parts[0]
    own = server.at("/pier")
    address = server.article("/amp/pier", "Pier shut", head=f'<link rel="canonical" href="{own}">')
    assert row(parts, address).url == own


def test_a_page_does_not_speak_for_another_outlet(parts: Read) -> None:
    other = '<link rel="canonical" href="https://www.herald.example/pier">'
    address = parts[0].article("/pier-of-the-herald", "Pier shut", head=other)
    assert row(parts, address).url == address


def test_the_encoding_that_the_server_names_is_used(parts: Read) -> None:
    server = parts[0]
    address = server.article("/cyrillic", "Причал закрыт", place="Одесса")
    answer = server.answers["/cyrillic"]
    server.answers["/cyrillic"] = Answer(
        answer.body.decode().encode("koi8-r"), headers={"Content-Type": "text/html; charset=KOI8-R"}
    )
    found = row(parts, address)
    assert found.headline == "Причал закрыт"
    assert "council of Одесса" in found.text


@pytest.mark.parametrize("charset", ["nonsense", "ascii", "rot13"])
def test_a_wrong_encoding_loses_no_text(parts: Read, charset: str) -> None:
    server = parts[0]
    address = server.article(f"/{charset}", "Pier shut", place="Fußberg")
    server.answers[f"/{charset}"].headers["Content-Type"] = f"text/html; charset={charset}"
    assert "council of Fußberg" in row(parts, address).text


def test_a_page_without_an_article_and_one_that_is_not_there_are_refused(parts: Read) -> None:
    server = parts[0]
    empty = page_at(server.page("/empty", "<html><body></body></html>"), *parts[1:], SIZES)
    blank = page_at(server.page("/blank", ""), *parts[1:], SIZES)
    assert isinstance(blank, Refusal)
    assert blank.sentence == f"{server.at('/blank')} is an empty page: check the address, or paste the text."
    missing = page_at(server.at("/missing"), *parts[1:], SIZES)
    assert isinstance(empty, Refusal)
    assert isinstance(missing, Refusal)
    assert (empty.reason, missing.reason) == (Reason.NO_ARTICLE, Reason.NOT_SERVED)
    assert empty.sentence == (f"{server.at('/empty')} holds no article that can be told from the page: paste its text.")
