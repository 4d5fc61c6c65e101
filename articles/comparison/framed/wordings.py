"""What things are called, loaded wording, the words that set a voice apart, and the text that outlets share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articles.analysis.naming import Named, Way
from articles.analysis.types import Span, Voice
from articles.comparison.framed.parts import Number, Row, Table
from articles.comparison.framed.texts import Measured, Outlet
from articles.comparison.words import count, percent, shortened
from articles.framing import (
    LEAST_OWN_WORDS,
    LogOdds,
    SharedPassage,
    distinct_words,
    folded_word,
    overlaps_of,
    shared_passages,
)

_NAMED_FIRST = 6  # of each kind at once
_NAMED_AT_MOST = 20  # of each kind
_SIDE_BY_SIDE = 6  # outlets that have a column each; with more each row lists those that there are
_WIDE = 12  # outlets from which on each lists fewer distinctive words
_DISTINCT_WIDE = 4
_LONGEST_PASSAGE = 150
_PARTNERS = 3
_KINDS = {"person": "", "side": "side", "organisation": "organisation", "thing": ""}
_GROUPS = {
    "People": ("person",),
    "Sides and organisations": ("side", "organisation"),
    "Words for one kind of thing": ("thing",),
}
_MINUS = str.maketrans("-", "\u2212")


@dataclass(frozen=True, slots=True)
class NamedView:
    """One person, side, organisation or kind of thing with a table of what it is called."""

    name: str
    kind: str
    colour: str
    table: Table


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """All of one sort: the first ones, and more; ``left`` are not listed."""

    label: str
    ident: str
    first: tuple[NamedView, ...]
    more: tuple[NamedView, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A word with its interval on the axis of its section: all four in per cent of the width."""

    word: str
    figures: str
    href: str
    low: float
    at: float
    high: float
    stands_out: bool
    ratio: str
    interval: str
    z: str
    times: Number
    elsewhere: int


