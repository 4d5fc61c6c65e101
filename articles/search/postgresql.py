"""The index in PostgreSQL: tables with a ``tsvector`` under a GIN index, and the folded text for phrases.

Vectors stand in the rows themselves and not beside them, where each would be looked up by itself: ranking reads the
vector of every row that is found.

The configuration is ``simple``: journalists look for words as they were said, names must not be stemmed ("Unison" is
no "union"), the stop words of ``english`` matter in a phrase ("not fit for office"), and texts in other languages come
in. Whoever wants all forms of a word writes its beginning and a star. ``simple`` also answers as SQLite does.

A phrase is looked up in the folded text: a vector forgets places after the 256th of a word and the 16,383rd in all.
"""

from articles.search.query import Query, Term
from articles.search.sources import TRIGGERS, Index, Sql, Trigger, source

# Accents, and whatever is neither letter nor digit, by their numbers: what a class like [:alpha:] holds depends on how
# the database was made.
_ACCENTS = r"[\u0300-\u036f]"
_BETWEEN = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\ufe10-\ufe6f\uff01-\uff0f\U0001f000-\U0001faff]+"
)
_FOLDED = f"""
CREATE OR REPLACE FUNCTION search_folded(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(regexp_replace(normalize(given, NFKD), '{_ACCENTS}', '', 'g'), '{_BETWEEN}', ' ', 'g'))
$$"""
# A vector holds a megabyte of words at most; of longer texts the beginning is found.
_MOST_CHARACTERS = 100_000
_VECTOR = f"""
CREATE OR REPLACE FUNCTION search_vector(head text, body text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN setweight(to_tsvector('simple', head), 'A') || setweight(to_tsvector('simple', body), 'B');
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN setweight(to_tsvector('simple', left(head, 1000)), 'A')
    || setweight(to_tsvector('simple', left(body, {_MOST_CHARACTERS})), 'B');
END $$"""
_WORDS = (
    "(SELECT string_agg(substr(v.text, (part->>0)::int + 1, greatest((part->>1)::int - (part->>0)::int, 0)), ' '"
    " ORDER BY place) FROM jsonb_array_elements(s.parts) WITH ORDINALITY AS parts(part, place))"
)
_ALIASES = "(SELECT string_agg(name, ' · ' ORDER BY id) FROM articles_speakeralias WHERE speaker_id = s.id)"
_EMPTIED_BY = {
    "articles_version": Index.ARTICLES,
    "articles_statement": Index.STATEMENTS,
    "articles_speaker": Index.SPEAKERS,
}
_COLUMNS = "folded text NOT NULL, vector tsvector NOT NULL"
_A_ROW = 8160  # bytes that may stand in a row: as many as a page has; PostgreSQL's own measure is a quarter of it
# Among so many of the newest rows stand enough that have a word which is not rare; the others are looked up.
_NEWEST = 1000


def made() -> list[str]:
    """The statements that make functions, tables and triggers where there are none."""
    tables = [
        statement
        for index in Index
        for statement in (
            f"CREATE TABLE IF NOT EXISTS {index.table} (id bigint PRIMARY KEY, {_COLUMNS})",
            f"ALTER TABLE {index.table} SET (toast_tuple_target = {_A_ROW}), ALTER vector SET STORAGE MAIN",
            f"CREATE INDEX IF NOT EXISTS {index.table}_vector ON {index.table} USING gin (vector)",
        )
    ]
    triggers = [statement for trigger in TRIGGERS for statement in _trigger(trigger)]
    emptied = [statement for table, index in _EMPTIED_BY.items() for statement in _emptied(table, index)]
    return [_FOLDED, _VECTOR, *tables, *triggers, *emptied]


def released() -> list[str]:
    """The statements that drop the triggers, so that the tables they watch can be altered."""
    dropped = [f"DROP TRIGGER IF EXISTS {trigger.name} ON {trigger.table}" for trigger in TRIGGERS]
    return dropped + [
        f"DROP TRIGGER IF EXISTS {index.table}_emptied ON {table}" for table, index in _EMPTIED_BY.items()
    ]


def filled(index: Index) -> list[str]:
    """The statements that make an index anew from all rows."""
    return [f"DELETE FROM {index.table}", _insert(index)]


def condition(index: Index, query: Query) -> Sql:
    """A select of the ids of the rows that a query finds."""
    where, values = _where(query)
    return f"SELECT id FROM {index.table} WHERE {where}", values


