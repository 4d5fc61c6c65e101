"""What a reader typed, taken apart: words, "phrases", beginnings* and -without. Knows no database.

Nothing typed is ever handed to a database as syntax; each database gets the terms one by one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 200  # characters

# A word as both databases see it: letters and digits, with accents that stand as characters of their own.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_ACCENT = re.compile("[\u0300-\u036f]")


class CannotSearch(Exception):
    """Nothing can be looked for; the message is one sentence that says what to write instead."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several side by side. ``words`` are folded; ``open`` means that the last one may go on."""

    text: str
    words: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``wanted`` (never empty) has to be there, in any order, and nothing of ``without``."""

    wanted: tuple[Term, ...]
    without: tuple[Term, ...] = ()


def parse(text: str) -> Query:
    """Read what a reader typed; whatever is no word or mark of the syntax is passed over.

    >>> [term.words for term in parse("“picket line” strik* -rail").wanted]
    [('picket', 'line'), ('strik',)]
    """
    if len(text) > LONGEST:
        raise CannotSearch(f"A search has at most {LONGEST} characters and this one has {len(text)}: leave some out.")
    terms = list(_terms(text))
    wanted = tuple(dict.fromkeys(term for term, excluded in terms if not excluded))
    without = tuple(dict.fromkeys(term for term, excluded in terms if excluded))
    if wanted:
        return Query(wanted, without)
    if without:
        raise CannotSearch("This search only says what to leave out: add a word to look for.")
    raise CannotSearch("There is no word in this search: write one with letters or digits.")


def fold(word: str) -> str:
    """A word as words are compared: in small letters, without accents.

    >>> fold("Müller")
    'muller'
    """
    return _ACCENT.sub("", unicodedata.normalize("NFKD", word)).lower()


def _terms(text: str) -> Iterator[tuple[Term, bool]]:
    for match in _TERM.finditer(text.translate(_MARKS)):
        minus, phrase, bare = match.groups()
        if bare is not None and bare.startswith("-"):  # "--word" leaves out as "-word" does
            minus, bare = "-", bare.lstrip("-")
        raw = bare if phrase is None else phrase
        found = WORD.findall(raw)
        if found:
            yield Term(" ".join(found), tuple(map(fold, found)), _is_open(raw)), bool(minus)


def _is_open(raw: str) -> bool:
    """Whether a star follows the last word at once."""
    last = [match.end() for match in WORD.finditer(raw)][-1]
    return raw[last : last + 1] == "*"
