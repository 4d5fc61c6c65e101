"""Points by outlets: how each article carries each point, and how prominently."""

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from articles.analysis.types import Status
from articles.comparison.filters import Filters
from articles.comparison.page import StoryPage
from articles.comparison.prominence import Placed, Places
from articles.comparison.rows import PointRow, SideRow
from articles.comparison.tabs import SIDE_BY_SIDE, path_of
from articles.comparison.words import count, percent, shortened, without_name

# As short as a cell of fifty can say it. The class of a cell gives it its sign and its ground (static/css/matrix.css).
_CELLS = {
    Status.VERBATIM: ("v", "word for word"),
    Status.VARIANT: ("w", "words differ"),
    Status.PARTIAL: ("h", "in part"),
    Status.PARAPHRASE: ("o", "in other words"),
    Status.ABSENT: ("n", "not in it"),
    Status.TOO_EARLY: ("t", "too early"),
    Status.UNREADABLE: ("u", "text incomplete"),
    Status.UNCHECKED: ("u", "not checked"),
}
_LONGEST_GIST = 180


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One article. ``href`` shows it side by side with others."""

    name: str
    carried: str
    href: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One point. ``cells`` are the ready-made ``<td>`` of all articles, in their order."""

    number: int
    gist: str
    speaker: str
    side: SideRow | None
    reach: str
    chosen: bool
    href: str
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table. ``wide`` where so many articles stand in it that all have to be narrow."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    wide: bool


_WIDE = 8


def matrix_of(page: StoryPage) -> Matrix:
    """The matrix of the points that remain on a page, in their order."""
    rows, points, filters = page.rows, page.listed, page.filters
    beside = path_of(page.story, SIDE_BY_SIDE)
    places = Places(rows.articles)
    versions = [article.version_id for article in rows.articles]
    carried = [sum(_status(point, version).carries for point in points) for version in versions]
    return Matrix(
        columns=tuple(
            MatrixColumn(
                name=article.name,
                carried=f"{number} of {count(len(points), 'point')}",
                href=f"{beside}{filters.showing((article.key,)).query_string()}",
            )
            for article, number in zip(rows.articles, carried, strict=True)
        ),
        rows=tuple(_row(point, versions, places, filters) for point in points),
        wide=len(versions) >= _WIDE,
    )


def _status(point: PointRow, version: int) -> Status:
    cell = point.cells.get(version)
    return cell.status if cell else Status.UNCHECKED


def _row(point: PointRow, versions: list[int], places: Places, filters: Filters) -> MatrixRow:
    reach = sum(cell.status.carries for cell in point.cells.values())
    html = "".join(_cell(_status(point, version), places.of(point, version)) for version in versions)
    return MatrixRow(
        number=point.number,
        gist=shortened(without_name(point.gist, point.speaker), _LONGEST_GIST),
        speaker=point.speaker or ("own words" if point.kind == "narration" else "speaker not named"),
        side=point.side,
        reach=f"in {reach} of {len(versions)}",
        chosen=point.number == filters.point,
        href=filters.at(point.number).query_string(),
        cells=mark_safe(html),  # noqa: S308 - made of this module's own words and of numbers, see _cell  # nosec B308
    )


def _cell(status: Status, placed: Placed | None) -> str:
    name, words = _CELLS[status]
    where = f" <i>{escape(_where(placed))}</i>" if placed and status.carries else ""
    return f'<td class="{name}">{escape(words)}{where}</td>'


def _where(placed: Placed) -> str:
    """Where a point stands and how much of the article it is: "headline · 12 %", "¶ 3 of 20 · 4 %"."""
    paragraph = f"¶\u202f{placed.paragraph} of {placed.paragraphs}"
    place = "headline" if placed.headline else "lede" if placed.lede else paragraph
    share = percent(placed.share).replace("under 1 ", "<1\u00a0")  # a narrow cell
    return f"{place} · {share}"
