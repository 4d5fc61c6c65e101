"""What charts and tables of the view are made of, as the templates write them out."""

from dataclasses import dataclass

COLUMNS_AT_MOST = 6  # outlets that have a column each; with more a row lists those that there are


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the way to its passages; ``href`` empty where there are none. ``of`` is what it is counted of."""

    text: str
    href: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a bar: ``start`` and ``width`` in per cent. ``paint`` is a class; ``said`` its name and figures."""

    label: str
    paint: str
    share: str
    said: str
    href: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one outlet; without stretches ``none`` says why there is nothing. ``total`` is its denominator."""

    ident: str
    name: str
    total: str
    stretches: tuple[Stretch, ...]
    none: str = ""

    @property
    def said(self) -> str:
        """All shares in words."""
        return "; ".join(stretch.said for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its name, the colour and the short name of its side, and a list of numbers for each column."""

    name: str
    cells: tuple[tuple[Number, ...], ...]
    colour: str = ""
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a column for each of ``heads``."""

    caption: str
    head: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of shares, one for each outlet, with the table of their figures."""

    ident: str
    title: str
    about: str
    bars: tuple[Bar, ...]
    table: Table