@dataclass(frozen=True, slots=True)
class DistinctView:
    """The words that set one outlet's own voice apart. ``none`` says why there are none, or none beyond chance."""

    ident: str
    name: str
    own_words: str
    dots: tuple[Dot, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Distincts:
    """The section: one panel for each outlet on a common axis on which no difference stands at ``zero``."""

    panels: tuple[DistinctView, ...]
    zero: float
    few: str


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


def names_section(measured: Measured) -> tuple[NamedGroup, ...]:
    """What is named in two ways or more by the shown outlets: people, sides, things; what is named most comes first."""
    keys = {outlet.article.key for outlet in measured.outlets}
    shown = [narrowed for one in measured.names.named if len((narrowed := _in_texts(one, keys)).ways) > 1]
    groups = []
    for number, (label, kinds) in enumerate(_GROUPS.items(), 1):
        own = [one for one in shown if one.kind in kinds]
        views = tuple(_named(measured, one) for one in own[:_NAMED_AT_MOST])
        if views:
            left = len(own) - len(views)
            groups.append(NamedGroup(label, f"names-{number}", views[:_NAMED_FIRST], views[_NAMED_FIRST:], left))
    return tuple(groups)


def _in_texts(one: Named, keys: set[str]) -> Named:
    """The ways that these texts have, each with its places there."""
    ways = [
        Way(
            way.form,
            {key: spans for key, spans in way.own.items() if key in keys},
            {key: spans for key, spans in way.quoted.items() if key in keys},
        )
        for way in one.ways
    ]
    return Named(one.name, one.kind, one.side, tuple(way for way in ways if way.times))


def _named(measured: Measured, one: Named) -> NamedView:
    side = measured.sides.get(one.side or "")
    caption = f"What {one.name} is called" if one.kind != "thing" else f"{one.name}, in what words"
    if len(measured.outlets) <= _SIDE_BY_SIDE:
        rows = tuple(
            Row(way.form, tuple(_counted(measured, way, outlet) for outlet in measured.outlets)) for way in one.ways
        )
        table = Table(caption, "Called", tuple(outlet.name for outlet in measured.outlets), rows)
    else:
        rows = tuple(Row(way.form, (_listed(measured, way),)) for way in one.ways)
        table = Table(caption, "Called", ("by",), rows)
    return NamedView(one.name, _KINDS[one.kind], side.colour if side else "", table)


def _counted(measured: Measured, way: Way, outlet: Outlet) -> tuple[Number, ...]:
    """How often one outlet uses a form itself, and apart from that in quotations."""
    own, quoted = way.own.get(outlet.article.key, ()), way.quoted.get(outlet.article.key, ())
    numbers = []
    if own:
        numbers.append(Number(str(len(own)), measured.opening.marked(outlet.article, own)))
    if quoted:
        numbers.append(Number(f"{len(quoted)} quoted", measured.opening.marked(outlet.article, quoted)))
    return tuple(numbers) or (Number("0"),)


def _listed(measured: Measured, way: Way) -> tuple[Number, ...]:
    """Where there are many outlets: those that use a form, most often first."""
    used = [outlet for outlet in measured.outlets if outlet.article.key in way.own or outlet.article.key in way.quoted]
    used.sort(key=lambda outlet: -len(way.own.get(outlet.article.key, ())))
    numbers = []
    for outlet in used:
        own, quoted = way.own.get(outlet.article.key, ()), way.quoted.get(outlet.article.key, ())
        said = f"{outlet.name} {len(own)}" + (f" (+{len(quoted)} quoted)" if quoted else "")
        numbers.append(Number(said, measured.opening.marked(outlet.article, (*own, *quoted))))
    return tuple(numbers)


def loaded_section(measured: Measured) -> Table:
    """Loaded terms by category: in the outlet's own voice, and apart from that in quotations."""
    found: dict[tuple[str, str], list[tuple[Span, Voice]]] = defaultdict(list)
    for outlet in measured.outlets:
        for term in outlet.article.loaded:
            found[term.category, outlet.article.key].append((term.span, term.voice))
    categories = sorted({category for category, _ in found})
    few = len(measured.outlets) <= _SIDE_BY_SIDE

    def cell(category: str, outlet: Outlet) -> tuple[Number, ...]:
        terms = found.get((category, outlet.article.key), [])
        return _terms(measured, outlet, terms, words=few) or (Number("0"),)

    labels = [category.replace("_", " ") for category in categories]
    if few:
        rows = tuple(
            Row(label, tuple(cell(category, outlet) for outlet in measured.outlets))
            for category, label in zip(categories, labels, strict=True)
        )
        return Table("Loaded wording", "Category", tuple(outlet.name for outlet in measured.outlets), rows)
    rows = tuple(
        Row(outlet.name, tuple(cell(category, outlet) for category in categories)) for outlet in measured.outlets
    )
    return Table("Loaded wording", "Outlet", tuple(labels), rows)


def _terms(
    measured: Measured, outlet: Outlet, terms: Sequence[tuple[Span, Voice]], *, words: bool
) -> tuple[Number, ...]:
    numbers = []
    for voice, note in ((Voice.OUTLET, ""), (Voice.QUOTED, " quoted")):
        spans = [span for span, of in terms if of is voice]
        if spans:
            said = list(dict.fromkeys(" ".join(outlet.article.text[slice(*span)].split()).casefold() for span in spans))
            of = ", ".join(said) if words else ""
            numbers.append(Number(f"{len(spans)}{note}", measured.opening.marked(outlet.article, spans), of))
    return tuple(numbers)


def distinct_section(measured: Measured) -> Distincts:
    """The distinctive words of the shown outlets, against all others of the story."""
    names = {key: frozenset(map(folded_word, measured.articles[key].name.split())) for key in measured.articles}
    found = {one.key: one for one in distinct_words(measured.all_words, names)}
    shown = [(outlet, found[outlet.article.key]) for outlet in measured.outlets]
    most = None if len(measured.outlets) <= _WIDE else _DISTINCT_WIDE
    listed = {one.key: (one.words or ())[:most] for _, one in shown}
    lows = [word.low for words in listed.values() for word in words]
    highs = [word.high for words in listed.values() for word in words]
    low, high = min([*lows, 0.0]), max([*highs, 1.0])

    def place(value: float) -> float:
        return round(1 + 98 * (value - low) / (high - low), 2)

    panels = []
    for number, (outlet, one) in enumerate(shown, 1):
        words = listed[one.key]
        panels.append(
            DistinctView(
                ident=f"distinct-{number}",
                name=outlet.name,
                own_words=count(one.own_words, "own word"),
                dots=tuple(
                    _dot(measured, outlet, word, (place(word.low), place(word.ratio), place(word.high)))
                    for word in words
                ),
                none=_why_none(one.words),
            )
        )
    few = f"Fewer than {LEAST_OWN_WORDS} words of its own, or of all others together, are too few to say."
    return Distincts(tuple(panels), place(0.0), few)


def _why_none(words: tuple[LogOdds, ...] | None) -> str:
    if words is None:
        return "Too few words to say."
    if not words:
        return "No word stands here three times and more often than elsewhere."
    return "" if any(word.stands_out for word in words) else "No word stands out beyond chance; these come nearest."


def _dot(measured: Measured, outlet: Outlet, word: LogOdds, places: tuple[float, float, float]) -> Dot:
    low, at, high = places
    href = measured.opening.marked(outlet.article, word.places)
    times = f"{word.times} here, {word.times_elsewhere} elsewhere"
    interval = f"{word.low:.2f} to {word.high:.2f}".translate(_MINUS)
    return Dot(
        word=word.word,
        figures=f"{word.word}: {times}, ratio {word.ratio:.2f} ({interval})",
        href=href,
        low=low,
        at=at,
        high=high,
        stands_out=word.stands_out,
        ratio=f"{word.ratio:.2f}",
        interval=interval,
        z=f"{word.z:.2f}",
        times=Number(str(word.times), href),
        elsewhere=word.times_elsewhere,
    )


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
    if len(others) <= _SIDE_BY_SIDE:
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
