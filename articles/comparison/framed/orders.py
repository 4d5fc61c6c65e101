"""Where each side speaks in the text: in the headline, in the first paragraph, and in which of all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articles.comparison.filters import UNKNOWN, Facet
from articles.comparison.framed.parts import Number, Row, Table
from articles.comparison.framed.texts import Measured, Outlet
from articles.comparison.words import SIDE_UNKNOWN
from articles.framing import Voice

_LINKED = 12  # outlets up to which each paragraph of a strip has a link of its own; with more the side has one


@dataclass(frozen=True, slots=True)
class Tick:
    """Paragraphs in which one side speaks, as rectangles: (x, y) with ``height``, all one paragraph wide."""

    paint: str
    said: str
    href: str
    path: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The paragraphs of one outlet from the first to the last. ``head`` where the first one is the headline."""

    ident: str
    name: str
    paragraphs: int
    ticks: tuple[Tick, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Order:
    """The section: strips of paragraphs, and for each side where it first speaks."""

    strips: tuple[Strip, ...]
    table: Table
    headlines: str


def order_of(measured: Measured, voices: Sequence[Voice]) -> Order:
    """The strips and the table of the voices by side."""
    by_outlet: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        by_outlet[voice.key].append(voice)
    totals: dict[str | None, int] = defaultdict(int)
    for voice in voices:
        totals[voice.name] += voice.words
    names = sorted(totals, key=lambda name: (name is None, -totals[name]))
    strips = tuple(
        _strip(measured, outlet, number, by_outlet[outlet.article.key])
        for number, outlet in enumerate(measured.outlets, 1)
    )
    return Order(strips, _table(measured, names, by_outlet), _headlines(measured, voices))


def _strip(measured: Measured, outlet: Outlet, number: int, voices: Sequence[Voice]) -> Strip:
    paragraphs = max(len(outlet.article.paragraphs), 1)
    speaking: dict[int, list[Voice]] = defaultdict(list)
    for voice in sorted(voices, key=lambda voice: voice.first):
        for paragraph in voice.paragraphs:
            speaking[paragraph].append(voice)
    shapes: dict[str | None, list[tuple[int, str]]] = defaultdict(list)
    for paragraph, here in speaking.items():
        height = 10 / len(here)
        for place, voice in enumerate(here):
            shape = f"M{paragraph - 1} {place * height:g}h1v{height:g}h-1z"
            shapes[voice.name].append((paragraph, shape))
    ticks = [tick for voice in voices for tick in _ticks(measured, outlet, voice, shapes[voice.name])]
    said = "; ".join(
        f"{voice.name or SIDE_UNKNOWN} from paragraph {voice.first}, in {len(voice.paragraphs)}" for voice in voices
    )
    return Strip(f"strip-{number}", outlet.name, paragraphs, tuple(ticks), said)


def _ticks(measured: Measured, outlet: Outlet, voice: Voice, shapes: list[tuple[int, str]]) -> list[Tick]:
    side = measured.sides.get(voice.name or "")
    paint, name = f"side-{side.colour}" if side else "side-none", voice.name or SIDE_UNKNOWN
    told = {one.ident: one for one in outlet.text.told}
    first: dict[int, str] = {}
    for ident in voice.idents:
        first.setdefault(told[ident].paragraph, ident)
    opening, value = measured.opening, voice.name or UNKNOWN
    if len(measured.outlets) > _LINKED:
        href = opening.statements(outlet.article, Facet.SIDE, value, first=voice.idents[0])
        return [Tick(paint, name, href, "".join(shape for _, shape in shapes))]
    return [
        Tick(
            paint,
            f"{name}, paragraph {paragraph}",
            opening.statements(outlet.article, Facet.SIDE, value, first=first.get(paragraph, voice.idents[0])),
            shape,
        )
        for paragraph, shape in shapes
    ]


def _table(measured: Measured, names: Sequence[str | None], by_outlet: dict[str, list[Voice]]) -> Table:
    if len(measured.outlets) > len(names):
        heads = tuple(name or SIDE_UNKNOWN for name in names)
        rows = tuple(
            Row(outlet.name, tuple(_first(measured, outlet, name, by_outlet) for name in names))
            for outlet in measured.outlets
        )
        return Table("Where each side first speaks", "Outlet", heads, rows)
    rows = tuple(
        Row(
            name or SIDE_UNKNOWN,
            tuple(_first(measured, outlet, name, by_outlet) for outlet in measured.outlets),
            colour=side.colour if (side := measured.sides.get(name or "")) else "none",
        )
        for name in names
    )
    return Table("Where each side first speaks", "Side", tuple(outlet.name for outlet in measured.outlets), rows)


def _first(
    measured: Measured, outlet: Outlet, name: str | None, by_outlet: dict[str, list[Voice]]
) -> tuple[Number, ...]:
    voice = next((one for one in by_outlet[outlet.article.key] if one.name == name), None)
    if voice is None:
        return (Number("does not speak"),)
    href = measured.opening.statements(outlet.article, Facet.SIDE, name or UNKNOWN, first=voice.idents[0])
    place = "headline" if voice.in_headline else f"¶\u202f{voice.first}"
    return (Number(place, href, f"in {len(voice.paragraphs)} of {len(outlet.article.paragraphs)}"),)


def _headlines(measured: Measured, voices: Sequence[Voice]) -> str:
    """Which outlets have a headline at all: without one nothing can speak in it."""
    without = [outlet.name for outlet in measured.outlets if outlet.article.headline_span is None]
    if len(without) == len(measured.outlets):
        return "No text here begins with a headline."
    speaking = {voice.key for voice in voices if voice.in_headline}
    return "" if speaking else "No side speaks in a headline."
