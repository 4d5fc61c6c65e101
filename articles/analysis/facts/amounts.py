"""Amounts in a text with what they count: "more than 40,000 members", "$1.4 billion", "a three-day walkout"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from articles.analysis.lexicon.people import singular
from articles.analysis.types import Span

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: float(value) for value, word in enumerate(_ONES)} | {
    word: 10.0 * ten for ten, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
).split()


class Bound(StrEnum):
    """How an amount is hedged."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


_HEDGES = {
    Bound.ABOUT: "about around roughly approximately some an-estimated estimated nearly almost close-to",
    Bound.OVER: "more-than over at-least upwards-of upward-of in-excess-of just-over well-over no-fewer-than",
    Bound.UNDER: "less-than fewer-than under up-to at-most as-many-as as-much-as just-under no-more-than below",
}
_HEDGE_OF = {hedge.replace("-", " "): kind for kind, words in _HEDGES.items() for hedge in words.split()}

_PLACES = frozenset({"under", "below"})  # no bound before what is counted, which has "fewer than" and the like

_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_SPELT = "|".join(sorted(_SMALL, key=len, reverse=True))
_NUMBER = (
    rf"(?:{_FIGURE})(?:[ -]?(?:{_SCALE})\b|(?:bn|tn|mn|[mk])\b)?(?!\d)"
    rf"|\b(?:{_SPELT})\b(?:[ -](?:{_SPELT})\b)?(?:[ -](?:{_SCALE})\b)*"
    rf"|\ba (?:{_SCALE})\b"
)
_AMOUNT = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(sorted(map(re.escape, _HEDGE_OF), key=len, reverse=True))}) )?"
    rf"(?P<money>(?:US|A|C)?[$£€] ?)?(?P<low>{_NUMBER})"
    rf"(?:(?: ?- ?| to | or )[$£€]?(?P<high>{_NUMBER}))?"
    r"(?P<percent> ?%| per ?cent\b)?",
    re.I,
)
_BEFORE = 12  # characters before an amount that say whether it is one
_NOT_BEFORE = re.compile(r"[\w.,:/#$£€-]$|\b(?:half|quarter) (?:of )?$", re.I)
_LAST_SCALE = re.compile(rf"(?:{_SCALE}|bn|tn|mn|[mk])$")
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\.? $", re.I)
_NOT_AFTER = re.compile(rf"(?:st|nd|rd|th|s)\b|[:/]\d|\.\d| ?(?:a|p)\.?m\b| (?:{'|'.join(_MONTHS)})\b|'|-\d", re.I)
_COMPOUND = re.compile(r"-(?P<noun>[a-z]+)(?P<old>-olds?)?(?![\w])", re.I)
_NEXT = re.compile(r" (?P<word>[A-Za-z][\w'-]*)")
_STOPS = frozenset(
    "of in on at to for from with by and or but nor as than that which who whom whose when where while if because "
    "the a an this these those his her its their our my your is are was were be been being has have had will would "
    "could should may might can must do does did said says say after before since until during against under over "
    "between into through about per each every away ago more less later earlier not also so now then there he she it "
    "they we you i".split()
)
_PLURALS = frozenset("people men women children police troops percent feet".split())
_MOST_WORDS = 4  # that an amount's noun may stand behind it


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount, from its hedge to what it counts.

    ``low`` and ``high`` are the same but for a range ("10-15"). ``unit`` is what can be compared: a sign of money, "%",
    or the singular of what is counted, in small letters. ``noun`` is that as written, "" for money and shares.
    """

    span: Span
    bound: Bound
    low: float
    high: float
    unit: str
    noun: str


def amounts_in(folded: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts of ``folded[start:end]``, a sentence; years, days, times, ordinals and bare numbers are none."""
    for match in _AMOUNT.finditer(folded, start, end):
        amount = _amount(folded, match, start, end)
        if amount is not None:
            yield amount


def _amount(folded: str, match: re.Match[str], start: int, end: int) -> Amount | None:
    begin, hedge = match.start(), (match["hedge"] or "").lower()
    before = folded[max(start, begin - _BEFORE) : begin]
    if _NOT_BEFORE.search(before) or (_MONTH_BEFORE.search(before) and not hedge):
        return None
    if _NOT_AFTER.match(folded, match.end(), end) or match["low"].lower() == "one":  # "one" is a pronoun as often
        return None
    low, high = _range(match["low"], match["high"])
    unit, noun, finish = _counted(folded, match, end)
    if not unit or low > high:
        return None
    bound = _HEDGE_OF[hedge] if hedge else Bound.EXACT
    if noun and hedge in _PLACES:  # "under 21 years of age"
        begin, bound = match.start("low"), Bound.EXACT
    return Amount(Span(begin, finish), bound, low, high, unit, noun)


def _range(first: str, second: str | None) -> tuple[float, float]:
    """The values of a number, or of two that bound a range; "8-12 million" are millions both."""
    low = value_of(first)
    if second is None:
        return low, low
    scale = _LAST_SCALE.search(second.lower())
    plain = scale is not None and not re.search(r"[a-z]", first, re.I)
    return low * (_SCALES[scale.group()] if scale and plain else 1.0), value_of(second)


def value_of(number: str) -> float:
    """The value of a number in figures or words.

    >>> value_of("1.2 million"), value_of("twenty-two"), value_of("a dozen"), value_of("two hundred thousand")
    (1200000.0, 22.0, 12.0, 200000.0)
    """
    total = run = 0.0
    for word in re.findall(rf"{_FIGURE}|[a-z]+", number.lower()):
        if word[0].isdigit():
            run += float(word.replace(",", ""))
        elif word in _SMALL:
            run += _SMALL[word]
        elif word in {"hundred", "dozen"}:
            run = (run or 1.0) * _SCALES[word]
        elif word in _SCALES:
            total, run = total + (run or 1.0) * _SCALES[word], 0.0
    return total + run


def _counted(folded: str, match: re.Match[str], end: int) -> tuple[str, str, int]:
    """What an amount counts: its unit, its noun and where the noun ends; no unit where nothing is counted."""
    finish = match.end()
    if match["money"]:
        return match["money"].strip()[-1], "", finish
    points = re.match(r"(?:[ -]?(?:percentage|per cent))?[ -]points?\b", folded[finish : min(end, finish + 20)])
    if points and (match["percent"] or points.group().strip(" -") != "points" or True):
        return "point", "points", finish + points.end()
    if match["percent"]:
        return "%", "", finish
    if re.fullmatch(r"(?:19|20)\d\d", match["low"]):
        return "", "", finish
    compound = _COMPOUND.match(folded, finish, end)
    if compound:
        if compound["noun"].lower() in _SMALL or compound["noun"].lower() in _STOPS:
            return "", "", finish
        unit = "year old" if compound["old"] else singular(compound["noun"].lower())
        return unit, compound.group()[1:], compound.end()
    return _plural_behind(folded, finish, end)


def _plural_behind(folded: str, finish: int, end: int) -> tuple[str, str, int]:
    """The first noun in the plural among the next words; one in small letters before a name."""
    named = ("", "", finish)
    at = finish
    for _ in range(_MOST_WORDS):
        word = _NEXT.match(folded, at, end)
        if word is None or word["word"].lower() in _STOPS:
            break
        at = word.end()
        lower = word["word"].lower().removesuffix("'")
        plural = lower in _PLURALS or (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s")))
        if plural:
            found = (singular(lower), folded[finish + 1 : at], at)
            if word["word"].islower():
                return found
            named = named if named[0] else found
    return named
