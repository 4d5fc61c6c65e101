"""Which points have a row in a view, and in which order."""

from dataclasses import dataclass

from articles.analysis.types import PointKind, Status
from articles.comparison.filters import Filters, Order
from articles.comparison.prominence import Places
from articles.comparison.rows import ArticleRow, PointRow
from articles.comparison.tabs import MATRIX, QUOTATIONS, View

_LABELS = {
    Order.FOUND: "as they stand in the texts",
    Order.REACH: "carried by most first",
    Order.MISSING: "missing from most first",
    Order.FIRST: "by where they first appear",
    Order.SIDE: "by side",
}
_LAST = "\uffff"


@dataclass(frozen=True, slots=True)
class OrderChoice:
    """One order to choose."""

    value: str
    label: str
    chosen: bool


def orders_of(filters: Filters) -> tuple[OrderChoice, ...]:
    """All orders, with the one of the filters chosen."""
    return tuple(OrderChoice(order.value, label, order is filters.order) for order, label in _LABELS.items())


def listed_in(
    view: View, points: tuple[PointRow, ...], order: Order, articles: tuple[ArticleRow, ...]
) -> tuple[PointRow, ...]:
    """The points that have a row in a view: all, in the order asked for; where words are compared, those of several."""
    if view == MATRIX:
        return ordered(points, order, Places(articles))
    if view == QUOTATIONS:
        return tuple(point for point in points if point.kind == PointKind.STATEMENT and _count(point, carries=True) > 1)
    return points


def ordered(points: tuple[PointRow, ...], order: Order, places: Places) -> tuple[PointRow, ...]:
    """The points in an order; those that are alike in it stay as they stand in the texts."""
    if order is Order.REACH:
        return tuple(sorted(points, key=lambda point: -_count(point, carries=True)))
    if order is Order.MISSING:
        return tuple(sorted(points, key=lambda point: -_count(point, carries=False)))
    if order is Order.SIDE:
        return tuple(sorted(points, key=lambda point: point.side.name if point.side else _LAST))
    if order is Order.FIRST:
        return tuple(sorted(points, key=lambda point: _first(point, places)))
    return points


def _count(point: PointRow, *, carries: bool) -> int:
    """In how many articles a point stands, or from how many it was found to be absent."""
    statuses = [cell.status for cell in point.cells.values()]
    return sum(status.carries if carries else status is Status.ABSENT for status in statuses)


def _first(point: PointRow, places: Places) -> tuple[int, int]:
    """Where a point first stands in any article: the headline, then the first paragraph."""
    placed = (places.of(point, version) for version in point.cells)
    return min((one.rank for one in placed if one), default=(2, 0))
