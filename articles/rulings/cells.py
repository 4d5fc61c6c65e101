"""Rulings on coverage: whether an article carries a point, and where."""

from articles.analysis.rulings.values import OnCell, Place
from articles.analysis.types import PointKind, Span, Status, Thing
from articles.anchoring import Held
from articles.models import AnchorRole, Coverage, Point, Ruling, Version
from articles.rulings.asking import CarriedHere, Json, NotCarried, OfCell, Stands
from articles.rulings.ground import Ground, Hold, Matter, Refusal
from articles.rulings.statements import trimmed


def of_cell(ground: Ground, what: OfCell) -> Matter:
    """The matter of a ruling on a cell; raises ``Refusal``."""
    places = [ground.as_found(ground.place(passage)) for passage in what.point]
    point = ground.point(places)
    if point is None:
        raise Refusal("This point is not there any more: load the page again.")
    value: Json = {"status": Status.ABSENT.value, "spans": []}
    if isinstance(what, CarriedHere):
        passage = trimmed(ground, ground.place(what.passage))
        version, hold = ground.by_key[passage.article], Hold(AnchorRole.PASSAGE, passage)
        value = {"status": "carried", "spans": [list(part) for part in passage.parts]}
    else:
        version = ground.newest(what.version)
        hold = Hold(AnchorRole.SEARCHED, Place(str(version.pk), (Span(0, len(version.text)),)), whole=True)
    cell = ground.cell(point, version)
    if isinstance(what, NotCarried):
        _may_be_absent(point, cell, version)

    def same(one: Held) -> bool:
        said = one.said
        return isinstance(said, OnCell) and said.article == str(version.pk) and ground.point(said.point) == point

    standing = tuple(one.row for one in ground.standing if same(one))
    holds = (*(Hold(AnchorRole.ABOUT, place) for place in places), hold)
    return Matter(_stands(cell, standing), same, value, holds, replaces=standing)


def _may_be_absent(point: Point, cell: Coverage, version: Version) -> None:
    """Refuse what a closer look, or another ruling, has to settle."""
    outlet = version.article.outlet
    if point.statements.filter(version=cell.version_id).exists():
        raise Refusal(f"A statement of {outlet} makes this point: remove it, or take it out of the point, instead.")
    if point.kind == PointKind.NARRATION and cell.status == Status.VERBATIM:
        raise Refusal(f"These are the words of {outlet} that make the point: they cannot be absent.")
    if not version.complete:
        raise Refusal(f"The text of {outlet} is known to be incomplete: add the whole text first.")


def _stands(cell: Coverage, standing: tuple[Ruling, ...]) -> Stands:
    if cell.ruled:
        return Stands(Thing.COVERAGE, cell.ruled["machine"], cell.ruled["confidence"], cell.ruled["rule"], standing)
    machine = {"status": cell.status, "spans": cell.spans, "nearest": cell.nearest}
    return Stands(Thing.COVERAGE, machine, cell.score, "", standing)
