"""The articles without the open point: how they lack it, and what comes nearest to it there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.template.defaultfilters import capfirst

from articles.analysis.types import Span, Status
from articles.comparison.filters import Filters, quoted
from articles.comparison.histories import when
from articles.comparison.rows import ArticleRow, Cell, PointRow, StoryRows
from articles.comparison.ruled import BY_EDITOR
from articles.comparison.words import GLYPHS, STATUS_WORDS, count, passage, percent, shortened

_UNCHECKED = Cell(Status.UNCHECKED, ())


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


def lacks_of(
    point: PointRow,
    rows: StoryRows,
    shown: Sequence[ArticleRow],
    nearest: Mapping[int, tuple[Span, float]],
    filters: Filters,
    beside: str,
) -> tuple[Lack, ...]:
    """Every article without a point, those that are ``shown`` first; ``beside`` is where texts stand side by side."""
    address = one_more_beside(shown, filters)
    places = {article.version_id: place for place, article in enumerate(shown, 1)}
    said = [
        article.text[slice(*span)]
        for article in rows.articles
        if (cell := _cell(point, article)).status.carries
        for span in cell.spans
    ]
    lacking = [article for article in rows.articles if not _cell(point, article).status.carries]
    lacking.sort(key=lambda article: article.version_id not in places)

    def lack(article: ArticleRow) -> Lack:
        cell, place = _cell(point, article), places.get(article.version_id)
        absent = cell.status is Status.ABSENT
        near = nearest.get(article.version_id) if absent else None
        words = count(int(article.measures.get("words", 0)), "word")
        seen = f"{beside}#a{place}-nearest" if near else ""
        return Lack(
            version=article.version_id,
            name=article.name,
            glyph=GLYPHS[cell.status],
            status=STATUS_WORDS[cell.status],
            searched=f"full text searched, {words}" if absent else "",
            ruled=f"absence confirmed {BY_EDITOR}" if cell.ruled else "",
            nearest=shortened(passage(article.text, [near[0]])) if near else "",
            alike=f"{percent(near[1])} alike" if near else "",
            gone=_gone(article, said, rows) if absent else "",
            shown=place is not None,
            href=address(article.key) if place is None else seen,
        )

    return tuple(map(lack, lacking))


def one_more_beside(shown: Sequence[ArticleRow], filters: Filters) -> Callable[[str], str]:
    """Addresses of the same page with one more article, by its key; it takes the place of the last one."""
    before, after = filters.around_one_more([article.key for article in shown[:-1]])
    return lambda key: f"{before}{quoted(key)}{after}"


def lack_html(lack: Lack, handles: str) -> str:
    """An article without the point; ``handles`` is the HTML of what an editor can do about that."""
    facts = []
    if lack.searched:
        facts.append(f"\n{capfirst(lack.searched)}.{'' if lack.nearest else ' Nothing near it was found.'}\n")
    if lack.gone:
        facts.append(f'<strong class="changed">{escape(capfirst(lack.gone))}.</strong>')
    if lack.ruled:
        facts.append(f'<span class="ruled">{escape(capfirst(lack.ruled))}</span>')
    told = [f'<p class="telling-facts">{fact}</p>\n' for fact in facts]
    if lack.nearest:
        told.append(f'<p class="telling-near">Nearest passage, {lack.alike}: “{escape(lack.nearest)}”</p>\n')
    if lack.href:
        href = escape(lack.href)
        seen = f'href="{href}">see it in the text'
        show = f'href="{href}#comparison" data-hx-get="{href}">show the article'
        told.append(f'<p class="telling-facts">\n<a {seen if lack.shown else show}</a>\n</p>\n')
    return (
        '<div class="telling is-lacking">\n<h3>\n'
        f'<span class="glyph" aria-hidden="true">{lack.glyph}</span> {escape(lack.name)} '
        f'<span class="telling-status">{lack.status}</span>\n</h3>\n'
        f"{''.join(told)}{handles}\n</div>\n"
    )


def _cell(point: PointRow, article: ArticleRow) -> Cell:
    return point.cells.get(article.version_id, _UNCHECKED)


def _gone(article: ArticleRow, said: list[str], rows: StoryRows) -> str:
    """Since when words that other articles have are no longer in this one."""
    history = rows.histories.get(article.version_id)
    at, _ = when(history.gone(words) for words in said) if history else ("", False)
    return f"no longer there since {at}" if at else ""
