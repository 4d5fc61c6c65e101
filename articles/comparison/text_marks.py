"""What is marked in the text of a column under a reader's filters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Self

from articles.analysis.types import Loaded, Span, Voice
from articles.comparison.filters import Facet, Filters
from articles.comparison.marks import Mark
from articles.comparison.rows import ArticleRow, Passage, PointRow, StatementRow
from articles.comparison.ruled import SIGN
from articles.comparison.said import Said
from articles.comparison.words import PROBABLE, percent

# The order in which marks over the same characters nest, outermost first.
_BOILERPLATE, _LABEL, _PASSAGE, _STATEMENT, _NEAREST, _CUE, _LOADED, _FOUND, _MARKED = range(9)
_OPENING_MARKS = "“‘\"'«„"
_MOST_FOUND = 200  # marks of free text a column: one letter stands in a long text tens of thousands of times


@dataclass(frozen=True, slots=True)
class Marking:
    """What of the filters changes the marks of a text.

    ``told`` are the numbers of the points whose statements stand out, None among them for statements of no point;
    ``wording`` are the categories of loaded wording that were chosen.
    """

    told: frozenset[int | None]
    chosen: int | None
    wording: frozenset[str]
    text: str
    marked: tuple[Passage, ...]

    @classmethod
    def of(cls, filters: Filters, remaining: Iterable[int]) -> Self:
        """That of a page under the filters, which leave the points with these numbers."""
        opened = () if filters.point is None else (filters.point,)
        told = frozenset({*remaining, *opened, *(() if filters.narrows else (None,))})
        wording = frozenset(filters.chosen.get(Facet.WORDING, ()))
        return cls(told, filters.point, wording, filters.text, filters.marked)


def boilerplate_mark(span: Span) -> Mark:
    """What an outlet has under every piece."""
    return Mark(span, "boilerplate", _BOILERPLATE)


def passage_mark(point: PointRow, span: Span, ident: str, marking: Marking) -> Mark:
    """Where the article carries a point: what a link, a key or a click leads to. Only the first has an ``ident``."""
    side = f" side-{point.side.colour}" if point.side else ""
    chosen = " is-chosen" if point.number == marking.chosen else ""
    remains = " remains" if point.number in marking.told else ""
    return Mark(span, f"passage{side}{chosen}{remains}", _PASSAGE, ident, point=point.number)


def statement_marks(said: Said, text: str, ident: str, marking: Marking, *, first: bool) -> Iterable[Mark]:
    """A statement with its verb; where it stands out, its speaker before it, in full where named ``first`` there."""
    statement, told = said.statement, said.number in marking.told
    colour = f" side-{statement.side.colour}" if statement.side else ""
    if said.cue:
        yield Mark(said.cue, "cue", _CUE, f"{ident}-c{said.cue.start}")
    if told:
        start = statement.parts[0].start - _opening_mark(text, statement.parts[0].start)
        label = _label(statement, first=first)
        yield Mark(Span(start, statement.parts[0].end), f"speaker{colour}", _LABEL, label=label)
    for order, part in enumerate(statement.parts):
        name = "" if order else f"{ident}-{statement.ident}"
        yield Mark(part, f"statement{colour}" if told else "statement is-out", _STATEMENT, name, point=said.number)


def loaded_marks(terms: Iterable[Loaded], ident: str, marking: Marking) -> Iterable[Mark]:
    """The outlet's own loaded wording; with a choice of wording, that wording in every voice."""
    for term in terms:
        if term.category in marking.wording:
            yield Mark(term.span, "loaded is-wanted", _LOADED, f"{ident}-w{term.span.start}")
        elif term.voice is Voice.OUTLET:
            yield Mark(term.span, "loaded", _LOADED, f"{ident}-w{term.span.start}")


def further_marks(
    article: ArticleRow, ident: str, marking: Marking, nearest: tuple[Span, float] | None
) -> Iterable[Mark]:
    """What stands in few texts: words that were looked for, passages that a number elsewhere names, what is nearest."""
    yield from _found(article.text, marking.text)
    named: set[int] = set()
    for one in dict.fromkeys(marking.marked):
        if one.version_id == article.version_id and one.span.start < one.span.end <= len(article.text):
            name = "" if one.span.start in named else f"{ident}-m{one.span.start}"
            named.add(one.span.start)
            yield Mark(one.span, "marked", _MARKED, name)
    if nearest:
        label = f"nearest passage, {percent(nearest[1])} alike"
        yield Mark(nearest[0], "nearest", _NEAREST, f"{ident}-nearest", label)


def _found(text: str, wanted: str) -> Iterable[Mark]:
    """Where the free text stands, in whatever case and over any white space."""
    if not wanted:
        return
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    for match in islice(re.finditer(pattern, text, re.IGNORECASE), _MOST_FOUND):
        yield Mark(Span(*match.span()), "found", _FOUND)


def _opening_mark(text: str, start: int) -> int:
    """1 where a quotation mark opens right before: the speaker's name then stands before it."""
    return int(start > 0 and text[start - 1] in _OPENING_MARKS)


def _label(statement: StatementRow, *, first: bool) -> str:
    """The short name of the side, and the speaker: in full at first use, then by the last word.

    Behind it a sign where an editor has ruled on any of it.
    """
    name = statement.speaker or "speaker not named"
    if not first and statement.speaker:
        name = name.rsplit(" ", 1)[-1] if len(name.split()) < 4 else name
    sure = "" if statement.confidence > PROBABLE or not statement.speaker else "probably "
    short = f"{statement.side.short_name}\u2002" if statement.side else ""
    return f"{short}{sure}{name}{f' {SIGN}' if statement.ruled else ''}"
