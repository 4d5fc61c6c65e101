"""The long lists of the story page, written out here: as loops of a template they would be most of its cost.

Whatever is not fixed is escaped, number or not, and what does not hang on the filters is written out but once.
"""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from articles.analysis.types import Status
from articles.comparison.facets import Choice
from articles.comparison.filters import Filters, quoted
from articles.comparison.origins import in_common
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StoryRows
from articles.comparison.words import GLYPHS, STATUS_WORDS


def status_of(point: PointRow, article: ArticleRow) -> Status:
    """How an article carries a point; unchecked where nothing is stored."""
    cell = point.cells.get(article.version_id)
    return cell.status if cell else Status.UNCHECKED


def strip_items(
    rows: StoryRows, shown: Sequence[ArticleRow], point: PointRow | None, filters: Filters, most_shown: int
) -> SafeString:
    """The items of the list of articles that do not stand among the columns, each with the way to show it there."""
    if len(shown) == len(rows.articles):
        return SafeString()
    keys = tuple(article.key for article in shown)
    before, after = map(escape, filters.around_one_more(keys if len(keys) < most_shown else keys[:-1]))
    there = {article.version_id for article in shown}
    others = [
        (article, begin)
        for article, begin in zip(rows.articles, _strips(rows), strict=True)
        if article.version_id not in there
    ]
    pieces = []
    for number, (article, (begin, end)) in enumerate(others, 1):
        href = f"{before}{quoted(article.key)}{after}"
        pieces.append(
            f"{begin}{_strip_status(status_of(point, article)) if point else ''}"
            f'<a class="strip-show" href="{href}#comparison" data-hx-get="{href}" id="strip-{number}">{end}'
        )
    return mark_safe("".join(pieces))  # noqa: S308 - names, keys and addresses are escaped  # nosec B308


@once_for_rows
def _strips(rows: StoryRows) -> tuple[tuple[str, str], ...]:
    """What stands before and in the link of each article; nothing of it hangs on the filters."""
    strips = []
    for article in rows.articles:
        name, copied = escape(article.name), in_common(article, rows)
        begin = (
            f'<li class="strip"><span class="strip-name">{name}</span>\n'
            f'<span class="strip-facts">{int(article.measures.get("words", 0))} words</span>\n'
            + (f'<span class="strip-copied">{escape(copied)}</span>\n' if copied else "")
        )
        strips.append((begin, f'show<span class="visually-hidden"> {name}</span> beside the others</a></li>\n'))
    return tuple(strips)


def _strip_status(status: Status) -> str:
    glyph = f'<span class="glyph" aria-hidden="true">{GLYPHS[status]}</span>'
    return f'<span class="strip-status">{glyph} {STATUS_WORDS[status]}</span>\n'


def column_boxes(rows: StoryRows, shown: Sequence[ArticleRow]) -> SafeString:
    """The boxes of the choice of columns."""
    there = {article.version_id for article in shown}
    pieces = [
        f"{begin}{' checked' if article.version_id in there else ''}{end}"
        for article, (begin, end) in zip(rows.articles, _column_boxes(rows), strict=True)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - names and keys are escaped  # nosec B308


@once_for_rows
def _column_boxes(rows: StoryRows) -> tuple[tuple[str, str], ...]:
    """What stands before and behind the tick of each."""
    boxes = []
    for number, article in enumerate(rows.articles, 1):
        named = f'name="show" value="{escape(article.key)}" id="show-{number}"'
        label = f'<span class="choice-label">{escape(article.name)}</span>'
        boxes.append((f'<label class="choice"><input type="checkbox" {named}', f">\n{label}</label>\n"))
    return tuple(boxes)


def choice_boxes(facet: str, choices: Sequence[Choice], noun: str, plural: str) -> SafeString:
    """The boxes of a facet; ``noun`` is what is counted where it is one, ``plural`` where it is more or none."""
    one, more = escape(noun), escape(plural)
    pieces = []
    for number, choice in enumerate(choices, 1):
        begin, label = _box(facet, choice.value, choice.label, number)
        nothing = "" if choice.number or choice.chosen else " is-nothing"
        pieces.append(
            f'<label class="choice{nothing}">{begin}{" checked" if choice.chosen else ""}>\n{label}'
            f'<span class="choice-count">{choice.number}<span class="visually-hidden">\n'
            f"{one if choice.number == 1 else more}</span></span></label>\n"
        )
    return mark_safe("".join(pieces))  # noqa: S308 - all words are escaped  # nosec B308


@lru_cache(maxsize=10_000)
def _box(facet: str, value: str, label: str, number: int) -> tuple[str, str]:
    """The beginning of a box, and its label."""
    ident = f"{escape(facet)}-{slugify(value)}-{number}"
    return (
        f'<input type="checkbox" name="{escape(facet)}" value="{escape(value)}" id="{ident}"',
        f'<span class="choice-label">{escape(label)}</span>\n',
    )
