"""Dates and places with the word that governs them: "expire on 1 January", "a rally in Cedar Rapids"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.text.similarity import STOP_WORDS
from articles.analysis.types import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
        "november|nov december|dec".split(),
        start=1,
    )
    for name in names.split("|")
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = rf"(?:{'|'.join(_DAYS)})"
_DATE = re.compile(
    rf"\b(?:{_DAY},? (?:the )?)?(?:(?P<month>{_MONTH})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH})\b\.?)(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<weekday>{_DAY})\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|since|by|until) (?P<year>(?:19|20)\d\d)\b(?![-,.]?\d|-| \w+ing\b)")
_PLACE = re.compile(
    r"\b(?P<how>in|at|outside|near) (?:the )?(?P<place>[A-Z][\w'.-]*(?: (?:of |upon |de |la )?[A-Z][\w'.-]*)*)"
)
_GOVERNOR = re.compile(r"([A-Za-z][\w'-]*)\W{1,2}(?:(?:on|by|in|at|of|late|early|this|last|next|for|the)\s)*$", re.I)
# Words in capitals after "in" that are no places.
_NO_PLACES = frozenset(
    "congress senate house parliament english spanish french democratic republican god twitter facebook instagram "
    "youtube white american republicans democrats".split()
) | {*_MONTHS, *_DAYS}
_COUNTRIES = {
    "united states": {"us", "u.s", "usa", "united states", "america"},
    "united kingdom": {"uk", "u.k", "united kingdom", "britain"},
}


@dataclass(frozen=True, slots=True)
class Anchored:
    """A date or a place. ``governor`` is the stem of the word before it, "" where there is none in its clause.

    ``value`` of a date is ISO ("2022-06-21"), "friday" or a year; of a place its words in small letters.
    """

    span: Span
    governor: str
    value: str


def dates_in(folded: str, start: int, end: int, published: date | None) -> Iterator[Anchored]:
    """The days and years that a sentence names.

    Days of the week, and days without a year, are the nearest ones to ``published`` where that is known.
    """
    for match in _DATE.finditer(folded, start, end):
        value = _day_of(match, published)
        if value:
            written = match.group().rstrip(".")
            span = Span(match.start(), match.start() + len(written))
            yield Anchored(span, _governor(folded, start, match.start()), value)
    for match in _YEAR.finditer(folded, start, end):
        yield Anchored(Span(*match.span("year")), _governor(folded, start, match.start()), match["year"])


def places_in(folded: str, start: int, end: int) -> Iterator[Anchored]:
    """The places that a sentence names after "in", "at", "outside" or "near"."""
    lexicon = people_lexicon()
    for match in _PLACE.finditer(folded, start, end):
        place = match["place"].removesuffix("'s")
        place = place if place.endswith(("S.", "K.")) else place.rstrip(".")
        words = [word.rstrip(".") for word in place.lower().split()]
        of_a_people = len(words) == 1 and words[0].endswith(("ian", "ish", "ese"))
        other = words[0] in _NO_PLACES or words[0] in lexicon.before_names or of_a_people
        if other or not lexicon.organisation_words.isdisjoint(words):
            continue
        begin = match.start("place")
        span = Span(begin, begin + len(place))
        yield Anchored(span, _governor(folded, start, match.start()), _place_of(words, folded[span.end : end]))


def _place_of(words: list[str], behind: str) -> str:
    """The plain name of a place, with the state that is named behind it: "san bruno california"."""
    name = " ".join(words)
    for country, names in _COUNTRIES.items():
        if name in names:
            return country
    following = re.match(r", ([A-Z][\w.]*(?: [A-Z]\w+)?)", behind)
    written = following.group(1).rstrip(".") if following else ""
    for state, forms in people_lexicon().states.items():
        if written and written in {state, *forms}:  # "San Bruno, Calif."
            return f"{name} {state.lower()}"
    return name


def _governor(folded: str, start: int, at: int) -> str:
    found = _GOVERNOR.search(folded, max(start, at - 40), at)
    word = found.group(1).lower() if found else ""
    return "" if word in STOP_WORDS or len(word) < 3 else word.partition("'")[0][:6]


def _day_of(match: re.Match[str], published: date | None) -> str:
    month = match["month"] or match["month2"]
    if month is None:
        weekday = match["weekday"].lower()
        return _nearest_weekday(weekday, published).isoformat() if published else weekday
    number, day = _MONTHS[month.lower()], int(match["day"] or match["day2"])
    year = match["year"]
    if year is None and published is None:
        return f"{number:02}-{day:02}"
    years = [int(year)] if year else [published.year - 1, published.year, published.year + 1]  # type: ignore[union-attr]
    days = [found for y in years if (found := _date(y, number, day))]
    near = published or date(int(year or 1), 1, 1)
    return min(days, key=lambda found: abs(found - near)).isoformat() if days else ""


def _nearest_weekday(weekday: str, published: date) -> date:
    back = (published.weekday() - _DAYS.index(weekday)) % 7
    return published - timedelta(days=back) if back < 5 else published + timedelta(days=7 - back)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
