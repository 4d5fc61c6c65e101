"""The index in SQLite: FTS5 tables with a copy of the text of their own.

No external content: its rows can only be taken out by somebody who still has the text that went in, which a cascade of
deletions does not. ``unicode61`` without a stemmer is what PostgreSQL's ``simple`` is (articles/search/postgresql.py).
"""

from articles.search.query import Query, Term
from articles.search.sources import TRIGGERS, Index, Sql, Trigger, source

_WORDS = (
    "(SELECT group_concat(substr(v.text, json_extract(part.value, '$[0]') + 1,"
    " json_extract(part.value, '$[1]') - json_extract(part.value, '$[0]')), ' ') FROM json_each(s.parts) AS part)"
)
_ALIASES = "(SELECT group_concat(name, ' · ') FROM articles_speakeralias WHERE speaker_id = s.id)"


def made() -> list[str]:
    """The statements that make tables and triggers where there are none."""
    tables = [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {index.table}"
        " USING fts5(head, body, tokenize = 'unicode61 remove_diacritics 2')"
        for index in Index
    ]
    return tables + [_trigger(trigger) for trigger in TRIGGERS]


def released() -> list[str]:
    """The statements that drop the triggers, so that the tables they watch can be altered."""
    return [f"DROP TRIGGER IF EXISTS {trigger.name}" for trigger in TRIGGERS]


def filled(index: Index) -> list[str]:
    """The statements that make an index anew from all rows."""
    return [f"DELETE FROM {index.table}", _insert(index)]


def condition(index: Index, query: Query) -> Sql:
    """A select of the ids of the rows that a query finds."""
    return f"SELECT rowid FROM {index.table} WHERE {index.table} MATCH %s", [_match(query)]


def ranked(index: Index, query: Query, among: Sql | None) -> Sql:
    """A select of the ids that a query finds ``among`` those of another select (None: all), the best first."""
    table = index.table
    there, ids = _there(among)
    sql = (
        f"SELECT rowid FROM {table} WHERE {table} MATCH %s{there}"
        f" ORDER BY bm25({table}, {index.head_weight}, 1.0), rowid DESC"
    )
    return sql, [_match(query), *ids]


def newest(index: Index, query: Query, among: Sql | None) -> list[Sql]:
    """The same, the newest first: one select, which reads no more than it gives."""
    table = index.table
    there, ids = _there(among)
    return [(f"SELECT rowid FROM {table} WHERE {table} MATCH %s{there} ORDER BY rowid DESC", [_match(query), *ids])]


def _there(among: Sql | None) -> Sql:
    # The plus keeps SQLite from looking up each id in the index by itself, which ranks every row anew.
    return (f" AND +rowid IN ({among[0]})", among[1]) if among else ("", [])


def _match(query: Query) -> str:
    wanted = " AND ".join(map(_quoted, query.wanted))
    without = " OR ".join(map(_quoted, query.without))
    return f"({wanted}) NOT ({without})" if without else wanted


def _quoted(term: Term) -> str:
    """A string of FTS5: no character of a word has a meaning in it."""
    return f'"{term.text}"{" *" if term.open else ""}'


def _insert(index: Index, where: str = "") -> str:
    return f"INSERT INTO {index.table}(rowid, head, body) {source(index, _WORDS, _ALIASES)}{where}"


def _trigger(trigger: Trigger) -> str:
    ids = " UNION ".join(trigger.ids)
    table = trigger.index.table
    return (
        f"CREATE TRIGGER IF NOT EXISTS {trigger.name} AFTER {trigger.event} ON {trigger.table} BEGIN"
        f" DELETE FROM {table} WHERE rowid IN ({ids});"
        f" {_insert(trigger.index, f' AND s.id IN ({ids})')}; END"
    )
