"""What reads foreign bytes and words, as targets of fuzzing: each with what it takes and the faults it may raise.

Used by tests/unit/test_parsers.py (hypothesis) and by ``make fuzz-parsers`` (atheris, which looks for new branches).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.test import RequestFactory

from articles.across.asked import Asked
from articles.comparison.filters import Filters
from articles.comparison.places import read_passages
from articles.desk import number_of, read_ids
from articles.freezing.document import UnknownFormat, read_document
from articles.intake.addresses import check_address, host_of, plain_address, shown_address
from articles.intake.dates import iso_date
from articles.intake.decoding import decode
from articles.intake.feeds import feed_values
from articles.intake.files import kind_of
from articles.intake.plain import read_file, read_pasted
from articles.intake.rows import Refusal
from articles.intake.tables import read_table
from articles.rulings import Passage
from articles.search import CannotSearch, parse
from coverage_site.throttle import client_address

LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class Target:
    """A parser that takes words or bytes; ``may`` are the faults that whoever calls it expects."""

    run: Callable[[Any], object]
    words: bool = True
    may: tuple[type[Exception], ...] = ()


def _address(words: str) -> None:
    checked = check_address(words)
    if isinstance(checked, Refusal):
        assert checked.sentence.isprintable()
        return
    assert checked.startswith(("http://", "https://", "HTTP", "Http"))
    assert host_of(plain_address(checked)) == host_of(checked)


def _filters(query: str) -> None:
    """What is read is written so that it reads the same."""
    read = Filters.from_query(QueryDict(query))
    assert Filters.from_query(QueryDict(read.query_string().removeprefix("?"))) == read


def _asked(query: str) -> None:
    read = Asked.from_query(QueryDict(query))
    assert Asked.from_query(QueryDict(read.query_string().removeprefix("?"))) == read


def _feed(data: bytes) -> None:
    for entry in feed_values(data, address="https://courier.example/feed", content_type="application/xml") or ():
        assert host_of(entry["address"])


def _table(data: bytes) -> None:
    for name in ("a.csv", "a.jsonl", "a.json"):
        list(read_table(name, data, limit=LIMIT))


def _proxied(words: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=words)
    request.META["HTTP_X_FORWARDED_FOR"] = words
    client_address(request)


TARGETS = {
    "address": Target(_address),
    "host": Target(host_of),
    "shown address": Target(shown_address),
    "filters of a story": Target(_filters),
    "a search": Target(_asked),
    "words of a search": Target(parse, may=(CannotSearch,)),
    "a passage": Target(Passage.parse, may=(ValueError,)),
    "passages": Target(read_passages),
    "numbers of rulings": Target(read_ids),
    "a number": Target(number_of),
    "a date": Target(iso_date),
    "a pasted text": Target(lambda words: read_pasted(words, limit=LIMIT)),
    "who asks": Target(_proxied),
    "a frozen document": Target(read_document, may=(UnknownFormat, ValueError)),
    "a decoded text": Target(decode, words=False),
    "a kind of file": Target(lambda data: kind_of("a.docx", data), words=False),
    "a text file": Target(lambda data: read_file("a.txt", data, limit=LIMIT), words=False),
    "a table": Target(_table, words=False),
    "a feed": Target(_feed, words=False),
}
