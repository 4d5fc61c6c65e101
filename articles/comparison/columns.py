"""One article's column: its whole text with marks, and its head."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.utils.safestring import SafeString, mark_safe

from articles.analysis.types import Span, Voice
from articles.comparison.excerpts import excerpts, excerpts_html
from articles.comparison.filters import Facet, Filters
from articles.comparison.framings import Bar, FramingView, bars_of, framing_of
from articles.comparison.marks import Block, Mark, Written, render_blocks
from articles.comparison.origins import in_common
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StatementRow, StoryRows
from articles.comparison.ruled import SIGN
from articles.comparison.words import PROBABLE, listed, moment, percent, shortened

# The order in which marks over the same characters nest, outermost first.
_BOILERPLATE, _LABEL, _PASSAGE, _STATEMENT, _NEAREST, _CUE, _LOADED, _FOUND, _MARKED = range(9)
_OPENING_MARKS = "“‘\"'«„"


@dataclass(frozen=True, slots=True)
class Column:
    """One article as it stands beside the others. Empty texts were not given and are named in ``missing``.

    ``headline`` is also empty where the text itself begins with it.
    """

    version: int
    key: str
    ident: str
    name: str
    source: str
    language: str
    headline: str
    opening: str
    byline: str
    url: str
    published_at: datetime | None
    missing: str
    copied: str
    which_version: str
    article_id: int
    words: int
    own: str
    bars: tuple[Bar, ...]
    framing: FramingView
    carried: int
    whole: bool
    html: SafeString


def column_of(
    article: ArticleRow,
    position: int,
    rows: StoryRows,
    remaining: tuple[PointRow, ...],
    filters: Filters,
    nearest: tuple[Span, float] | None,
    *,
    whole: bool,
) -> Column:
    """The column of one article under the filters; ``nearest`` is its nearest passage to a chosen point it lacks.

    Without ``whole`` there are only the sentences around its marks.
    """
    ident = f"a{position}"
    words = int(article.measures.get("words", 0))
    own = int(article.measures.get("words_own", 0))
    headline = article.headline or _text(article, article.headline_span)
    return Column(
        version=article.version_id,
        key=article.key,
        ident=ident,
        name=article.name,
        source=article.outlet_source.label,
        language=article.language,
        headline="" if _is_in_text(article, headline) else headline,
        opening="" if headline else _opening(article),
        byline=article.byline,
        url=article.url,
        published_at=article.published_at,
        missing=_missing(article, headline),
        copied=in_common(article, rows),
        which_version=_version(article),
        article_id=article.article_id,
        words=words,
        own=percent(own / words) if words else "",
        bars=bars_of(article, rows.sides),
        framing=framing_of(article, ident, rows, filters),
        carried=sum(_carries(point, article) for point in remaining),
        whole=whole,
        html=_html(article, ident, rows, {point.number for point in remaining}, filters, nearest, whole=whole),
    )


def anchor_of(position: int, point: int) -> str:
    """The id of the first passage of a point in the column that stands at a position."""
    return f"a{position}-p{point}"


def _carries(point: PointRow, article: ArticleRow) -> bool:
    cell = point.cells.get(article.version_id)
    return bool(cell and cell.status.carries)


def _text(article: ArticleRow, span: Span | None) -> str:
    return " ".join(article.text[span.start : span.end].split()) if span else ""


def _is_in_text(article: ArticleRow, headline: str) -> bool:
    """Whether the text has this headline of its own: it is shown once, where it stands."""
    return bool(headline) and _text(article, article.headline_span).casefold() == " ".join(headline.split()).casefold()


def _opening(article: ArticleRow) -> str:
    """The first sentence, which stands in for a headline that was not given."""
    for sentence in (*article.sentences, *article.paragraphs):
        if not any(span.start <= sentence.start < span.end for span in article.boilerplate):
            return shortened(_text(article, sentence))
    return ""


def _version(article: ArticleRow) -> str:
    """Which version of its text it is, and since when; "" where there is but one."""
    if article.versions < 2:
        return ""
    changed = f", changed {moment(article.stored_at, day=False)}" if article.number > 1 and article.stored_at else ""
    return f"Version {article.number} of {article.versions}{changed}"


def _missing(article: ArticleRow, headline: str) -> str:
    given = {"headline": headline, "byline": article.byline, "address": article.url, "time": article.published_at}
    absent = [name for name, value in given.items() if not value]
    said = [f"No {listed(absent, 'or')} given."] if absent else []
    if not article.complete:
        said.append("The text is incomplete: nothing follows from what it lacks.")
    return " ".join(said)


def _html(
    article: ArticleRow,
    ident: str,
    rows: StoryRows,
    remaining: set[int],
    filters: Filters,
    nearest: tuple[Span, float] | None,
    *,
    whole: bool,
) -> SafeString:
    marks = [
        *(Mark(span, "boilerplate", _BOILERPLATE) for span in article.boilerplate),
        *_passages(article, ident, rows, remaining, filters),
        *_statements(article, ident, rows, remaining, filters),
        *_loaded(article, ident, filters),
        *_found(article.text, filters.text),
        *_marked(article, ident, filters),
    ]
    if nearest:
        label = f"nearest passage, {percent(nearest[1])} alike"
        marks.append(Mark(nearest[0], "nearest", _NEAREST, f"{ident}-nearest", label))
    blocks = [
        Block(span, "para is-headline" if span == article.headline_span else "para") for span in article.paragraphs
    ]
    if whole:
        written = _written(rows, article.version_id)
        if len(written) > _MOST_WRITTEN:
            written.clear()
        return mark_safe(render_blocks(article.text, blocks, marks, written))  # noqa: S308 - it escapes all text  # nosec B308
    visible = _visible(rows, article.version_id, nearest[0] if nearest else None)
    return mark_safe(excerpts_html(article.text, blocks, visible, marks))  # noqa: S308 - likewise  # nosec B308


_MOST_WRITTEN = 2000  # paragraphs of an article, each under one choice of filters after the other


@once_for_rows
def _written(rows: StoryRows, version: int) -> Written:  # noqa: ARG001 - what is kept beside them
    """The paragraphs of a text as they were written out before: a filter changes few of them."""
    return {}


@once_for_rows
def _visible(rows: StoryRows, version: int, nearest: Span | None) -> tuple[Span, ...]:
    article = next(one for one in rows.articles if one.version_id == version)
    return excerpts(article, [*said_in(article, rows), *([nearest] if nearest else [])])


def said_in(article: ArticleRow, rows: StoryRows) -> Iterable[Span]:
    """The passages that statements and points of an article rest on."""
    for statement in _statements_in(rows, article.version_id):
        yield from statement.parts
    for point in rows.points:
        if article.version_id in point.cells:
            yield from point.cells[article.version_id].spans


@once_for_rows
def _statements_in(rows: StoryRows, version: int) -> tuple[StatementRow, ...]:
    return tuple(statement for statement in rows.statements if statement.version_id == version)


@once_for_rows
def _points_in(rows: StoryRows, version: int) -> tuple[tuple[PointRow, tuple[Span, ...]], ...]:
    """The points that an article has, and where."""
    cells = ((point, point.cells.get(version)) for point in rows.points)
    return tuple((point, cell.spans) for point, cell in cells if cell and cell.spans)


@once_for_rows
def _numbers_in(rows: StoryRows, version: int) -> dict[str, int]:
    """The number of the point that each statement of an article belongs to."""
    return {
        statement.ident: point.number
        for point in rows.points
        for statement in point.statements
        if statement.version_id == version
    }


def _passages(
    article: ArticleRow, ident: str, rows: StoryRows, remaining: set[int], filters: Filters
) -> Iterable[Mark]:
    """Where the article carries each point: what a link, a key or a click leads to."""
    for point, spans in _points_in(rows, article.version_id):
        chosen = point.number == filters.point
        side = f" side-{point.side.colour}" if point.side else ""
        remains = " remains" if chosen or point.number in remaining else ""
        classes = f"passage{side}{' is-chosen' if chosen else ''}{remains}"
        for order, span in enumerate(spans):
            name = "" if order else f"{ident}-p{point.number}"
            yield Mark(span, classes, _PASSAGE, name, point=point.number)


def _statements(
    article: ArticleRow, ident: str, rows: StoryRows, remaining: set[int], filters: Filters
) -> Iterable[Mark]:
    numbers = _numbers_in(rows, article.version_id)
    introduced: set[str | None] = set()
    cues: set[Span] = set()
    for statement in _statements_in(rows, article.version_id):
        if statement.cue and statement.cue not in cues:
            cues.add(statement.cue)
            yield Mark(statement.cue, "cue", _CUE, f"{ident}-c{statement.cue.start}")
        number = numbers.get(statement.ident)
        remains = number in remaining if number else not filters.narrows
        told = remains or number == filters.point
        colour = f" side-{statement.side.colour}" if statement.side else ""
        if told:
            label = _label(statement, first=statement.speaker not in introduced)
            introduced.add(statement.speaker)
            start = statement.parts[0].start - _opening_mark(article.text, statement.parts[0].start)
            yield Mark(Span(start, statement.parts[0].end), f"speaker{colour}", _LABEL, label=label)
        for order, part in enumerate(statement.parts):
            name = "" if order else f"{ident}-{statement.ident}"
            yield Mark(part, f"statement{colour}" if told else "statement is-out", _STATEMENT, name, point=number)


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


def _loaded(article: ArticleRow, ident: str, filters: Filters) -> Iterable[Mark]:
    """The outlet's own loaded wording; with a choice of wording, that wording in every voice."""
    wanted = filters.chosen.get(Facet.WORDING, ())
    for term in article.loaded:
        if term.category in wanted:
            yield Mark(term.span, "loaded is-wanted", _LOADED, f"{ident}-w{term.span.start}")
        elif term.voice is Voice.OUTLET:
            yield Mark(term.span, "loaded", _LOADED, f"{ident}-w{term.span.start}")


def _marked(article: ArticleRow, ident: str, filters: Filters) -> Iterable[Mark]:
    """Passages that a number on another page was counted from."""
    named: set[int] = set()
    for one in dict.fromkeys(filters.marked):
        if one.version_id == article.version_id and one.span.start < one.span.end <= len(article.text):
            name = "" if one.span.start in named else f"{ident}-m{one.span.start}"
            named.add(one.span.start)
            yield Mark(one.span, "marked", _MARKED, name)


_MOST_FOUND = 200  # marks of free text a column: one letter stands in a long text tens of thousands of times


def _found(text: str, wanted: str) -> Iterable[Mark]:
    """Where the free text stands, in whatever case and over any white space."""
    if not wanted:
        return
    pattern = r"\s+".join(map(re.escape, wanted.split()))
    for match in islice(re.finditer(pattern, text, re.IGNORECASE), _MOST_FOUND):
        yield Mark(Span(*match.span()), "found", _FOUND)
