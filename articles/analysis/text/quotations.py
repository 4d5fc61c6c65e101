"""Quotation marks over a whole text, as a state machine: which characters stand between marks.

A quotation over several paragraphs opens its mark anew in each and closes it in the last; boilerplate in
between does not end it. House styles (double marks, or single ones) are told apart for each text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")  # the marks in it are none of the report's
_TWIN_OPEN = re.compile(r"(?<![\w'.,])''(?=[^\s'])|(?<![\w'.,])''(?='[^\s'])")
_TWIN_CLOSE = re.compile(r"(?<=[^\s'])('?)''(?![\w'])")
_BESIDE = "\u200a"  # what a twin mark's outer half is held to be
_DOUBLE_OPEN = re.compile(r"\"(?=[^\s\"]|\s(?:\.\.|…))")
_SINGLE_CLOSE = re.compile(r"(?<=\S)'(?!\w)")
_POSSESSIVE = re.compile(r"s' [a-z]")
_SINGLE_OPEN = re.compile(r"(?<![\w'.,])'(?=[^\s'])(?!(?:s|t|re|ve|ll|d|m|em|til|cause|bout|\d\ds)\b)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between one pair of marks.

    ``parts`` are the characters inside the marks, one span for each paragraph; ``outer`` the same with the marks
    (a later paragraph may go on without a mark of its own). ``closed`` is False where no closing mark was found.
    """

    parts: tuple[Span, ...]
    outer: tuple[Span, ...]
    closed: bool

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.outer[0].start

    @property
    def end(self) -> int:
        """Just behind the last mark."""
        return self.outer[-1].end


def quotations_in(text: str, paragraphs: Sequence[Span]) -> list[Quotation]:
    """All quotations of the given paragraphs of ``text``, in order; nested marks belong to the outer one."""
    folded = _twins_as_one(without_markup(fold(text)))
    mark = house_mark("\n".join(folded[p.start : p.end] for p in paragraphs))
    scan = _Scan(text, folded, mark)
    for paragraph in paragraphs:
        scan.read(paragraph)
    scan.finish()
    return scan.found


def house_mark(folded: str) -> str:
    """The mark that a house quotes speech with: double wherever it stands at all, else single."""
    doubles = folded.count('"')
    return '"' if doubles >= 2 or (doubles and not _SINGLE_OPEN.search(folded)) else "'"


def without_markup(folded: str) -> str:
    """The text with blanks for what stands in angle brackets; as long as before."""
    return _MARKUP.sub(lambda tag: " " * len(tag.group()), folded)


def _twins_as_one(folded: str) -> str:
    """Quotations in twin single marks (``said ''so''``, or with backticks) given a double mark; as long as before."""
    if not (_TWIN_OPEN.search(folded) and _TWIN_CLOSE.search(folded)):
        return folded
    folded = _TWIN_OPEN.sub(f'{_BESIDE}"', folded)
    return _TWIN_CLOSE.sub(rf'\1"{_BESIDE}', folded)


class _Scan:
    def __init__(self, text: str, folded: str, mark: str) -> None:
        self.text, self.folded, self.mark = text, folded, mark
        self.found: list[Quotation] = []
        self._parts: list[Span] = []
        self._outer: list[Span] = []

    def read(self, paragraph: Span) -> None:
        at = paragraph.start
        if self._parts:
            if self.folded[at] == _BESIDE:
                at += 1
            if self.folded[at] == self.mark:
                at = self._take(at, paragraph.end)
            elif self._closes_first(paragraph):
                at = self._take(at - 1, paragraph.end)
            else:
                self.finish()
        while True:
            opened = self._next_open(at, paragraph.end)
            if opened is None:
                return
            at = self._take(opened, paragraph.end)

    def _closes_first(self, paragraph: Span) -> bool:
        """Whether an open quotation goes on without a mark of its own: the paragraph's first mark is a closing one."""
        at = self.folded.find(self.mark, paragraph.start, paragraph.end)
        if at == -1 or self.mark != '"':
            return False
        return self.text[at] == "”" or (self.text[at] == '"' and not self.text[at - 1].isspace())

    def finish(self) -> None:
        if self._parts:
            self._close(closed=False)

    def _next_open(self, at: int, end: int) -> int | None:
        pattern = _DOUBLE_OPEN if self.mark == '"' else _SINGLE_OPEN
        for match in pattern.finditer(self.folded, at, end):
            if match.start() == at or self.mark == "'" or not self._is_measure(match.start()):
                return match.start()
        return None

    def _is_measure(self, at: int) -> bool:
        """An inch mark (6'2", 12") is no quotation mark."""
        return self.text[at] == '"' and at > 0 and self.text[at - 1].isdigit()

    def _take(self, opened: int, end: int) -> int:
        closing = self._closing(opened + 1, end)
        inside = trim(self.text, opened + 1, end if closing is None else closing)
        if inside[0] < inside[1]:
            self._parts.append(Span(*inside))
            first = self._outermost(opened, -1) if self.folded[opened] == self.mark else inside[0]
            self._outer.append(Span(first, end if closing is None else self._outermost(closing, 1) + 1))
        if closing is None:
            return end
        self._close(closed=True)
        return self._outermost(closing, 1) + 1

    def _outermost(self, at: int, way: int) -> int:
        """Where a mark ends on its outer side: a twin mark takes two characters."""
        beside = at + way
        return beside if 0 <= beside < len(self.folded) and self.folded[beside] == _BESIDE else at

    def _closing(self, at: int, end: int) -> int | None:
        if self.mark == '"':
            found = self.folded.find('"', at, end)
            while found != -1 and self._reopens(found, end):
                found = self.folded.find('"', found + 1, end)
            return None if found == -1 else found
        return self._single_closing(at, end)

    def _reopens(self, at: int, end: int) -> bool:
        """A curly opening mark inside a quotation, or a straight one between space and letter, is nested."""
        before = self.text[at - 1]
        opens = (before.isspace() or before in "([—–-") and at + 1 < end and self.text[at + 1].isalnum()
        return opens and self.text[at] in '“„«"'

    def _single_closing(self, at: int, end: int) -> int | None:
        candidates = _SINGLE_CLOSE.finditer(self.folded, at, end)
        found = next(candidates, None)
        while found is not None:
            later = next(candidates, None)
            if later is None or _POSSESSIVE.match(self.folded, found.start() - 1) is None:
                return found.start()
            found = later
        return None

    def _close(self, *, closed: bool) -> None:
        if self._parts:
            self.found.append(Quotation(tuple(self._parts), tuple(self._outer), closed))
        self._parts, self._outer = [], []
