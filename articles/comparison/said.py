"""What is said in one article of a comparison: its statements, and where it has which point."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.analysis.types import Span
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StatementRow, StoryRows


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of an article with the number of its point; ``cue`` is None where one before it has the same."""

    statement: StatementRow
    number: int | None
    cue: Span | None


def said_in(article: ArticleRow, rows: StoryRows) -> Iterable[Span]:
    """The passages that statements and points of an article rest on."""
    for one in statements_in(rows, article.version_id):
        yield from one.statement.parts
    for point in rows.points:
        if article.version_id in point.cells:
            yield from point.cells[article.version_id].spans


@once_for_rows
def statements_in(rows: StoryRows, version: int) -> tuple[Said, ...]:
    """The statements of an article in the order of its text."""
    numbers = {
        statement.ident: point.number
        for point in rows.points
        for statement in point.statements
        if statement.version_id == version
    }
    said: list[Said] = []
    cues: set[Span] = set()
    for statement in rows.statements:
        if statement.version_id == version:
            cue = None if statement.cue in cues else statement.cue
            said.append(Said(statement, numbers.get(statement.ident), cue))
            cues |= {cue} if cue else set()
    return tuple(said)


@once_for_rows
def passages_in(rows: StoryRows, version: int) -> tuple[tuple[PointRow, tuple[Span, ...]], ...]:
    """The points that an article has, and where."""
    cells = ((point, point.cells.get(version)) for point in rows.points)
    return tuple((point, cell.spans) for point, cell in cells if cell and cell.spans)


@once_for_rows
def carried_in(rows: StoryRows, version: int) -> frozenset[int]:
    """The numbers of the points that an article carries."""
    cells = ((point.number, point.cells.get(version)) for point in rows.points)
    return frozenset(number for number, cell in cells if cell and cell.status.carries)
