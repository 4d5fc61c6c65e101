"""The framing of one article as tables and bars whose figures open their passages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.analysis.types import Status
from articles.comparison.filters import UNKNOWN, Facet, Filters, Order
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, SideRow, StoryRows
from articles.comparison.words import SIDE_UNKNOWN, percent


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the bar over a column: ``start`` and ``width`` in per cent of the words given to sources."""

    label: str
    colour: str
    share: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """One side or speaker in an article. ``href`` narrows the page to them, ``anchor`` is their first statement."""

    name: str
    short_name: str
    colour: str
    words: int
    share: str
    statements: int
    first_paragraph: int
    href: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the text and the id of its place."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class TermRow:
    """Words of one sort with their number."""

    name: str
    count: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class StanceRow:
    """How many statements take one stance; ``href`` narrows the page to it."""

    name: str
    count: int
    share: str
    href: str


@dataclass(frozen=True, slots=True)
class FramingView:
    """Measures of one article (articles/framing/measures.py says how each is counted).

    ``key`` names what it was made of besides the rows.
    """

    key: tuple[int, str, str]
    words: int
    quoted: int
    own: int
    reported: int
    paragraphs: int
    sides: tuple[VoiceRow, ...]
    speakers: tuple[VoiceRow, ...]
    stances: tuple[StanceRow, ...]
    verbs: tuple[TermRow, ...]
    loaded: tuple[TermRow, ...]
    alone: int
    alone_href: str
    missing: int
    missing_href: str


def bars_of(article: ArticleRow, sides: Mapping[str, SideRow]) -> tuple[Bar, ...]:
    """The shares of the sides in the words given to sources, side by side from the left."""
    bars: list[Bar] = []
    start = 0.0
    for row in article.measures.get("sides", ()):
        side = sides.get(row["side"]) if row["side"] else None
        width = min(round(100 * row["share"], 2), 100 - start)
        label = side.short_name if side else row["side"] or SIDE_UNKNOWN
        bars.append(Bar(label, side.colour if side else "none", percent(row["share"]), start, width))
        start = round(start + width, 2)
    return tuple(bars)


def framing_of(article: ArticleRow, ident: str, rows: StoryRows, filters: Filters) -> FramingView:
    """The measures of an article, each with the way to its passages."""
    plain = filters.cleared().at(None)
    return _framing(rows, article.version_id, ident, plain.show, plain.order)


@once_for_rows
def _framing(rows: StoryRows, version: int, ident: str, show: tuple[str, ...], order: Order) -> FramingView:
    article = next(one for one in rows.articles if one.version_id == version)
    plain = Filters({}, show=show, once=rows.once, order=order)
    measures = article.measures
    evidence = measures.get("evidence", {})
    alone, missing = _points_of(article, rows)
    side_of = {statement.speaker: statement.side for statement in rows.statements if statement.side}
    return FramingView(
        key=(version, ident, plain.query_string()),
        words=measures.get("words", 0),
        quoted=measures.get("words_quoted", 0),
        own=measures.get("words_own", 0),
        reported=measures.get("words_reported", 0),
        paragraphs=measures.get("paragraphs") or len(article.paragraphs),
        sides=tuple(
            _voice(row, row["side"], rows.sides.get(row["side"] or ""), plain, Facet.SIDE, ident)
            for row in measures.get("sides", ())
        ),
        speakers=tuple(
            _voice(row, row["speaker"], side_of.get(row["speaker"]), plain, Facet.SPEAKER, ident)
            for row in measures.get("speakers", ())
        ),
        stances=tuple(
            StanceRow(name, row["statements"], percent(row["share"]), plain.only(Facet.STANCE, name).query_string())
            for name, row in measures.get("stances", {}).items()
            if row["statements"]
        ),
        verbs=tuple(_terms(article, f"{ident}-c", evidence.get("verbs", {}))),
        loaded=tuple(_terms(article, f"{ident}-w", evidence.get("loaded_own", {}))),
        alone=alone,
        alone_href=_both(plain, "only", article).query_string(),
        missing=missing,
        missing_href=plain.only(Facet.COVERAGE, f"missing:{article.key}").query_string(),
    )


def _points_of(article: ArticleRow, rows: StoryRows) -> tuple[int, int]:
    """How many points stand alone here and how many are missing; with copies counted once, in all with its text."""
    if not rows.once:
        return article.measures.get("points_alone", 0), article.measures.get("points_missing", 0)
    versions = {one.version_id for piece in rows.pieces if article in piece for one in piece}
    own = [
        {version: cell.status for version, cell in point.cells.items() if version in versions} for point in rows.points
    ]
    alone = sum(
        point.only_in in versions and statuses[article.version_id].carries
        for point, statuses in zip(rows.points, own, strict=True)
    )
    return alone, sum(all(status is Status.ABSENT for status in statuses.values()) for statuses in own)


def _both(plain: Filters, coverage: str, article: ArticleRow) -> Filters:
    return plain.only(Facet.COVERAGE, coverage).only(Facet.OUTLET, article.key)


def _voice(
    row: Mapping[str, Any], name: str | None, side: SideRow | None, plain: Filters, facet: Facet, ident: str
) -> VoiceRow:
    ids = row.get("ids") or ()
    return VoiceRow(
        name=name or (SIDE_UNKNOWN if facet is Facet.SIDE else "not known"),
        short_name=side.short_name if side else "",
        colour=side.colour if side else "none",
        words=row["words"],
        share=percent(row["share"]),
        statements=row["statements"],
        first_paragraph=row["first_paragraph"],
        href=plain.only(facet, name or UNKNOWN).query_string(),
        anchor=f"{ident}-{ids[0]}" if ids else "",
    )


def _terms(article: ArticleRow, prefix: str, spans: Mapping[str, list[list[int]]]) -> Iterable[TermRow]:
    for name, places in spans.items():
        if places:
            terms = tuple(Term(article.text[slice(*place)].strip(), f"{prefix}{place[0]}") for place in places)
            yield TermRow(name.replace("_", " "), len(terms), terms)
