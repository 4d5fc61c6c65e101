"""The text that outlets have in common: shares of words, and the longest passages."""

from collections import defaultdict
from dataclasses import dataclass

from articles.comparison.framed.parts import COLUMNS_AT_MOST, Number, Row, Table
from articles.comparison.framed.texts import Measured
from articles.comparison.words import count, percent, shortened
from articles.framing import SharedPassage, overlaps_of, shared_passages

_LONGEST_PASSAGE = 150
_PARTNERS = 3


@dataclass(frozen=True, slots=True)
class PassageView:
    """Words that several outlets have in a row."""

    text: str
    facts: str
    outlets: str
    href: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """The section: how much of each text stands in the others, and the longest passages."""

    table: Table
    passages: tuple[PassageView, ...]


def shared_section(measured: Measured) -> SharedView:
    """How much of each shown text stands in others, and the longest passages that they have in common."""
    shown = {outlet.article.key: outlet for outlet in measured.outlets}
    pairs = [one for one in overlaps_of(measured.all_words) if one.first in shown]
    by_first: dict[str, list[tuple[str, Number]]] = defaultdict(list)
    for one in pairs:
        article = measured.articles[one.first]
        href = measured.opening.marked(article, [one.longest]) if one.longest else ""
        of = f"{percent(one.unquoted_share)} outside quotations" if one.words else ""
        by_first[one.first].append((one.second, Number(percent(one.share), href, of)))
    passages = tuple(_passage(measured, one) for one in _of_shown(measured, set(shown)))
    others = list(measured.articles)
    if len(others) <= COLUMNS_AT_MOST:
        rows = tuple(
            Row(outlet.name, tuple(_pair(dict(by_first[key]), key, other) for other in others))
            for key, outlet in shown.items()
        )
        heads = tuple(f"in {measured.names_of_pieces[key]}" for key in others)
        return SharedView(Table("Of its words, how many stand", "Text", heads, rows), passages)
    shares = {(one.first, one.second): one.share for one in pairs}
    listed: list[Row] = []
    for key, outlet in shown.items():
        most = sorted(by_first[key], key=lambda pair: -shares[key, pair[0]])[:_PARTNERS]
        named = [
            Number(f"{measured.names_of_pieces[other]} {number.text}", number.href, number.of)
            for other, number in most
            if shares[key, other]
        ]
        listed.append(Row(outlet.name, (tuple(named) or (Number("none"),),)))
    return SharedView(
        Table("Of its words, how many stand", "Text", ("in (the three that have most)",), tuple(listed)), passages
    )


def _of_shown(measured: Measured, shown: set[str]) -> list[SharedPassage]:
    words = measured.all_words
    found = shared_passages(words)
    return [one for one in found if any(key in shown for key, _ in one.places)]


def _pair(numbers: dict[str, Number], first: str, second: str) -> tuple[Number, ...]:
    return (Number("–"),) if first == second else (numbers[second],)


def _passage(measured: Measured, one: SharedPassage) -> PassageView:
    key, span = one.places[0]
    article = measured.articles[key]
    quoted = (
        "all of it quoted"
        if one.quoted == one.words
        else f"{one.quoted} of them quoted"
        if one.quoted
        else "none quoted"
    )
    names = [measured.names_of_pieces[other] for other, _ in one.places]
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return PassageView(
        text=shortened(" ".join(article.text[slice(*span)].split()), _LONGEST_PASSAGE),
        facts=f"{count(one.words, 'word')}, {quoted}",
        outlets=f"{', '.join(names[:4])}{more}",
        href=measured.opening.marked_in_all([(measured.articles[other], place) for other, place in one.places]),
    )
