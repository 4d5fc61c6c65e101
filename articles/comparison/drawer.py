"""The chosen point: who says it, its texts word by word, and how the articles without it lack it."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.analysis.types import Span, Status
from articles.comparison.alignment import Piece, align
from articles.comparison.columns import anchor_of
from articles.comparison.facets import reach_of
from articles.comparison.filters import Filters
from articles.comparison.histories import when
from articles.comparison.places import parts_key, version_key
from articles.comparison.rows import ArticleRow, Cell, PointRow, SideRow, StatementRow, StoryRows
from articles.comparison.ruled import BY_EDITOR, RULING, ruled_words
from articles.comparison.rules import rule_words
from articles.comparison.words import (
    GLYPHS,
    KIND_WORDS,
    PROBABLE,
    STATUS_WORDS,
    count,
    listed,
    passage,
    percent,
    shortened,
    stance_words,
    without_name,
)

# Only texts with mostly the same words are set against each other; a retelling has none to compare.
_COMPARABLE = frozenset({Status.VERBATIM, Status.VARIANT, Status.PARTIAL})

_LACKS_AT_FIRST = 4


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's version of the point. ``pieces`` are set against the fullest text, which has its own alone.

    ``added`` says when the passages came in with a later version of the text; "" where they were there from the first.
    ``ruled`` says what an editor has ruled on; empty for nothing. ``cited`` are text and characters as addresses name
    them.
    """

    version: int
    name: str
    glyph: str
    status: str
    place: str
    cue: str
    attribution: str
    added: str
    ruled: str
    anchor: str
    pieces: tuple[Piece, ...]
    cited: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lack:
    """One article without the point. ``nearest`` is empty when nothing comes near.

    ``gone`` says since when its text does not have these words any more. ``href`` leads to the nearest passage, or
    shows the article where it has no column (then ``shown`` is False).
    ``ruled`` says that an editor agrees; empty without a ruling.
    """

    version: int
    name: str
    glyph: str
    status: str
    searched: str
    ruled: str
    nearest: str
    alike: str
    gone: str
    shown: bool
    href: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another point and the way to it."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawer:
    """What opens when a point is chosen. ``fullest`` names the article that others differ from, or is empty."""

    number: int
    gist: str
    speaker: str
    organisation: str
    side: SideRow | None
    stances: str
    kinds: str
    summary: str
    outside: bool
    fullest: str
    tellings: tuple[Telling, ...]
    elsewhere: tuple[Link, ...]
    lacks: tuple[Lack, ...]
    more_lacks: tuple[Lack, ...]
    similar: tuple[Link, ...]
    before: Link | None
    after: Link | None
    close_href: str
    beside: str


def drawer_of(
    point: PointRow,
    rows: StoryRows,
    shown: tuple[ArticleRow, ...],
    remaining: tuple[PointRow, ...],
    nearest: Mapping[int, tuple[Span, float]],
    filters: Filters,
    *,
    beside: str = "",
) -> Drawer:
    """The drawer of a point; articles that are not shown are named with a link that shows them.

    ``beside`` is the address at which the texts stand side by side, "" where that is this page.
    """
    places = {article.version_id: place for place, article in enumerate(shown, 1)}
    carrying = [article for article in rows.articles if _cell(point, article).status.carries]
    told = [article for article in carrying if article.version_id in places]
    fullest = max((a for a in told if _comparable(point, a)), key=lambda a: len(_words(point, a)), default=None)
    lacking = [article for article in rows.articles if not _cell(point, article).status.carries]
    lacking.sort(key=lambda article: article.version_id not in places)
    said = [a.text[slice(*span)] for a in carrying for span in _cell(point, a).spans]
    lacks = tuple(
        _lack(point, a, nearest.get(a.version_id), places, _show(a, shown, filters), _gone(a, said, rows), beside)
        for a in lacking
    )
    numbers = [row.number for row in remaining]
    tellings = tuple(_telling(point, a, fullest, places[a.version_id], rows) for a in told)
    differ = any(piece.kind != "same" for telling in tellings for piece in telling.pieces)
    return Drawer(
        number=point.number,
        gist=without_name(point.gist, point.speaker),
        speaker=_speaker(point),
        organisation=point.organisation if point.organisation != point.speaker else "",
        side=point.side,
        stances=listed([stance_words(*stance) for stance in _stances(point)]),
        kinds=listed(list(dict.fromkeys(KIND_WORDS.get(s.kind, s.kind) for s in point.statements)))
        or "in the outlet’s own words",
        summary=f"In {reach_of(point, rows)} of {count(len(rows.pieces), 'origin' if rows.once else 'article')}",
        outside=point.number not in numbers,
        fullest=fullest.name if fullest and differ else "",
        tellings=tellings,
        elsewhere=tuple(_elsewhere(point, a, shown, filters) for a in carrying if a not in told),
        lacks=lacks[:_LACKS_AT_FIRST],
        more_lacks=lacks[_LACKS_AT_FIRST:],
        similar=_similar(point, rows, filters),
        before=_beside(point, rows, numbers, -1, filters),
        after=_beside(point, rows, numbers, 1, filters),
        close_href=filters.at(None).query_string(),
        beside=beside,
    )


def _cell(point: PointRow, article: ArticleRow) -> Cell:
    return point.cells.get(article.version_id, Cell(Status.UNCHECKED, ()))


def _comparable(point: PointRow, article: ArticleRow) -> bool:
    return _cell(point, article).status in _COMPARABLE


def _words(point: PointRow, article: ArticleRow) -> str:
    return passage(article.text, _cell(point, article).spans)


