"""Rulings on points: which statements are one, and which are not."""

from collections.abc import Sequence
from itertools import product

from articles.analysis.rulings.values import OnPoints, Place
from articles.analysis.types import Thing
from articles.anchoring import Held
from articles.models import AnchorRole
from articles.rulings.asking import Json, Merge, OfPoints, Passage, Rematch, Split, Stands
from articles.rulings.ground import Ground, Hold, Matter, Refusal

type Pairs = frozenset[frozenset[int]]  # of statements, by their rows


def of_points(ground: Ground, what: OfPoints) -> Matter:
    """The matter of a ruling on points; raises ``Refusal``. Rulings that name any of the statements are on the same."""
    these = _statements(ground, what.these)
    joined = _statements(ground, what.those if isinstance(what, Merge | Rematch) else ())
    apart = _statements(ground, what.rest if isinstance(what, Split | Rematch) else ())
    if not these or not (joined or apart) or (isinstance(what, Rematch) and not joined):
        raise Refusal("Choose the statements that belong together, and those that do not.")
    if len({*these, *joined, *apart}) < len(these) + len(joined) + len(apart):
        raise Refusal("The same statement is named twice: choose it once.")

    def same(one: Held) -> bool:
        return _names(ground, one, {*these, *joined, *apart})

    standing = tuple(one for one in ground.standing if same(one))
    machine: Json = {}
    value: Json = {}
    for name, others, together in (("joined", joined, True), ("apart", apart, False)):
        if others:
            value[name] = together
            machine[name] = _machine(ground, standing, these, others)
    holds = [
        Hold(role, place)
        for role, rows in ((AnchorRole.ABOUT, these), (AnchorRole.JOINED, joined), (AnchorRole.APART, apart))
        for place in rows.values()
    ]
    covered = _pairs(these, (*joined, *apart))
    replaced = tuple(one.row for one in standing if _covers(ground, covered, one))
    rulings = tuple(one.row for one in standing)
    return Matter(Stands(Thing.POINTS, machine, None, "", rulings), same, value, tuple(holds), replaces=replaced)


def _statements(ground: Ground, passages: Sequence[Passage]) -> dict[int, Place]:
    """The rows of statements with their places, in order; refuses what is none, or what stands in no point."""
    found: dict[int, Place] = {}
    for passage in passages:
        place = ground.place(passage)
        row = ground.statement(place)
        if row is None:
            raise Refusal("A statement is not there any more: load the page again.")
        if row.point is None:
            raise Refusal("A statement of a headline stands in no point: choose others.")
        found[row.pk] = ground.as_found(place)
    return found


def _rows(ground: Ground, places: Sequence[Place]) -> list[int]:
    return [row.pk for place in places if (row := ground.statement(place)) is not None]


def _names(ground: Ground, one: Held, rows: set[int]) -> bool:
    said = one.said
    if not isinstance(said, OnPoints):
        return False
    return bool(rows & set(_rows(ground, (*said.these, *said.joined, *said.apart))))


def _pairs(these: Sequence[int] | dict[int, Place], others: Sequence[int] | dict[int, Place]) -> Pairs:
    return frozenset(frozenset(pair) for pair in product(these, others))


def _covers(ground: Ground, pairs: Pairs, one: Held) -> bool:
    """Whether a new ruling speaks of all the pairs that a standing one speaks of."""
    assert isinstance(one.said, OnPoints)
    these = _rows(ground, one.said.these)
    theirs = _pairs(these, _rows(ground, (*one.said.joined, *one.said.apart)))
    return bool(theirs) and theirs <= pairs


def _machine(ground: Ground, standing: Sequence[Held], these: dict[int, Place], others: dict[int, Place]) -> bool:
    """Whether the machine has some of the one and of the other in one point; of pairs ruled before it is remembered."""
    pairs = _pairs(these, others)
    for one in standing:  # the oldest first: it saw the machine's own
        said = one.said
        assert isinstance(said, OnPoints)
        for name, theirs in (("joined", said.joined), ("apart", said.apart)):
            if theirs and pairs & _pairs(_rows(ground, said.these), _rows(ground, theirs)):
                return bool((one.row.machine or {}).get(name))
    point = {row.pk: row.point_id for row, _ in ground.statements}
    return any(point[one] == point[other] for one, other in product(these, others))
