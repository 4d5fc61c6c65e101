r"""Patterns of many terms, tried only where a word begins like one of them.

One pattern of a thousand alternatives tries each of them at every word of a text: that took longer than the parser.
"""

import re
from collections.abc import Iterator, Mapping

_BEGINS = 3  # letters by which a word is known to open no term
_WORD = re.compile(rf"(?<![\w-])\w{{1,{_BEGINS}}}")


class TermPattern:
    """Finds terms of named groups as one compiled pattern of all of them would: ``lastgroup`` names the group.

    Case is ignored; a term stands neither before nor behind a letter, digit or hyphen. Earlier groups go first, and
    within a group longer terms.
    """

    def __init__(self, groups: Mapping[str, str]) -> None:
        by_opening: dict[str, dict[str, set[str]]] = {}
        for name, terms in groups.items():
            for term in terms.split():
                by_opening.setdefault(_opening(term), {}).setdefault(name, set()).add(term)
        self._by_opening = {opening: _compiled(named) for opening, named in by_opening.items()}

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All terms of ``text[start:end]`` in order; none overlaps another."""
        end = len(text) if end is None else end
        free = start
        for word in _WORD.finditer(text, start, end):
            pattern = self._by_opening.get(word.group().lower())
            if pattern is None or word.start() < free:
                continue
            match = pattern.match(text, word.start(), end)
            if match is not None:
                yield match
                free = match.end()

    def search(self, text: str) -> re.Match[str] | None:
        """The first term of ``text``."""
        return next(self.finditer(text), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The term that ``text`` is."""
        word = _WORD.match(text)
        pattern = self._by_opening.get(word.group().lower()) if word is not None else None
        return pattern.fullmatch(text) if pattern is not None else None


def term_pattern(term: str) -> str:
    r"""The pattern of a lexicon entry: ``*`` is any ending, ``-`` a hyphen or a space.

    >>> term_pattern("far-right*")
    'far[- ]right\\w*'
    """
    return re.escape(term).replace(r"\*", r"\w*").replace(r"\-", "[- ]")


def _opening(term: str) -> str:
    """The letters that a term begins with. Raises ``ValueError`` where an ending of any kind follows too few."""
    word = re.match(rf"\w{{1,{_BEGINS}}}", term)
    if word is None or (word.end() < _BEGINS and term[word.end() :].startswith("*")):
        raise ValueError(f"The term {term!r} must begin with a word, or {_BEGINS} letters before a *.")
    return word.group().lower()


def _compiled(groups: Mapping[str, set[str]]) -> re.Pattern[str]:
    named = (
        f"(?P<{name}>{'|'.join(term_pattern(term) for term in sorted(terms, key=lambda t: (-len(t), t)))})"
        for name, terms in groups.items()
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(named)})(?![\w-])", re.I)
