"""Which full names are forms of one name, and which form is shown."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from articles.analysis.lexicon.people import people_lexicon

_LONG_SURNAME = 5  # letters from which one wrong letter is taken for a misspelling


def same_person(first: str, second: str) -> bool:
    """Whether two full names differ only by a middle name, a short or initial forename, or one letter.

    >>> same_person("Joseph R. Roe", "Joe Roe"), same_person("Michael Roe", "Michelle Roe")
    (True, False)
    """
    a, b = first.split(" "), second.split(" ")
    if a[-1].casefold() != b[-1].casefold():
        near = DamerauLevenshtein.distance(first, second, score_cutoff=1) <= 1
        return near and a[0] == b[0] and min(len(a[-1]), len(b[-1])) >= _LONG_SURNAME
    if len(a) == len(b) == 2 and len(a[0]) >= _LONG_SURNAME <= len(b[0]):
        near = DamerauLevenshtein.distance(a[0], b[0], score_cutoff=1) <= 1
        known = people_lexicon().forenames
        if near and not {a[0].lower(), b[0].lower()} <= known:
            return True  # "Michele" and "Michelle", where they are not two common forenames
    return _same_forename(a[0], b[0]) and not _other_initials(a[1:-1], b[1:-1])


def _same_forename(first: str, second: str) -> bool:
    x, y = first.rstrip(".").lower(), second.rstrip(".").lower()
    if x == y or ((len(x) == 1 or len(y) == 1) and x[0] == y[0]):
        return True
    if min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x)):
        return True
    short = people_lexicon().nicknames
    return any(x in {full, *forms} and y in {full, *forms} for full, forms in short.items())


def _other_initials(first: list[str], second: list[str]) -> bool:
    """Whether both give middle initials, and others: two people ("George W." and "George H. W.")."""
    a, b = "".join(w[0] for w in first if w), "".join(w[0] for w in second if w)
    if not a or not b:
        return False
    a, b = (a if len(a) > 1 else first[0].replace(".", "")), (b if len(b) > 1 else second[0].replace(".", ""))
    return a[:1] != b[:1]


def fullest(forms: Iterable[str]) -> str:
    """The form that says most: written-out words first, then initials, then letters.

    >>> fullest(["Ann Roe", "Ann M. Roe", "A. M. Roe"])
    'Ann M. Roe'
    """

    def value(form: str) -> tuple[int, int, int, str]:
        words = form.split(" ")
        whole = [word for word in words if len(re.sub(r"\W", "", word)) > 1]
        return len(whole), len(words), len(form), form

    return max(forms, key=value)