def _speaker(point: PointRow) -> str:
    if point.speaker:
        return point.speaker
    return "The outlet’s own words" if point.kind == "narration" else "Speaker not named"


def _stances(point: PointRow) -> tuple[tuple[str, str], ...]:
    return point.stances or ((point.stance, point.target),)


def _telling(point: PointRow, article: ArticleRow, fullest: ArticleRow | None, place: int, rows: StoryRows) -> Telling:
    cell, text = _cell(point, article), _words(point, article)
    said = [s for s in point.statements if s.version_id == article.version_id]
    compared = fullest is not None and fullest is not article and _comparable(point, article)
    pieces = align(_words(point, fullest), text) if fullest and compared else (Piece("same", text),)
    cues = dict.fromkeys(article.text[slice(*s.cue)] for s in said if s.cue)
    return Telling(
        version=article.version_id,
        name=article.name,
        glyph=GLYPHS[cell.status],
        status=STATUS_WORDS[cell.status],
        place=_place(said, article),
        cue=listed([f"“{cue}”" for cue in cues]),
        attribution=listed(list(dict.fromkeys(map(attribution_of, said)))),
        added=_added(point, article, rows),
        ruled=ruled_words(said) or (f"found {BY_EDITOR}" if cell.ruled else ""),
        anchor=anchor_of(place, point.number),
        pieces=pieces,
        cited=(version_key(article.version_id, article.sha256), parts_key(sorted(cell.spans))),
    )


def _added(point: PointRow, article: ArticleRow, rows: StoryRows) -> str:
    history = rows.histories.get(article.version_id)
    if history is None:
        return ""
    at, wholly = when(history.added(article.text[slice(*span)]) for span in _cell(point, article).spans)
    return f"{'' if wholly else 'in part '}added on {at}" if at else ""


def _gone(article: ArticleRow, said: list[str], rows: StoryRows) -> str:
    """Since when words that other articles have are no longer in this one."""
    history = rows.histories.get(article.version_id)
    at, _ = when(history.gone(words) for words in said) if history else ("", False)
    return f"no longer there since {at}" if at else ""


def _place(said: list[StatementRow], article: ArticleRow) -> str:
    if not said:
        return ""
    if any(statement.in_headline for statement in said):
        return "headline"
    of = article.measures.get("paragraphs") or len(article.paragraphs)
    return f"paragraph {min(statement.paragraph for statement in said)} of {of}"


def attribution_of(statement: StatementRow) -> str:
    """How the speaker is known and how surely: "probable: a pronoun (50 %)"; an editor needs no rule."""
    if "speaker" in statement.ruled or ("statement" in statement.ruled and not statement.ruled["statement"].machine):
        return RULING
    sure = "probable: " if statement.confidence <= PROBABLE else ""
    return f"{sure}{rule_words(statement.rule)} ({percent(statement.confidence)} sure)"


def _show(article: ArticleRow, shown: tuple[ArticleRow, ...], filters: Filters) -> Filters:
    """The same page with this article beside the others; it takes the last one's place."""
    keys = [other.key for other in shown]
    if article.key in keys:
        return filters
    return filters.showing((*keys[: max(len(keys) - 1, 0)], article.key))


def _elsewhere(point: PointRow, article: ArticleRow, shown: tuple[ArticleRow, ...], filters: Filters) -> Link:
    status = STATUS_WORDS[_cell(point, article).status]
    return Link(f"{article.name} ({status})", _show(article, shown, filters).query_string())


def _lack(
    point: PointRow,
    article: ArticleRow,
    nearest: tuple[Span, float] | None,
    places: Mapping[int, int],
    show: Filters,
    gone: str,
    beside: str,
) -> Lack:
    status = _cell(point, article).status
    place = places.get(article.version_id)
    words = count(int(article.measures.get("words", 0)), "word")
    near = nearest if status is Status.ABSENT else None
    anchor = f"#a{place}-nearest" if place and near else ""
    return Lack(
        version=article.version_id,
        name=article.name,
        glyph=GLYPHS[status],
        status=STATUS_WORDS[status],
        searched=f"full text searched, {words}" if status is Status.ABSENT else "",
        ruled=f"absence confirmed {BY_EDITOR}" if _cell(point, article).ruled else "",
        nearest=shortened(passage(article.text, [near[0]])) if near else "",
        alike=f"{percent(near[1])} alike" if near else "",
        gone=gone if status is Status.ABSENT else "",
        shown=place is not None,
        href=f"{beside}{anchor}" if anchor else "" if place else show.query_string(),
    )


def _similar(point: PointRow, rows: StoryRows, filters: Filters) -> tuple[Link, ...]:
    by_number = {row.number: row for row in rows.points}
    alike = [by_number[number] for number in point.similar if number in by_number]
    return tuple(
        Link(
            f"{row.speaker or 'own words'}: {shortened(without_name(row.gist, row.speaker), 90)}",
            filters.at(row.number).query_string(),
        )
        for row in alike
    )


def _beside(point: PointRow, rows: StoryRows, numbers: list[int], step: int, filters: Filters) -> Link | None:
    """The next remaining point in one direction, in the order of the page, also from a point that is filtered out."""
    if point.number in numbers:
        at = numbers.index(point.number) + step
        number = numbers[at] if 0 <= at < len(numbers) else None
    else:
        ahead = [number for number in numbers if (number - point.number) * step > 0]
        number = min(ahead, key=lambda n: abs(n - point.number), default=None)
    if number is None:
        return None
    row = next(row for row in rows.points if row.number == number)
    return Link(shortened(row.gist, 60), filters.at(number).query_string())
