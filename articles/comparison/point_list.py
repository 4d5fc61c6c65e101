"""The list of points beside the columns, written out here: as a loop of a template it would be most of the page's cost.

Whatever is not fixed is escaped, number or not, and what does not hang on the filters is written out but once.
"""

from collections.abc import Mapping, Sequence
from html import escape

from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe

from articles.comparison.facets import reach_of
from articles.comparison.filters import Filters
from articles.comparison.keeping import Keeper
from articles.comparison.lists import status_of
from articles.comparison.remembering import once_for_rows, token_of
from articles.comparison.rows import ArticleRow, PointRow, StoryRows
from articles.comparison.words import GLYPHS, STATUS_WORDS, without_name

_RULED = (
    '<span class="ruled" title="An editor has ruled on it">'
    '<span class="visually-hidden">An editor has ruled on it.</span></span>'
)

_insides: Keeper[Mapping[int, str]] = Keeper(16_000_000, lambda insides: sum(map(len, insides.values())))


def point_items(
    rows: StoryRows, remaining: Sequence[PointRow], shown: Sequence[ArticleRow], filters: Filters
) -> SafeString:
    """The items of the list of points, each with the signs of the articles shown."""
    insides = _insides_of(rows, tuple(article.version_id for article in shown))
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


def _insides_of(rows: StoryRows, shown: tuple[int, ...]) -> Mapping[int, str]:
    """What stands in the link of each point."""
    key = (token_of(rows), shown)
    found = _insides.get(key)
    return _insides.keep(key, _inside(rows, shown)) if found is None else found


def _inside(rows: StoryRows, shown: tuple[int, ...]) -> Mapping[int, str]:
    signs = [_signs(rows, version) for version in shown]
    insides = {}
    for number, (head, reach) in _heads(rows).items():
        told = [of_article[number] for of_article in signs]
        glyphs, words = "".join(glyph for glyph, _ in told), "".join(said for _, said in told)
        insides[number] = (
            f'{head}<span class="point-cells">{glyphs}\n<span class="point-reach" aria-hidden="true">{reach}</span>\n'
            f'<span class="visually-hidden">{words}{reach}.</span></span>\n'
        )
    return insides


@once_for_rows
def _signs(rows: StoryRows, version: int) -> Mapping[int, tuple[str, str]]:
    """How an article has each point: the sign, and the words."""
    article = next(one for one in rows.articles if one.version_id == version)
    name, signs = escape(article.name), {}
    for point in rows.points:
        status = status_of(point, article)
        told = f"{name}: {STATUS_WORDS[status]}"
        glyph = f'<span class="glyph" aria-hidden="true" title="{told}">{GLYPHS[status]}</span>'
        signs[point.number] = glyph, f"{told}.\n"
    return signs


@once_for_rows
def _heads(rows: StoryRows) -> Mapping[int, tuple[str, str]]:
    """What each point is, and how many have it."""
    pieces = len(rows.pieces)
    return {point.number: (_head(point), f"in {reach_of(point, rows)} of {pieces}") for point in rows.points}


def _head(point: PointRow) -> str:
    speaker = point.speaker or ("own words" if point.kind == "narration" else "speaker not named")
    ruled = point.ruled or any(s.ruled for s in point.statements) or any(c.ruled for c in point.cells.values())
    side = ""
    if point.side:
        colour, short = escape(point.side.colour), escape(point.side.short_name)
        side = f'<span class="side-name side-{colour}">{short}</span>\n'
    return (
        f'<span class="point-number">{point.number}</span>\n'
        f'<span class="point-gist">{escape(capfirst(without_name(point.gist, point.speaker)))}</span>\n'
        f'<span class="point-who">{side}{escape(speaker)}{_RULED if ruled else ""}</span>\n'
    )