def ranked(index: Index, query: Query, among: Sql | None) -> Sql:
    """A select of the ids that a query finds ``among`` those of another select (None: all), the best first."""
    where, values = _where(query)
    asked, words = _vector_query(query.wanted)
    rank = f"ts_rank('{{0, 0, {1 / index.head_weight}, 1}}', vector, {asked}, 1)"
    there, ids = _there(among)
    sql = f"SELECT id FROM {index.table} WHERE {where}{there} ORDER BY {rank} DESC, id DESC"
    return sql, [*values, *ids, *words]


def newest(index: Index, query: Query, among: Sql | None) -> list[Sql]:
    """Selects of the ids that a query finds ``among`` those of another select (None: all), the newest first.

    Of these the first that gives as many as are wanted has them all; the last one has them in any case. PostgreSQL
    knows too little of how often a word is there to choose by itself between the index and the newest rows.
    """
    where, values = _where(query)
    there, ids = _there(among)
    some = f"(SELECT id, folded, vector FROM {index.table} ORDER BY id DESC LIMIT {_NEWEST}) AS newer"
    every = f"(WITH every AS MATERIALIZED (SELECT id FROM {index.table} WHERE {where}) TABLE every) AS found"
    return [
        (f"SELECT id FROM {some} WHERE {where}{there} ORDER BY id DESC", [*values, *ids]),
        (f"SELECT id FROM {every} WHERE true{there} ORDER BY id DESC", [*values, *ids]),
    ]


def _there(among: Sql | None) -> Sql:
    return (f" AND id IN ({among[0]})", among[1]) if among else ("", [])


def _where(query: Query) -> Sql:
    asked, values = _vector_query(query.wanted)
    parts = [f"vector @@ ({asked})"]
    for term in (term for term in query.wanted if len(term.words) > 1):
        parts.append(_LIKE)
        values.append(term.text)
        values.append("%" if term.open else " %")
    for term in query.without:
        parts.append(f"NOT {_LIKE}")
        values.append(term.text)
        values.append("%" if term.open else " %")
    return " AND ".join(parts), values


# Folding leaves no character that has a meaning in a pattern.
_LIKE = "folded LIKE '%% ' || trim(search_folded(%s)) || %s"


# A word that folding leaves nothing of finds nothing.
_OPEN = "to_tsquery('simple', coalesce('''' || nullif(trim(search_folded(%s)), '') || ''':*', ''))"


def _vector_query(terms: tuple[Term, ...]) -> Sql:
    """All words of the terms; whether they stand side by side is looked up in the folded text."""
    asked: list[str] = []
    values: list[object] = []
    for term in terms:
        *before, last = term.text.split()
        if before or not term.open:
            asked.append("plainto_tsquery('simple', search_folded(%s))")
            values.append(" ".join(before) if term.open else term.text)
        if term.open:
            asked.append(_OPEN)
            values.append(last)
    return " && ".join(asked), values


def _insert(index: Index, where: str = "") -> str:
    return (
        f"INSERT INTO {index.table} (id, folded, vector)"
        " SELECT id, ' ' || head || E' \\n ' || body || ' ', search_vector(head, body) FROM"
        f" (SELECT id, search_folded(head) AS head, search_folded(body) AS body FROM"
        f" ({source(index, _WORDS, _ALIASES)}{where}) AS rows) AS texts"
        " ON CONFLICT (id) DO UPDATE SET folded = excluded.folded, vector = excluded.vector"
    )


def _trigger(trigger: Trigger) -> list[str]:
    ids = " UNION ".join(trigger.ids)
    table = trigger.index.table
    there = f"SELECT id FROM ({source(trigger.index, _WORDS, _ALIASES)} AND s.id IN ({ids})) AS rows"
    body = (
        f"DELETE FROM {table} WHERE id IN ({ids}) AND id NOT IN ({there});"
        f" {_insert(trigger.index, f' AND s.id IN ({ids})')};"
    )
    return _function_and_trigger(trigger.name, trigger.table, trigger.event, "ROW", body)


def _emptied(table: str, index: Index) -> list[str]:
    """TRUNCATE calls no trigger of a row."""
    body = f"TRUNCATE {index.table};"
    return _function_and_trigger(f"{index.table}_emptied", table, "TRUNCATE", "STATEMENT", body)


def _function_and_trigger(name: str, table: str, event: str, each: str, body: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    ]
