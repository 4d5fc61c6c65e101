"""What is searched, and from which rows: one definition for both databases.

An index has for each row its id, a ``head`` and a ``body``. Triggers write it in the transaction that writes the row,
so that whoever changes a text, a statement or a name, in whatever way, cannot leave it out of date.
"""

from dataclasses import dataclass
from enum import StrEnum

# A statement with its values.
type Sql = tuple[str, list[object]]


class Index(StrEnum):
    """An index; its value ends the name of its table."""

    ARTICLES = "article"
    STATEMENTS = "statement"
    SPEAKERS = "speaker"

    @property
    def table(self) -> str:
        """Its table in the database."""
        return f"search_{self.value}"

    @property
    def head_weight(self) -> float:
        """How much more a word in the head counts than one in the body.

        A headline names what a piece is about; that words were said by somebody or name somebody is worth the same.
        """
        return 1.0 if self is Index.STATEMENTS else 5.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """After an event on a table, the rows of an index with these ids are made again.

    ``ids`` are selects; ``NEW`` and ``OLD`` in them are the row as the database calls it.
    """

    table: str
    event: str
    index: Index
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in the database."""
        event = self.event.split()[0].lower()
        return f"search_{self.index.value}_of_{self.table.removeprefix('articles_')}_{event}"


TRIGGERS = (
    Trigger("articles_article", "UPDATE OF headline", Index.ARTICLES, ("SELECT NEW.id",)),
    Trigger("articles_article", "DELETE", Index.ARTICLES, ("SELECT OLD.id",)),
    Trigger("articles_version", "INSERT", Index.ARTICLES, ("SELECT NEW.article_id",)),
    Trigger(
        "articles_version",
        "UPDATE OF text, number, article_id",
        Index.ARTICLES,
        ("SELECT OLD.article_id", "SELECT NEW.article_id"),
    ),
    Trigger("articles_version", "DELETE", Index.ARTICLES, ("SELECT OLD.article_id",)),
    Trigger("articles_statement", "INSERT", Index.STATEMENTS, ("SELECT NEW.id",)),
    Trigger("articles_statement", "UPDATE OF parts, version_id, speaker_id", Index.STATEMENTS, ("SELECT NEW.id",)),
    Trigger("articles_statement", "DELETE", Index.STATEMENTS, ("SELECT OLD.id",)),
    Trigger(
        "articles_speaker",
        "UPDATE OF name",
        Index.STATEMENTS,
        ("SELECT id FROM articles_statement WHERE speaker_id = NEW.id",),
    ),
    Trigger("articles_speaker", "INSERT", Index.SPEAKERS, ("SELECT NEW.id",)),
    Trigger("articles_speaker", "UPDATE OF name", Index.SPEAKERS, ("SELECT NEW.id",)),
    Trigger("articles_speaker", "DELETE", Index.SPEAKERS, ("SELECT OLD.id",)),
    Trigger("articles_speakeralias", "INSERT", Index.SPEAKERS, ("SELECT NEW.speaker_id",)),
    Trigger(
        "articles_speakeralias",
        "UPDATE OF name, speaker_id",
        Index.SPEAKERS,
        ("SELECT OLD.speaker_id", "SELECT NEW.speaker_id"),
    ),
    Trigger("articles_speakeralias", "DELETE", Index.SPEAKERS, ("SELECT OLD.speaker_id",)),
)


def source(index: Index, words: str, aliases: str) -> str:
    """The select that an index is made from, to be ended by a condition on ``s.id``.

    ``words`` and ``aliases`` are the expressions of the database for the words of a statement and for the other names
    of a speaker.
    """
    return {
        Index.ARTICLES: (
            "SELECT s.id, s.headline AS head, v.text AS body"
            " FROM articles_article s JOIN articles_version v ON v.article_id = s.id"
            " WHERE v.number = (SELECT max(number) FROM articles_version WHERE article_id = s.id)"
        ),
        Index.STATEMENTS: (
            f"SELECT s.id, coalesce(p.name, '') AS head, coalesce({words}, '') AS body"
            " FROM articles_statement s JOIN articles_version v ON v.id = s.version_id"
            " LEFT JOIN articles_speaker p ON p.id = s.speaker_id WHERE true"
        ),
        Index.SPEAKERS: (
            f"SELECT s.id, s.name AS head, coalesce({aliases}, '') AS body FROM articles_speaker s WHERE true"
        ),
    }[index]
