"""The open point as each article that is shown tells it, word by word: nothing of it hangs on the filters."""

from collections.abc import Hashable
from dataclasses import dataclass

from articles.analysis.types import Status
from articles.comparison.alignment import Piece, align
from articles.comparison.columns import anchor_of
from articles.comparison.histories import when
from articles.comparison.places import parts_key, version_key
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StatementRow, StoryRows
from articles.comparison.ruled import BY_EDITOR, RULING, ruled_words
from articles.comparison.rules import rule_words
from articles.comparison.words import GLYPHS, PROBABLE, STATUS_WORDS, listed, passage, percent

# Only texts with mostly the same words are set against each other; a retelling has none to compare.
_COMPARABLE = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL})


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's version of the point. ``pieces`` are set against the fullest text, which has its own alone.

    ``added`` says when the passages came in with a later version of the text; "" where they were there from the first.
    ``ruled`` says what an editor has ruled on; empty for nothing. ``cited`` are text and characters as addresses name
    them.
    """

    version: int
    name: str
    glyph: str
    status: str
    place: str
    cue: str
    attribution: str
    added: str
    ruled: str
    anchor: str
    pieces: tuple[Piece, ...]
    cited: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """All tellings of a point. ``fullest`` names the article that others differ from, or is empty."""

    key: Hashable
    fullest: str
    tellings: tuple[Telling, ...]


@once_for_rows
def told_of(rows: StoryRows, number: int, shown: tuple[int, ...]) -> Told:
    """How the articles with these versions, as they stand beside each other, tell the point of a number."""
    point = next(point for point in rows.points if point.number == number)
    places = {version: place for place, version in enumerate(shown, 1)}
    told = [article for article in rows.articles if article.version_id in places and _carries(point, article)]
    fullest = max((a for a in told if _comparable(point, a)), key=lambda a: len(_words(point, a)), default=None)
    tellings = tuple(_telling(point, a, fullest, places[a.version_id], rows) for a in told)
    differ = any(piece.kind != "same" for telling in tellings for piece in telling.pieces)
    return Told((number, shown), fullest.name if fullest and differ else "", tellings)


def _carries(point: PointRow, article: ArticleRow) -> bool:
    cell = point.cells.get(article.version_id)
    return cell is not None and cell.status.carries


def _comparable(point: PointRow, article: ArticleRow) -> bool:
    return point.cells[article.version_id].status in _COMPARABLE


def _words(point: PointRow, article: ArticleRow) -> str:
    return passage(article.text, point.cells[article.version_id].spans)


def _telling(point: PointRow, article: ArticleRow, fullest: ArticleRow | None, place: int, rows: StoryRows) -> Telling:
    cell, text = point.cells[article.version_id], _words(point, article)
    said = [s for s in point.statements if s.version_id == article.version_id]
    compared = fullest is not None and fullest is not article and _comparable(point, article)
    pieces = align(_words(point, fullest), text) if fullest and compared else (Piece("same", text),)
    cues = dict.fromkeys(article.text[slice(*s.cue)] for s in said if s.cue)
    return Telling(
        version=article.version_id,
        name=article.name,
        glyph=GLYPHS[cell.status],
        status=STATUS_WORDS[cell.status],
        place=_place(said, article),
        cue=listed([f"“{cue}”" for cue in cues]),
        attribution=listed(list(dict.fromkeys(map(attribution_of, said)))),
        added=_added(point, article, rows),
        ruled=ruled_words(said) or (f"found {BY_EDITOR}" if cell.ruled else ""),
        anchor=anchor_of(place, point.number),
        pieces=pieces,
        cited=(version_key(article.version_id, article.sha256), parts_key(sorted(cell.spans))),
    )


def _added(point: PointRow, article: ArticleRow, rows: StoryRows) -> str:
    history = rows.histories.get(article.version_id)
    if history is None:
        return ""
    at, wholly = when(history.added(article.text[slice(*span)]) for span in point.cells[article.version_id].spans)
    return f"{'' if wholly else 'in part '}added on {at}" if at else ""


def _place(said: list[StatementRow], article: ArticleRow) -> str:
    if not said:
        return ""
    if any(statement.in_headline for statement in said):
        return "headline"
    of = article.measures.get("paragraphs") or len(article.paragraphs)
    return f"paragraph {min(statement.paragraph for statement in said)} of {of}"


def attribution_of(statement: StatementRow) -> str:
    """How the speaker is known and how surely: "probable: a pronoun (50 %)"; an editor needs no rule."""
    if "speaker" in statement.ruled or ("statement" in statement.ruled and not statement.ruled["statement"].machine):
        return RULING
    sure = "probable: " if statement.confidence <= PROBABLE else ""
    return f"{sure}{rule_words(statement.rule)} ({percent(statement.confidence)} sure)"
