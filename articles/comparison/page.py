"""The story page as one frozen value: stored rows and the reader's filters in, what the template writes out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.analysis.types import Span
from articles.comparison.columns import Column, column_of
from articles.comparison.drawer import Drawer, drawer_of
from articles.comparison.facets import FacetView, narrow
from articles.comparison.filters import MOST_COLUMNS, Facet, Filters
from articles.comparison.findings import SHOWN_FIRST, FindingView, findings_of
from articles.comparison.lists import column_boxes, status_of, strip_items
from articles.comparison.loading import load, nearest_passages
from articles.comparison.orders import OrderChoice, listed_in, orders_of
from articles.comparison.origins import Copied, copied
from articles.comparison.places import point_made_of, written
from articles.comparison.point_list import point_items
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, Passage, PointRow, StoryRows
from articles.comparison.tabs import MATRIX, SIDE_BY_SIDE, Tab, View, path_of, tabs_of
from articles.comparison.words import NEAR, count, listed
from articles.models import Comparison, Story

_COLUMNS_AT_FIRST = 3


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """What is marked in the texts because a number on another page was counted from it."""

    text: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on the page of a compared story. ``address`` is the query string of the state shown.

    ``rows``, ``point`` and ``nearest`` (the passages nearest to the point, by version) are what it was made from.
    """

    story: Story
    rows: StoryRows
    point: PointRow | None
    nearest: Mapping[int, tuple[Span, float]]
    filters: Filters
    address: str
    summary: str
    changed: str
    copied: Copied | None
    marked: MarkedNote | None
    count: str
    total: int
    only_in_one: int
    findings: int
    first_findings: tuple[FindingView, ...]
    more_findings: tuple[FindingView, ...]
    facets: tuple[FacetView, ...]
    column_boxes: SafeString
    columns: tuple[Column, ...]
    strips: SafeString
    point_items: SafeString
    drawer: Drawer | None
    clear_href: str
    view: View
    path: str
    orders: tuple[OrderChoice, ...]
    remaining: tuple[PointRow, ...]
    listed: tuple[PointRow, ...]

    @property
    def query(self) -> str:
        """The state behind an address: "?side=Labour", "" for the plain page."""
        return self.address.removesuffix("?")

    @property
    def tabs(self) -> tuple[Tab, ...]:
        """The views of the story."""
        return tabs_of(self.story, self.view)

    @property
    def tabs_query(self) -> str:
        """The same filters and the same chosen point for another view."""
        return self.filters.marking(()).query_string().removesuffix("?") if self.filters.marked else self.query


