"""Where the terms of a query stand in a text: what is marked on the page. The same for both databases."""

from collections.abc import Iterable, Iterator

from articles.analysis.types import Span
from articles.search.query import WORD, Query, Term, fold

_MOST = 60  # more marks in one text help nobody


def matches(text: str, query: Query) -> tuple[Span, ...]:
    """The passages of ``text`` with a wanted term, in order, the first sixty; those that overlap are joined."""
    words = [(fold(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]
    return _joined(sorted(found for term in query.wanted for found in _of_term(words, term)))


def _of_term(words: list[tuple[str, int, int]], term: Term) -> Iterator[Span]:
    length = len(term.words)
    for at in range(len(words) - length + 1):
        if _fits(words, at, term):
            yield Span(words[at][1], words[at + length - 1][2])


def _fits(words: list[tuple[str, int, int]], at: int, term: Term) -> bool:
    *before, last = term.words
    if any(words[at + step][0] != word for step, word in enumerate(before)):
        return False
    here = words[at + len(before)][0]
    return here.startswith(last) if term.open else here == last


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif len(joined) == _MOST:
            break
        else:
            joined.append(span)
    return tuple(joined)
