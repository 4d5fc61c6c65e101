"""The words that set each outlet's own voice apart, as dots with intervals on one axis."""

from dataclasses import dataclass

from articles.comparison.framed.parts import Number
from articles.comparison.framed.texts import Measured, Outlet
from articles.comparison.words import count
from articles.framing import LEAST_OWN_WORDS, LogOdds, distinct_words, folded_word, places_of

_WIDE = 12  # outlets from which on each lists fewer words
_MOST_WIDE = 4
_MINUS = str.maketrans("-", "\u2212")


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
    elsewhere: Number


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


def distinct_section(measured: Measured) -> Distincts:
    """The distinctive words of the shown outlets, against all others of the story."""
    names = {key: frozenset(map(folded_word, measured.articles[key].name.split())) for key in measured.articles}
    found = {one.key: one for one in distinct_words(measured.all_words, names)}
    shown = [(outlet, found[outlet.article.key]) for outlet in measured.outlets]
    most = None if len(measured.outlets) <= _WIDE else _MOST_WIDE
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


def _elsewhere(measured: Measured, outlet: Outlet, word: LogOdds) -> Number:
    """How often the others use a word; of very many outlets it is not looked up where."""
    text = str(word.times_elsewhere)
    if not word.times_elsewhere or len(measured.all_words) > _WIDE:
        return Number(text)
    places = [
        (measured.articles[key], span)
        for key, words in measured.all_words.items()
        if key != outlet.article.key
        for span in places_of(words, word.word)
    ]
    return Number(text, measured.opening.marked_in_all(places))


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
        elsewhere=_elsewhere(measured, outlet, word),
    )
