"""A large archive of made articles, written by the database's own bulk statements and not through the import.

The words are made up and as frequent as words are (Zipf's law): the commonest stand in nearly every article, most in
hardly any. The same in every run.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

OUTLETS = 200
WORDS = 350  # of an article
VOCABULARY = 40_000
_SYLLABLES = tuple(f"{a}{b}" for a, b in product("bdfgklmnprstv", "aeiou"))
_BATCH = 2000
_FIRST_DAY = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def word(rank: int) -> str:
    """The word of a rank, 0 being the commonest."""
    syllables = []
    rank += len(_SYLLABLES)
    while rank:
        rank, at = divmod(rank, len(_SYLLABLES))
        syllables.append(_SYLLABLES[at])
    return "".join(syllables)


def fill(articles: int, first: int = 1) -> None:
    """Store so many articles with one version each, from the ``first`` number on, and make the index of the search."""
    from django.db import connection  # noqa: PLC0415 - only after Django is set up

    from articles.models import Outlet  # noqa: PLC0415
    from articles.search.index import make, release  # noqa: PLC0415

    release("default")
    outlets = [Outlet.objects.create(name=f"Archive {number}").pk for number in range(OUTLETS)]
    texts = enumerate(_texts(articles), first)
    while rows := [one for _, one in zip(range(_BATCH), texts, strict=False)]:
        _store(
            "articles_article",
            "id outlet_id outlet_source headline standfirst byline url language published_at created_at",
            [
                (at, outlets[at % OUTLETS], "given", text[:60], "", "", "", "en", _moment(at), _moment(at))
                for at, text in rows
            ],
        )
        _store(
            "articles_version",
            "id article_id number text sha256 complete file_name created_at",
            [(at, at, 1, text, hashlib.sha256(text.encode()).hexdigest(), True, "", _moment(at)) for at, text in rows],
        )
    make("default")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("articles_article", "articles_version"):
                cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def _store(table: str, names: str, rows: Sequence[tuple[Any, ...]]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415

    columns, places = names.replace(" ", ", "), ", ".join(["%s"] * len(names.split()))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _texts(count: int) -> Iterator[str]:
    chance = np.random.default_rng(7)
    shares = 1 / (np.arange(VOCABULARY) + 2.7)
    words = np.array([word(rank) for rank in range(VOCABULARY)], dtype=object)
    for start in range(0, count, _BATCH):
        number = min(_BATCH, count - start)
        drawn = words[chance.choice(VOCABULARY, size=(number, WORDS), p=shares / shares.sum())]
        for row in drawn:
            yield f"{' '.join(row[:10])}\n\n{' '.join(row[10:])}."


def _moment(number: int) -> dt.datetime:
    return _FIRST_DAY + dt.timedelta(minutes=7 * number)
