"""The view as one HTML file that needs nothing else: it opens from a disk, without a network, and prints."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.analysis.types import Status
from articles.comparison.findings import findings_of
from articles.comparison.rows import ArticleRow, PointRow, SideRow
from articles.comparison.text_marks import Marking
from articles.comparison.texts import text_html
from articles.comparison.words import GLYPHS, listed, stance_words
from articles.exports.coverage import PASSAGES, POINTS
from articles.exports.table import Export
from articles.exports.values import Row


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says of one point in one article: a row of the passages and its sign."""

    row: Mapping[str, object]
    glyph: str


@dataclass(frozen=True, slots=True)
class PointPart:
    """One point with a line for each passage, or article without any."""

    number: int
    gist: str
    speaker: str
    side: SideRow | None
    stances: str
    cells: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class TextPart:
    """One text with its marks; ``whole`` or the sentences around them."""

    ident: str
    html: SafeString
    whole: bool
    facts: Mapping[str, object]


def html_of(export: Export) -> bytes:
    """The file in UTF-8."""
    page = export.page
    context = {
        "story": page.story,
        "page": page,
        "about": [(what, value) for what, value in export.about.rows if value is not None],
        "findings": findings_of(page.rows),
        "outlets": [article.name for article in page.rows.articles],
        "points": _points(export),
        "texts": _texts(export),
    }
    return render_to_string("exports/story.html", context).encode()


def _points(export: Export) -> tuple[PointPart, ...]:
    told: dict[int, list[Told]] = {}
    for row in export.passages.rows:
        found = _named(row)
        if isinstance(number := found["point"], int):
            told.setdefault(number, []).append(Told(found, _GLYPHS.get(str(found["status"]), "")))
    points = zip(export.page.listed, export.points.rows, strict=True)
    articles = export.page.rows.articles
    return tuple(
        PointPart(
            number=point.number,
            gist=str(row[1]),
            speaker=point.speaker or ("own words" if point.kind == "narration" else "speaker not named"),
            side=point.side,
            stances=listed([stance_words(*stance) for stance in point.stances or ((point.stance, point.target),)]),
            cells=tuple(
                (_glyph(point, article), str(words))
                for article, words in zip(articles, row[len(POINTS) :], strict=True)
            ),
            told=tuple(told.get(point.number, ())),
        )
        for point, row in points
    )


_GLYPHS = {status.value: glyph for status, glyph in GLYPHS.items()}


def _glyph(point: PointRow, article: ArticleRow) -> str:
    cell = point.cells.get(article.version_id)
    return GLYPHS[cell.status if cell else Status.UNCHECKED]


def _named(row: Row) -> dict[str, object]:
    return {column.key: value for column, value in zip(PASSAGES, row, strict=True)}


def _texts(export: Export) -> tuple[TextPart, ...]:
    page, facts = export.page, export.articles
    marking = Marking.of(page.filters, (point.number for point in page.remaining))
    parts = []
    for place, (article, row) in enumerate(zip(page.rows.articles, facts.rows, strict=True), start=1):
        whole = article.version_id in export.readable
        html = text_html(page.rows, article, f"a{place}", marking, whole=whole)
        known = {column.key: value for column, value in zip(facts.columns, row, strict=True)}
        parts.append(TextPart(f"a{place}", html, whole, known))
    return tuple(parts)
