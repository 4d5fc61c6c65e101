"""What a story's pages are made from, as one short text read in one query: equal stamps mean equal pages.

A comparison never changes, but what is joined to it may: the names of outlets, sides and speakers, the headline of an
article, the number of its versions. All of that goes into the stamp, read from the rows themselves, so that no way of
writing them can be overlooked. Only names of speakers are too many to read: each change of one leaves a record.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from articles.comparison.joined import NEW_FOR
from articles.models import (
    Article,
    Comparison,
    JobState,
    Joining,
    Outlet,
    Run,
    Side,
    Speaker,
    Story,
    Version,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """``material`` is what the comparison's part of a page is made from, ``news`` what stands around it besides."""

    slug: str
    comparison: int | None
    material: str
    news: str

    @property
    def whole(self) -> str:
        """Both."""
        return f"{self.material} {self.news}"


def stamp_of(slug: str) -> Stamp | None:
    """The stamp of a story; None where there is no such story."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL[connection.vendor], [timezone.now() - NEW_FOR, slug])
        row = cursor.fetchone()
    if row is None:
        return None
    story, comparison, *material, run, joined = row
    news = joined and joined != "[]"  # SQLite has an empty list for none, PostgreSQL nothing
    today = timezone.localdate() if news else None  # their notes say "today" and "yesterday"
    return Stamp(slug, comparison, _digest(story, comparison, *material), _digest(run, joined, today))


def _digest(*values: str | int | dt.date | None) -> str:
    return hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()


def _sql(rows: str, row: str) -> str:
    """The query in the words of a database: how it makes a list of ``rows``, and of the values of one ``row``."""
    article, outlet, version = (one._meta.db_table for one in (Article, Outlet, Version))  # noqa: SLF001
    speakers = Speaker.history.model._meta.db_table  # noqa: SLF001
    of_article = "id headline standfirst byline url language published_at outlet_source".split()
    articles = ", ".join([*(f"a.{name}" for name in of_article), "o.slug", "o.name", "o.licensed"])
    return f"""
SELECT s.id, s.comparison_id, s.title, s.date, c.created_at,
  (SELECT {rows}({row}({articles})) FROM {article} a JOIN {outlet} o ON o.id = a.outlet_id WHERE a.story_id = s.id),
  (SELECT {row}(count(*), max(v.id), count(*) FILTER (WHERE v.complete))
   FROM {version} v JOIN {article} a ON a.id = v.article_id WHERE a.story_id = s.id),
  (SELECT {rows}({row}(id, name, short_name, colour)) FROM {_table(Side)}),
  (SELECT max(history_id) FROM {speakers}),
  (SELECT {row}(id, state, done, total, message) FROM {_table(Run)}
   WHERE story_id = s.id AND state <> '{JobState.SUPERSEDED}' ORDER BY created_at DESC, id DESC LIMIT 1),
  (SELECT {rows}({row}(j.id, j.belongs)) FROM {_table(Joining)} j
   WHERE j.story_id = s.id AND j.created_at >= %s)
FROM {_table(Story)} s LEFT JOIN {_table(Comparison)} c ON c.id = s.comparison_id WHERE s.slug = %s"""


def _table(model: type) -> str:
    return str(model._meta.db_table)  # type: ignore[attr-defined] # noqa: SLF001


_SQL = {
    "sqlite": _sql("json_group_array", "json_array"),
    "postgresql": _sql("json_agg", "json_build_array"),
}
