"""The numbers that a short text names, whether in figures or in words: "a dozen", "1.2bn", "twelve hundred"."""

import re

from articles.analysis.text.folding import fold

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "one" is left out: it is a pronoun as often as a number.
_WORDS = {word: float(value) for value, word in enumerate(_ONES) if word != "one"} | {"dozen": 12.0}
_TENS_VALUES = {word: 10.0 * ten for ten, word in enumerate(_TENS, start=2)}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
_PIECE = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<scale>k|m|bn|tn)?(?:st|nd|rd|th)?(?![a-z])|[a-z]+")


def amounts(text: str) -> frozenset[float]:
    """The numbers of ``text``; years and days of a month are numbers too.

    >>> sorted(amounts("About $1.2bn for twenty-two towns by July 1st"))
    [1.0, 22.0, 1200000000.0]
    """
    found: list[float] = []
    joins = False  # whether the word before was a number of tens that "two" in "twenty-two" adds to
    for match in _PIECE.finditer(fold(text).lower()):
        word, tens = match.group(), joins
        joins = False
        if match["figure"]:
            found.append(float(match["figure"].replace(",", "")) * _SHORT.get(match["scale"] or "", 1.0))
        elif word in _TENS_VALUES:
            found.append(_TENS_VALUES[word])
            joins = True
        elif tens and word in _ONES[1:10]:
            found[-1] += _ONES.index(word)
        elif word in _WORDS:
            found.append(_WORDS[word])
        elif word in _SCALES and found:
            found[-1] *= _SCALES[word]
    return frozenset(found)
