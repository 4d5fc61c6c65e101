"""The outlets of a page that is told outlet by outlet: each article, or with copies counted once each text."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.analysis.types import Status
from articles.comparison.filters import Facet, Filters
from articles.comparison.rows import ArticleRow, PointRow, StoryRows


@dataclass(frozen=True, slots=True)
class Piece:
    """What is counted as one. ``article`` is the fullest of the ``articles``; it stands for the others."""

    article: ArticleRow
    articles: tuple[ArticleRow, ...]

    @property
    def name(self) -> str:
        """The outlet's name, with the number of outlets that have its text: "The Courier (and 2 copies)"."""
        copies = len(self.articles) - 1
        return (
            f"{self.article.name} (and {copies} {'copy' if copies == 1 else 'copies'})" if copies else self.article.name
        )

    def status(self, point: PointRow) -> Status:
        """How it carries a point: it does when any of its articles does, and lacks it when all of them do."""
        found = [
            cell.status if (cell := point.cells.get(one.version_id)) else Status.UNCHECKED for one in self.articles
        ]
        for status in found:
            if status.carries:
                return status
        return next((status for status in found if status is not Status.ABSENT), Status.ABSENT)

    def carrier(self, point: PointRow) -> ArticleRow | None:
        """The first of its articles that carries a point, None where none does."""
        cells: Mapping[int, object] = point.cells
        return next(
            (one for one in self.articles if one.version_id in cells and point.cells[one.version_id].status.carries),
            None,
        )


def pieces_of(rows: StoryRows) -> tuple[Piece, ...]:
    """All pieces of a story in their order."""
    return tuple(Piece(articles[0], articles) for articles in rows.pieces)


def chosen_of(pieces: tuple[Piece, ...], filters: Filters) -> tuple[Piece, ...]:
    """The pieces of the outlets that a reader chose; all where none is chosen, or none of them is there."""
    keys = set(filters.chosen.get(Facet.OUTLET, ()))
    return tuple(piece for piece in pieces if any(one.key in keys for one in piece.articles)) or pieces
