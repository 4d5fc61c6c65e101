"""What the outlets call the same people, sides and things: a table for each, with a column for each outlet."""

from dataclasses import dataclass

from articles.analysis.naming import Named, Way
from articles.comparison.framed.parts import COLUMNS_AT_MOST, Number, Row, Table
from articles.comparison.framed.texts import Measured, Outlet

_NAMED_FIRST = 6  # of each kind at once
_NAMED_AT_MOST = 20  # of each kind
_KINDS = {"person": "", "side": "side", "organisation": "organisation", "thing": ""}
_GROUPS = {
    "People": ("person",),
    "Sides and organisations": ("side", "organisation"),
    "Words for one kind of thing": ("thing",),
}


@dataclass(frozen=True, slots=True)
class NamedView:
    """One person, side, organisation or kind of thing with a table of what it is called."""

    name: str
    kind: str
    colour: str
    table: Table


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """All of one sort: the first ones, and more; ``left`` are not listed."""

    label: str
    ident: str
    first: tuple[NamedView, ...]
    more: tuple[NamedView, ...]
    left: int


def names_section(measured: Measured) -> tuple[NamedGroup, ...]:
    """What is named in two ways or more by the shown outlets: people, sides, things; what is named most comes first."""
    keys = {outlet.article.key for outlet in measured.outlets}
    shown = [narrowed for one in measured.names.named if len((narrowed := _in_texts(one, keys)).ways) > 1]
    groups = []
    for number, (label, kinds) in enumerate(_GROUPS.items(), 1):
        own = [one for one in shown if one.kind in kinds]
        views = tuple(_named(measured, one) for one in own[:_NAMED_AT_MOST])
        if views:
            left = len(own) - len(views)
            groups.append(NamedGroup(label, f"names-{number}", views[:_NAMED_FIRST], views[_NAMED_FIRST:], left))
    return tuple(groups)


def _in_texts(one: Named, keys: set[str]) -> Named:
    """The ways that these texts have, each with its places there."""
    ways = [
        Way(
            way.form,
            {key: spans for key, spans in way.own.items() if key in keys},
            {key: spans for key, spans in way.quoted.items() if key in keys},
        )
        for way in one.ways
    ]
    return Named(one.name, one.kind, one.side, tuple(way for way in ways if way.times))


def _named(measured: Measured, one: Named) -> NamedView:
    side = measured.sides.get(one.side or "")
    caption = f"What {one.name} is called" if one.kind != "thing" else f"{one.name}, in what words"
    if len(measured.outlets) <= COLUMNS_AT_MOST:
        rows = tuple(
            Row(way.form, tuple(_counted(measured, way, outlet) for outlet in measured.outlets)) for way in one.ways
        )
        table = Table(caption, "Called", tuple(outlet.name for outlet in measured.outlets), rows)
    else:
        rows = tuple(Row(way.form, (_listed(measured, way),)) for way in one.ways)
        table = Table(caption, "Called", ("by",), rows)
    return NamedView(one.name, _KINDS[one.kind], side.colour if side else "", table)


def _counted(measured: Measured, way: Way, outlet: Outlet) -> tuple[Number, ...]:
    """How often one outlet uses a form itself, and apart from that in quotations."""
    own, quoted = way.own.get(outlet.article.key, ()), way.quoted.get(outlet.article.key, ())
    numbers = []
    if own:
        numbers.append(Number(str(len(own)), measured.opening.marked(outlet.article, own)))
    if quoted:
        numbers.append(Number(f"{len(quoted)} quoted", measured.opening.marked(outlet.article, quoted)))
    return tuple(numbers) or (Number("0"),)


def _listed(measured: Measured, way: Way) -> tuple[Number, ...]:
    """Where there are many outlets: those that use a form, most often first."""
    used = [outlet for outlet in measured.outlets if outlet.article.key in way.own or outlet.article.key in way.quoted]
    used.sort(key=lambda outlet: -len(way.own.get(outlet.article.key, ())))
    numbers = []
    for outlet in used:
        own, quoted = way.own.get(outlet.article.key, ()), way.quoted.get(outlet.article.key, ())
        said = f"{outlet.name} {len(own)}" + (f" (+{len(quoted)} quoted)" if quoted else "")
        numbers.append(Number(said, measured.opening.marked(outlet.article, (*own, *quoted))))
    return tuple(numbers)
