"""Counts by month as small charts, one a side, all of one scale; each bar's numbers stand in a table too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from articles.comparison.rows import SideRow

_FEWEST_MONTHS, _MOST_MONTHS = 3, 24
HEIGHT, _STEP, _BAR = 40, 12, 9


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: ``here`` of ``anyone`` stories, with the bars that show them in the units of the drawing."""

    month: date
    here: int
    anyone: int
    x: int
    width: int
    here_y: float
    here_height: float
    anyone_y: float
    anyone_height: float


@dataclass(frozen=True, slots=True)
class SideChart:
    """The months of one side."""

    side: SideRow
    width: int
    height: int
    bars: tuple[MonthBar, ...]
    here: int
    anyone: int


def side_charts(
    sides: Sequence[SideRow], counts: Mapping[str, Mapping[date, tuple[int, int]]]
) -> tuple[tuple[date, ...], tuple[SideChart, ...]]:
    """The last 24 months from the first to the last that has any, without gaps; and the chart of each side.

    None of fewer than three months: there is no course to be seen.

    ``counts`` has by side and month in how many stories this outlet quotes it, and in how many anyone does.
    """
    given = [month for months in counts.values() for month in months]
    if not given:
        return (), ()
    months = _all_months(min(given), max(given))[-_MOST_MONTHS:]
    if len(months) < _FEWEST_MONTHS:
        return (), ()
    most = max((anyone for of_side in counts.values() for month, (_, anyone) in of_side.items() if month in months))
    return months, tuple(_chart(side, months, counts.get(side.name, {}), most) for side in sides)


def _all_months(first: date, last: date) -> tuple[date, ...]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return tuple(date(number // 12, number % 12 + 1, 1) for number in numbers)


def _chart(side: SideRow, months: Sequence[date], counts: Mapping[date, tuple[int, int]], most: int) -> SideChart:
    bars = tuple(_bar(number, month, *counts.get(month, (0, 0)), most) for number, month in enumerate(months))
    return SideChart(
        side=side,
        width=len(months) * _STEP,
        height=HEIGHT,
        bars=bars,
        here=sum(bar.here for bar in bars),
        anyone=sum(bar.anyone for bar in bars),
    )


def _bar(number: int, month: date, here: int, anyone: int, most: int) -> MonthBar:
    low, high = round(HEIGHT * here / most, 1), round(HEIGHT * anyone / most, 1)
    return MonthBar(
        month=month,
        here=here,
        anyone=anyone,
        x=number * _STEP,
        width=_BAR,
        here_y=round(HEIGHT - low, 1),
        here_height=low,
        anyone_y=round(HEIGHT - high, 1),
        anyone_height=high,
    )
