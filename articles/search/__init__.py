"""Full text over articles, statements and speakers: SQLite's FTS5 and PostgreSQL's behind one face.

``parse`` reads what was typed; ``found``, ``best`` and ``newest`` give what it finds; ``matches`` says
where in a text it stands.
"""

from articles.search.finding import best, found, ids_found, newest, number
from articles.search.matches import matches
from articles.search.query import LONGEST, CannotSearch, Query, parse
from articles.search.sources import Index

__all__ = [
    "LONGEST",
    "CannotSearch",
    "Index",
    "Query",
    "best",
    "found",
    "ids_found",
    "matches",
    "newest",
    "number",
    "parse",
]
