"""Where the words stand that an editor gave, typed, pasted or selected: exact characters of the stored text."""

import re
from collections.abc import Sequence
from itertools import islice

from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

# Between the parts of a passage: the words between them (a reporting clause, a caption) do not belong to it.
BREAK = "[…]"
_BREAK = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*")
_MOST = 50  # places: whoever gives a single letter is told that it stands often, not where everywhere
_MARKS = {'"': '"', "'": "'"}  # folded: the mark that opens, and the one that closes it

type Parts = tuple[Span, ...]


def passages_of(text: str, words: str) -> tuple[Parts, ...]:
    """The places where ``words`` stand in ``text``, whatever the white space, marks, dashes and case; at most 50.

    Words parted by "[…]" are parts of one passage: each later part is taken where it next stands.

    >>> passages_of("He said: “It’s a deal”.", "it's  a deal")
    ((Span(start=10, end=21),),)
    """
    patterns = [_pattern(part) for part in _BREAK.split(words.strip()) if part]
    if not patterns:
        return ()
    first, *later = patterns
    folded = fold(text)
    places = (Span(*match.span()) for match in islice(first.finditer(folded), _MOST))
    return tuple(parts for place in places if (parts := _with(place, later, folded)))


def nearest_to(here: Parts, places: Sequence[Parts], at: str = "") -> Parts:
    """Of several places the one that begins ``at`` an offset, else what shares most with ``here``, else the first.

    Empty for no places.
    """
    chosen = [place for place in places if str(place[0].start) == at]
    return max(chosen or places, key=lambda place: _shared(place, here), default=())


def words_of(text: str, parts: Sequence[Span]) -> str:
    """The words of a passage as ``passages_of`` takes them: its lines one below the other, "[…]" between parts."""
    return f" {BREAK} ".join(text[part.start : part.end] for part in parts)


def within_marks(text: str, span: Span) -> Span:
    """A selection without white space at its edges, and without the quotation marks around the whole of it."""
    start, end = trim(text, *span)
    folded = fold(text[start:end])
    if len(folded) > 2 and _MARKS.get(folded[0]) == folded[-1] and folded[0] not in folded[1:-1]:
        start, end = trim(text, start + 1, end - 1)
    return Span(start, end)


def is_quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand right before and behind, as around a direct quotation."""
    before, behind = fold(text[max(span.start - 1, 0) : span.start]), fold(text[span.end : span.end + 1])
    return bool(before) and _MARKS.get(before) == behind


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, fold(words).split())), re.IGNORECASE)


def _with(first: Span, later: Sequence[re.Pattern[str]], folded: str) -> Parts:
    """A first part with the later ones behind it; empty where one of them does not follow."""
    parts = [first]
    for pattern in later:
        match = pattern.search(folded, parts[-1].end)
        if match is None:
            return ()
        parts.append(Span(*match.span()))
    return tuple(parts)


def _shared(these: Parts, those: Parts) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in these for b in those)
