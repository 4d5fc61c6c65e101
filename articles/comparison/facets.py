"""Which points remain under the filters, and how many each further choice would leave."""

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from articles.analysis.types import Loaded, PointKind, Span, Status
from articles.comparison.filters import UNKNOWN, Facet, Filters
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StoryRows
from articles.comparison.words import SIDE_UNKNOWN, passage

LABELS = {
    Facet.OUTLET: "Outlet",
    Facet.SIDE: "Side",
    Facet.SPEAKER: "Speaker",
    Facet.STANCE: "Stance",
    Facet.KIND: "Kind",
    Facet.COVERAGE: "Coverage",
    Facet.WORDING: "Wording",
}
_HINTS = {
    Facet.OUTLET: "Points that an outlet carries",
    Facet.SIDE: "The side that a speaker speaks for",
    Facet.SPEAKER: "Who is quoted or reported",
    Facet.STANCE: "What a statement does towards its target",
    Facet.KIND: "How it is told",
    Facet.COVERAGE: "Where it stands and where it does not",
    Facet.WORDING: "Loaded wording in the passages",
}
_WORDS = {
    "criticism": "criticism",
    "support": "support",
    "neutral": "neutral",
    "direct": "quoted directly",
    "mixed": "partly quoted",
    "indirect": "told in other words",
    "narration": "the outlet’s own words",
    "all": "in all articles",
    "some": "in some, not all",
    "only": "only in one",
}
_FIXED = {
    Facet.STANCE: ("criticism", "support", "neutral"),
    Facet.KIND: ("direct", "mixed", "indirect", "narration"),
    Facet.COVERAGE: ("all", "some", "only"),
}
_MISSING = "missing:"


class Choice(NamedTuple):
    """One box to tick. ``number`` is how many points it would leave under the other filters."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to narrow, with its choices in a fixed order."""

    name: str
    label: str
    hint: str
    choices: tuple[Choice, ...]
    chosen: int

    @property
    def head(self) -> tuple[str, str, int, bool]:
        """What all but its boxes is made of."""
        return self.name, self.hint, self.chosen, bool(self.choices)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The points that remain, in their order, and the choices that a reader has from here."""

    points: tuple[PointRow, ...]
    facets: tuple[FacetView, ...]


def narrow(rows: StoryRows, filters: Filters, *, but: frozenset[Facet] = frozenset()) -> Narrowed:
    """Apply the filters, all ``but`` some. A choice that no point has any more is still listed, with 0."""
    chosen = {facet: values for facet, values in filters.chosen.items() if facet not in but}
    hints = _HINTS | dict.fromkeys(but, "Whose part of this page is shown")
    remain, counts = _counted(rows, chosen, filters.text.casefold()) if chosen or filters.text else _all_counted(rows)
    facets = tuple(_view(facet, rows, counts, filters, hints[facet]) for facet in Facet)
    return Narrowed(remain, facets)


@once_for_rows
def _all_counted(rows: StoryRows) -> tuple[tuple[PointRow, ...], Counter[str]]:
    return _counted(rows, {}, "")


def _counted(
    rows: StoryRows, chosen: Mapping[Facet, tuple[str, ...]], wanted: str
) -> tuple[tuple[PointRow, ...], Counter[str]]:
    """The points that remain, and how many each mark of a facet would leave under the other filters."""
    words = [wanted in hay for hay in _haystacks(rows)] if wanted else [True] * len(rows.points)
    remain: list[PointRow] = []
    counted: list[Iterable[str]] = []
    for point, has, found in zip(rows.points, _traits_of_all(rows), words, strict=True):
        failed = [facet for facet, values in chosen.items() if has.values[facet].isdisjoint(values)]
        if not found or len(failed) > 1:
            continue
        if failed:
            counted.append(has.marks[failed[0]])
        else:
            remain.append(point)
            counted.append(has.every)
    return tuple(remain), Counter(chain.from_iterable(counted))


def wording_of(point: PointRow, article: ArticleRow) -> tuple[Loaded, ...]:
    """The loaded terms of an article that stand in its passages of a point, or introduce them."""
    cell = point.cells.get(article.version_id)
    places = list(cell.spans) if cell else []
    places += [s.cue for s in point.statements if s.version_id == article.version_id and s.cue]
    return tuple(term for place in places for term in _inside(article.loaded, place))


def _inside(loaded: tuple[Loaded, ...], place: Span) -> Iterable[Loaded]:
    first = bisect_left(loaded, place.start, key=lambda term: term.span.start)
    for term in loaded[first:]:
        if term.span.start >= place.end:
            return
        yield term


def reach_of(point: PointRow, rows: StoryRows) -> int:
    """How many pieces carry a point; a piece does when any of its articles does."""
    return _reaches(rows)[point.number]


@once_for_rows
def _reaches(rows: StoryRows) -> Mapping[int, int]:
    return {
        point.number: sum(any(_status(point, article).carries for article in piece) for piece in rows.pieces)
        for point in rows.points
    }


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a point has of each facet; ``marks`` are the same, each with its facet's name, ``every`` those of all."""

    values: Mapping[Facet, frozenset[str]]
    marks: Mapping[Facet, tuple[str, ...]]
    every: tuple[str, ...]