def story_page(
    story: Story,
    filters: Filters,
    *,
    whole: bool = True,
    view: View = SIDE_BY_SIDE,
    made_of: Collection[Passage] = (),
    rows: StoryRows | None = None,
) -> StoryPage | None:
    """The page of a story under the filters; None while the story has no comparison.

    Only the view side by side has columns; others are made of the ``rows``: of the ``remaining`` points, or of those
    that are ``listed`` there, in their order. Without ``whole`` only articles of licensed outlets stand there in full;
    of others there are excerpts. With ``made_of`` the point of these passages is open, whatever its number is by now.
    Eight queries at most, whatever the number of articles and statements; one where the ``rows`` are given.
    """
    if story.comparison is None:
        return None
    rows = rows or load(story.comparison, once=filters.once)
    filters = filters.counting(once=rows.once)
    if made_of:
        same = point_made_of(rows.points, made_of)
        filters = filters.at(same.number if same else None)
    point = next((row for row in rows.points if row.number == filters.point), None)
    if point is None:
        filters = filters.at(None)
    shown = _shown(rows, filters, point)
    if shown == _shown(rows, filters.showing(()), point):
        filters = filters.showing(())  # nothing that the plain page would not show
    narrowed = narrow(rows, filters, but=frozenset({Facet.OUTLET}) if view.by_outlet else frozenset())
    stored = _nearest(rows, story.comparison, point.number) if point else {}
    nearest = _near(stored)
    remaining = frozenset(row.number for row in narrowed.points)
    in_view = listed_in(view, narrowed.points, filters.order, rows.articles)
    findings = findings_of(rows)
    beside = "" if view == SIDE_BY_SIDE else f"{path_of(story, SIDE_BY_SIDE)}{filters.query_string()}"
    only = sum(row.only_in is not None for row in rows.points)
    outlets, piece = count(len(rows.articles), "outlet"), "piece"
    if rows.once:
        outlets, piece = f"{outlets}, {count(len(rows.pieces), 'origin')}", "origin"
    return StoryPage(
        story=story,
        rows=rows,
        point=point,
        nearest=stored,
        filters=filters,
        address=filters.query_string(),
        summary=f"{outlets} · {count(len(rows.points), 'point')}, {only} in one {piece} only",
        changed=_changed(rows.articles),
        copied=copied(rows, filters),
        marked=_marked(filters, shown, whole=whole) if view == SIDE_BY_SIDE else None,
        count=f"{len(narrowed.points)} of {count(len(rows.points), 'point')}",
        total=len(rows.points),
        only_in_one=only,
        findings=len(findings),
        first_findings=findings[:SHOWN_FIRST],
        more_findings=findings[SHOWN_FIRST:],
        facets=narrowed.facets,
        column_boxes=column_boxes(rows, shown),
        columns=tuple(
            column_of(
                article,
                place,
                rows,
                remaining,
                filters,
                nearest.get(article.version_id),
                whole=whole or article.licensed,
            )
            for place, article in enumerate(shown if view == SIDE_BY_SIDE else (), 1)
        ),
        strips=strip_items(rows, shown, point, filters, _COLUMNS_AT_FIRST),
        point_items=point_items(rows, narrowed.points, shown, filters),
        drawer=drawer_of(point, rows, shown, in_view, nearest, filters, beside=beside) if point else None,
        clear_href=filters.cleared().query_string(),
        view=view,
        path=path_of(story, view),
        orders=orders_of(filters) if view == MATRIX else (),
        remaining=narrowed.points,
        listed=in_view,
    )


@once_for_rows
def _nearest(rows: StoryRows, comparison: Comparison, number: int) -> Mapping[int, tuple[Span, float]]:  # noqa: ARG001
    return nearest_passages(comparison, number)


def _changed(articles: tuple[ArticleRow, ...]) -> str:
    """How many articles have more than one version, in words; "" for none."""
    changed = sum(article.versions > 1 for article in articles)
    return f"{count(changed, 'article')} changed since" if changed else ""


def _marked(filters: Filters, shown: tuple[ArticleRow, ...], *, whole: bool) -> MarkedNote | None:
    """The line about marked passages; None where no text on the page has any."""
    versions = {one.version_id for one in filters.marked}
    marked = [article for article in shown if article.version_id in versions]
    if not marked:
        return None
    number = sum(one.version_id == article.version_id for article in marked for one in filters.marked)
    text = f"{count(number, 'passage')} marked in {listed([article.name for article in marked])}."
    if not whole and not all(article.licensed for article in marked):
        text += " Those outside the excerpts are seen by those who sign in."
    return MarkedNote(text, written(filters.marked), filters.marking(()).query_string())


def _near(nearest: Mapping[int, tuple[Span, float]]) -> dict[int, tuple[Span, float]]:
    """Only what comes near at all."""
    return {version: (span, likeness) for version, (span, likeness) in nearest.items() if likeness >= NEAR}


def _shown(rows: StoryRows, filters: Filters, point: PointRow | None) -> tuple[ArticleRow, ...]:
    """The articles side by side: those asked for, else as many as fit, among them one with the chosen point.

    With copies counted once the fullest of each text stands for the others.
    """
    asked = tuple(article for article in rows.articles if article.key in filters.show)
    if asked:
        return asked
    offered = tuple(piece[0] for piece in rows.pieces)
    first = offered if len(offered) <= MOST_COLUMNS else offered[:_COLUMNS_AT_FIRST]
    if point and not any(status_of(point, article).carries for article in first):
        carrying = [article for article in rows.articles if status_of(point, article).carries]
        room = MOST_COLUMNS if len(offered) <= MOST_COLUMNS else _COLUMNS_AT_FIRST
        return (*first[: room - 1], *carrying[:1]) if carrying else first
    return first
