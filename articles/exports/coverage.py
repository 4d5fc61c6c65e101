"""Rows about points: one line each with its outlets, and one line for each passage, or article without any."""

from collections.abc import Iterable, Mapping, Sequence

from articles.analysis.types import Span, Status
from articles.comparison.facets import reach_of
from articles.comparison.passages import words_of
from articles.comparison.rows import ArticleRow, Cell, PointRow, StatementRow, StoryRows
from articles.comparison.ruled import BY_EDITOR, ruled_words
from articles.comparison.tellings import attribution_of
from articles.comparison.words import KIND_WORDS, STATUS_WORDS, count, passage, shortened, without_name
from articles.exports.values import Column, Row

POINTS = (
    Column("point", "Point", 7),
    Column("gist", "What is said", 60),
    Column("kind", "Kind", 12),
    Column("speaker", "Speaker", 22),
    Column("organisation", "For", 22),
    Column("side", "Side", 16),
    Column("stance", "Stance", 14),
    Column("target", "Target", 22),
    Column("carried_by", "Carried by", 11),
    Column("of", "Of", 6),
    Column("only_in", "Only in", 18),
    Column("ruling", "Ruling", 24),
)
PASSAGES = (
    Column("point", "Point", 7),
    Column("outlet", "Outlet", 18),
    Column("headline", "Headline", 36),
    Column("address", "Address", 36),
    Column("sha256", "SHA-256 of the text", 20),
    Column("start", "Start", 8),
    Column("end", "End", 8),
    Column("parts", "Parts", 14),
    Column("text", "Quoted text", 70),
    Column("told", "How told", 20),
    Column("speaker", "Speaker", 22),
    Column("organisation", "For", 22),
    Column("side", "Side", 16),
    Column("stance", "Stance", 14),
    Column("target", "Target", 22),
    Column("status", "Status", 11),
    Column("coverage", "Coverage", 24),
    Column("confidence", "Confidence", 11),
    Column("attribution", "Speaker known by", 30),
    Column("ruling", "Ruling", 24),
    Column("checked", "What was checked", 34),
    Column("nearest", "Nearest passage", 50),
    Column("alike", "Alike", 8),
    Column("analysis", "Analysis version", 16),
)
_OWN_WORDS = "the outlet’s own words"

type Nearest = Mapping[tuple[int, int], tuple[Span, float]]


class Telling:
    """Writes the rows of one story; ``nearest`` are the passages nearest to points, by point number and version."""

    def __init__(self, rows: StoryRows, nearest: Nearest, analysis: str) -> None:
        self.rows, self.nearest, self.analysis = rows, nearest, analysis
        self.articles = {article.version_id: article for article in rows.articles}

    def point(self, point: PointRow) -> Row:
        """One line of the table of points by outlets."""
        only = self.articles.get(point.only_in) if point.only_in else None
        ruled = point.ruled or any(s.ruled for s in point.statements) or any(c.ruled for c in point.cells.values())
        return (
            point.number,
            without_name(point.gist, point.speaker),
            point.kind,
            point.speaker,
            point.organisation or None,
            point.side.name if point.side else None,
            *_stances(point.stances or ((point.stance, point.target),)),
            reach_of(point, self.rows),
            len(self.rows.pieces),
            only.name if only else None,
            "an editor has ruled on it" if ruled else None,
            *(STATUS_WORDS[_cell(point, article).status] for article in self.rows.articles),
        )

    def passages(self, points: Iterable[PointRow]) -> Iterable[Row]:
        """For each point and article a line for each of its statements or passages, or one that says it has none."""
        for point in points:
            for article in self.rows.articles:
                yield from self._cell(point, article)

    def loose(self, statements: Iterable[StatementRow]) -> Iterable[Row]:
        """Statements that are part of no point."""
        for statement in statements:
            article = self.articles[statement.version_id]
            yield self._statement(None, article, statement, None)

    def _cell(self, point: PointRow, article: ArticleRow) -> Iterable[Row]:
        cell = _cell(point, article)
        said = [s for s in point.statements if s.version_id == article.version_id]
        if not cell.status.carries:
            yield self._row(point, article, cell, (), _told(point))
            return
        for statement in said:
            yield self._statement(point, article, statement, cell)
        parts = [part for statement in said for part in statement.parts]
        for span in cell.spans:
            if not any(part.start < span.end and span.start < part.end for part in parts):
                yield self._row(point, article, cell, (span,), _told(point))

    def _statement(
        self, point: PointRow | None, article: ArticleRow, statement: StatementRow, cell: Cell | None
    ) -> Row:
        told: Row = (
            KIND_WORDS.get(statement.kind, statement.kind),
            statement.speaker,
            statement.organisation or None,
            statement.side.name if statement.side else None,
            *_stances(statement.stances or ((statement.stance, statement.target),)),
        )
        known: Row = (
            statement.confidence,
            attribution_of(statement).replace("\u00a0", " "),
            ruled_words([statement]) or None,
        )
        return self._row(point, article, cell, statement.parts, told, known)

    def _row(
        self,
        point: PointRow | None,
        article: ArticleRow,
        cell: Cell | None,
        parts: Sequence[Span],
        told: Row,
        known: Row = (None, None, None),
    ) -> Row:
        near = self.nearest.get((point.number, article.version_id)) if point else None
        near = near if cell and cell.status is Status.ABSENT else None
        confidence, attribution, ruling = known
        return (
            point.number if point else None,
            article.name,
            article.headline or None,
            article.url or None,
            article.sha256,
            parts[0].start if parts else None,
            parts[-1].end if parts else None,
            " ".join(f"{part.start}-{part.end}" for part in parts) or None,
            words_of(article.text, parts) if parts else None,
            *told,
            cell.status.value if cell else None,
            STATUS_WORDS[cell.status] if cell else "stands in no point",
            confidence,
            attribution,
            ruling or _ruled(cell),
            _checked(cell, article),
            shortened(passage(article.text, [near[0]])) if near else None,
            round(near[1], 3) if near else None,
            self.analysis,
        )


def _cell(point: PointRow, article: ArticleRow) -> Cell:
    return point.cells.get(article.version_id, Cell(Status.UNCHECKED, ()))


def _told(point: PointRow) -> Row:
    """How a point is told where no statement of the article says it: who says it elsewhere, or nobody."""
    if point.kind == "narration":
        return (_OWN_WORDS, None, None, None, None, None)
    stances = _stances(point.stances or ((point.stance, point.target),))
    side = point.side.name if point.side else None
    return (None, point.speaker, point.organisation or None, side, *stances)


def _stances(stances: Sequence[tuple[str, str]]) -> tuple[str | None, str | None]:
    """The stances and their targets, in the same order: ("criticism; support", "the strike; the offer")."""
    targets = "; ".join(target or "–" for _, target in stances) if any(target for _, target in stances) else None
    return "; ".join(stance for stance, _ in stances) or None, targets


def _ruled(cell: Cell | None) -> str | None:
    if cell is None or cell.ruled is None:
        return None
    return f"{'absence confirmed' if cell.status is Status.ABSENT else 'found'} {BY_EDITOR}"


def _checked(cell: Cell | None, article: ArticleRow) -> str | None:
    """What was looked at, so that a silence means what it says."""
    if cell is None:
        return None
    if cell.status.carries:
        return "the passage itself"
    if cell.status is Status.ABSENT:
        return f"full text searched, {count(int(article.measures.get('words', 0)), 'word')}".replace("\u00a0", " ")
    return f"nothing follows from its silence: {STATUS_WORDS[cell.status]}"
