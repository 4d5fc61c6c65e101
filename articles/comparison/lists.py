"""The long lists of the story page, written out here: as loops of a template they would be most of its cost.

Whatever is not fixed is escaped, number or not, and what does not hang on the filters is written out but once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from urllib.parse import quote_plus

from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from articles.analysis.types import Status
from articles.comparison.facets import Choice, reach_of
from articles.comparison.filters import NOT_TEXT, Filters
from articles.comparison.origins import in_common
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StoryRows
from articles.comparison.words import GLYPHS, STATUS_WORDS, without_name

_RULED = (
    '<span class="ruled" title="An editor has ruled on it">'
    '<span class="visually-hidden">An editor has ruled on it.</span></span>'
)
_OTHER = NOT_TEXT  # stands for the key of an article where an address is made for many: filters never have it


def status_of(point: PointRow, article: ArticleRow) -> Status:
    """How an article carries a point; unchecked where nothing is stored."""
    cell = point.cells.get(article.version_id)
    return cell.status if cell else Status.UNCHECKED


def point_items(
    rows: StoryRows, remaining: Sequence[PointRow], shown: Sequence[ArticleRow], filters: Filters
) -> SafeString:
    """The items of the list of points, each with the signs of the articles shown."""
    insides = _insides(rows, tuple(article.version_id for article in shown))
    address = escape(filters.at(0).query_string().removesuffix("0"))
    pieces = []
    for point in remaining:
        number = point.number
        chosen = number == filters.point
        pieces.append(
            f'<li class="point{" is-chosen" if chosen else ""}"><a class="point-link" id="point-{number}"'
            f' href="{address}{number}#drawer" data-hx-get="{address}{number}" data-number="{number}"'
            f"{' aria-current="true"' if chosen else ''}>\n{insides[number]}</a></li>\n"
        )
    return mark_safe("".join(pieces))  # noqa: S308 - the address is escaped, and so are the insides  # nosec B308


@once_for_rows
def _insides(rows: StoryRows, shown: tuple[int, ...]) -> Mapping[int, str]:
    """What stands in the link of each point."""
    by_version = {article.version_id: article for article in rows.articles}
    articles = [by_version[version] for version in shown]
    return {point.number: _inside(point, articles, rows) for point in rows.points}


def _inside(point: PointRow, shown: Sequence[ArticleRow], rows: StoryRows) -> str:
    speaker = point.speaker or ("own words" if point.kind == "narration" else "speaker not named")
    ruled = point.ruled or any(s.ruled for s in point.statements) or any(c.ruled for c in point.cells.values())
    side = ""
    if point.side:
        colour, short = escape(point.side.colour), escape(point.side.short_name)
        side = f'<span class="side-name side-{colour}">{short}</span>\n'
    told = [(escape(article.name), status_of(point, article)) for article in shown]
    glyphs = "".join(
        f'<span class="glyph" aria-hidden="true" title="{name}: {STATUS_WORDS[status]}">{GLYPHS[status]}</span>'
        for name, status in told
    )
    words = "".join(f"{name}: {STATUS_WORDS[status]}.\n" for name, status in told)
    reach = f"in {reach_of(point, rows)} of {len(rows.pieces)}"
    return (
        f'<span class="point-number">{point.number}</span>\n'
        f'<span class="point-gist">{escape(capfirst(without_name(point.gist, point.speaker)))}</span>\n'
        f'<span class="point-who">{side}{escape(speaker)}{_RULED if ruled else ""}</span>\n'
        f'<span class="point-cells">{glyphs}\n<span class="point-reach" aria-hidden="true">{reach}</span>\n'
        f'<span class="visually-hidden">{words}{reach}.</span></span>\n'
    )


def strip_items(
    rows: StoryRows, shown: Sequence[ArticleRow], point: PointRow | None, filters: Filters, most_shown: int
) -> SafeString:
    """The items of the list of articles that do not stand among the columns, each with the way to show it there."""
    keys = tuple(article.key for article in shown)
    show = (*keys, _OTHER) if len(keys) < most_shown else (*keys[:-1], _OTHER)
    before, after = map(escape, replace(filters, show=show).query_string().split(quote_plus(_OTHER)))
    there = {article.version_id for article in shown}
    pieces = []
    for number, article in enumerate((one for one in rows.articles if one.version_id not in there), 1):
        name, href = escape(article.name), f"{before}{quote_plus(article.key)}{after}"
        copied = in_common(article, rows)
        status = status_of(point, article) if point else None
        pieces.append(
            f'<li class="strip"><span class="strip-name">{name}</span>\n'
            f'<span class="strip-facts">{int(article.measures.get("words", 0))} words</span>\n'
            + (f'<span class="strip-copied">{escape(copied)}</span>\n' if copied else "")
            + (
                f'<span class="strip-status"><span class="glyph" aria-hidden="true">{GLYPHS[status]}</span>'
                f" {STATUS_WORDS[status]}</span>\n"
                if status
                else ""
            )
            + f'<a class="strip-show" href="{href}#comparison" data-hx-get="{href}" id="strip-{number}">show'
            f'<span class="visually-hidden"> {name}</span> beside the others</a></li>\n'
        )
    return mark_safe("".join(pieces))  # noqa: S308 - names, keys and addresses are escaped  # nosec B308


def column_boxes(rows: StoryRows, shown: Sequence[ArticleRow]) -> SafeString:
    """The boxes of the choice of columns."""
    there = {article.version_id for article in shown}
    pieces = [
        f'<label class="choice"><input type="checkbox" name="show" value="{escape(article.key)}" id="show-{number}"'
        f"{' checked' if article.version_id in there else ''}>\n"
        f'<span class="choice-label">{escape(article.name)}</span></label>\n'
        for number, article in enumerate(rows.articles, 1)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - names and keys are escaped  # nosec B308


def choice_boxes(facet: str, choices: Sequence[Choice], noun: str, plural: str) -> SafeString:
    """The boxes of a facet; ``noun`` is what is counted where it is one, ``plural`` where it is more or none."""
    one, more = escape(noun), escape(plural)
    pieces = []
    for number, choice in enumerate(choices, 1):
        begin, label = _box(facet, choice.value, choice.label, number)
        nothing = "" if choice.count or choice.chosen else " is-nothing"
        pieces.append(
            f'<label class="choice{nothing}">{begin}{" checked" if choice.chosen else ""}>\n{label}'
            f'<span class="choice-count">{int(choice.count)}<span class="visually-hidden">\n'
            f"{one if choice.count == 1 else more}</span></span></label>\n"
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