@once_for_rows
def _traits_of_all(rows: StoryRows) -> tuple[_Traits, ...]:
    every = []
    for point in rows.points:
        values = _traits(point, rows)
        marks = {facet: tuple(_mark(facet, value) for value in of_facet) for facet, of_facet in values.items()}
        every.append(_Traits(values, marks, tuple(chain.from_iterable(marks.values()))))
    return tuple(every)


def _mark(facet: Facet, value: str) -> str:
    return sys.intern(f"{facet.value}:{value}")


@once_for_rows
def _haystacks(rows: StoryRows) -> tuple[str, ...]:
    return tuple(_haystack(point, rows.articles) for point in rows.points)


def _traits(point: PointRow, rows: StoryRows) -> Mapping[Facet, frozenset[str]]:
    """What a point has of each facet."""
    carrying = frozenset(article.key for article in rows.articles if _status(point, article).carries)
    reach = "all" if reach_of(point, rows) == len(rows.pieces) else "only" if point.only_in else "some"
    missing = [piece for piece in rows.pieces if all(_status(point, one) is Status.ABSENT for one in piece)]
    sides = {point.side, *(statement.side for statement in point.statements)} - {None}
    speakers = {point.speaker, *(statement.speaker for statement in point.statements)} - {None}
    own = point.kind == PointKind.NARRATION
    return {
        Facet.OUTLET: carrying,
        Facet.SIDE: frozenset(side.name for side in sides if side) or frozenset({UNKNOWN}),
        Facet.SPEAKER: frozenset(name for name in speakers if name) or frozenset({UNKNOWN}),
        Facet.STANCE: frozenset({point.stance, *(stance for stance, _ in point.stances)}),
        Facet.KIND: frozenset({"narration"} if own else {statement.kind for statement in point.statements}),
        Facet.COVERAGE: frozenset({reach, *(f"{_MISSING}{article.key}" for piece in missing for article in piece)}),
        Facet.WORDING: frozenset(term.category for article in rows.articles for term in wording_of(point, article)),
    }


def _status(point: PointRow, article: ArticleRow) -> Status:
    cell = point.cells.get(article.version_id)
    return cell.status if cell else Status.UNCHECKED


def _haystack(point: PointRow, articles: tuple[ArticleRow, ...]) -> str:
    """Everything of a point that free text may meet, a line each: its gist, and who says it and how everywhere.

    Several speakers may say one point: all of its statements are searched, not only the one that stands for it.
    """
    texts = {article.version_id: article.text for article in articles}
    places = [(version, span) for version, cell in point.cells.items() for span in cell.spans]
    places += [(statement.version_id, part) for statement in point.statements for part in statement.parts]
    said = [texts[version][span.start : span.end] for version, span in dict.fromkeys(places) if version in texts]
    whole = [passage(texts[s.version_id], s.parts) for s in point.statements if s.version_id in texts]
    speakers = (point.speaker, *(statement.speaker for statement in point.statements))
    sides = (point.side, *(statement.side for statement in point.statements))
    organisations = (point.organisation, *(statement.organisation for statement in point.statements))
    names = (*speakers, *organisations, *(side.name for side in sides if side))
    lines = dict.fromkeys(line for line in (point.gist, *names, *said, *whole) if line)
    return "\n".join(" ".join(line.casefold().split()) for line in lines)


def _view(facet: Facet, rows: StoryRows, counts: Counter[str], filters: Filters, hint: str) -> FacetView:
    chosen = filters.chosen.get(facet, ())
    known = _choices(rows, facet)
    unknown = [value for value in chosen if value not in known]
    labels = {**known, **_labelled(rows, facet, unknown)} if unknown else known
    choices = tuple(
        Choice(value, label, counts.get(mark, 0), value in chosen) for value, (label, mark) in labels.items()
    )
    return FacetView(facet.value, LABELS[facet], hint, choices, len(chosen))


@once_for_rows
def _choices(rows: StoryRows, facet: Facet) -> Mapping[str, tuple[str, str]]:
    """The choices of a facet in their order, each with its words and its mark."""
    return _labelled(rows, facet, _values(facet, rows))


def _labelled(rows: StoryRows, facet: Facet, values: list[str]) -> dict[str, tuple[str, str]]:
    names = {article.key: article.name for article in rows.articles} if values else {}
    return {value: (_label(facet, value, names), _mark(facet, value)) for value in values}


def _values(facet: Facet, rows: StoryRows) -> list[str]:
    """The choices of a facet in their order: fixed, as the columns stand, or most points first."""
    keys = [article.key for article in rows.articles]
    totals = Counter(value for has in _traits_of_all(rows) for value in has.values[facet])
    if facet is Facet.OUTLET:
        return keys
    if facet is Facet.COVERAGE:
        return [*_FIXED[facet], *(f"{_MISSING}{piece[0].key}" for piece in rows.pieces)]
    if facet in _FIXED:
        return [value for value in _FIXED[facet] if totals[value]]
    return sorted(totals, key=lambda value: (value == UNKNOWN, -totals[value], value))


def _label(facet: Facet, value: str, names: Mapping[str, str]) -> str:
    if value == UNKNOWN:
        return SIDE_UNKNOWN if facet is Facet.SIDE else "not known"
    if value.startswith(_MISSING):
        key = value.removeprefix(_MISSING)
        return f"missing from {names.get(key, key)}"
    if facet is Facet.OUTLET:
        return names.get(value, value)
    if facet is Facet.WORDING:
        return value.replace("_", " ")
    return _WORDS.get(value, value) if facet in _FIXED else value
