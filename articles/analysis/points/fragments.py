"""Quoted words that another article quotes too, whoever it says they are of.

Two pieces may take the speaker of one quotation for two people, or give it a different length; the words in the
quotation marks are then still the same, and neither stands alone.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from articles.analysis.points.words import Words
from articles.analysis.text.quotations import quotations_in
from articles.analysis.text.similarity import STOP_WORDS
from articles.analysis.types import AnalysedArticle, Span

_RUN = 6  # words in a row
_CONTENT = 2  # of them that are neither small words nor in capitals: the name of an office is nobody's words
_COMMON = 60  # places that a run may stand in before it tells nothing more

type Fragments = Mapping[str, tuple[Span, ...]]


class QuotedWords:
    """The words within quotation marks of all articles of a story, to be asked where a statement's stand again."""

    def __init__(self, articles: Mapping[str, AnalysedArticle], words: Mapping[str, Words]) -> None:
        self.words = words
        self.quoted = {key: sorted(_quoted(article)) for key, article in articles.items()}
        self._reach = {key: list(accumulate((q.end for q in quoted), max)) for key, quoted in self.quoted.items()}
        self._lower = {key: [word.lower() for word in words[key].words] for key in articles}
        is_content = _Content().__getitem__
        self._content = {key: [0, *accumulate(map(is_content, words[key].words))] for key in articles}
        self.places: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
        for key, spans in self.quoted.items():
            for span in spans:
                for at, run in self._runs(key, span):
                    if len(self.places[run]) < _COMMON:
                        self.places[run].append((key, at))

    def elsewhere(self, key: str, parts: Sequence[Span]) -> Fragments:
        """The passages of other articles that quote six words in a row of what a statement (its ``parts``) quotes."""
        found: dict[str, set[int]] = defaultdict(set)
        for part in parts:
            for both in self._quoted_of(key, part):
                for _, run in self._runs(key, both):
                    for other, at in self.places.get(run, ()):
                        if other != key:
                            found[other].update(range(at, at + _RUN))
        return {other: tuple(self._spans(other, sorted(numbers))) for other, numbers in found.items()}

    def _quoted_of(self, key: str, part: Span) -> Iterator[Span]:
        """What of a part stands within quotation marks."""
        quoted = self.quoted[key]
        first = bisect_right(self._reach[key], part.start)  # all before it end before the part
        for span in quoted[first : bisect_left(quoted, part.end, key=lambda one: one.start)]:
            start, end = max(span.start, part.start), min(span.end, part.end)
            if start < end:
                yield Span(start, end)

    def _runs(self, key: str, span: Span) -> Iterator[tuple[int, tuple[str, ...]]]:
        starts, lower, content = self.words[key].starts, self._lower[key], self._content[key]
        for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end) - _RUN + 1):
            if content[at + _RUN] - content[at] >= _CONTENT:
                yield at, tuple(lower[at : at + _RUN])

    def _spans(self, key: str, numbers: Sequence[int]) -> Iterator[Span]:
        words, first = self.words[key], 0
        for n in range(1, len(numbers) + 1):
            if n == len(numbers) or numbers[n] != numbers[n - 1] + 1:
                last = numbers[n - 1]
                yield Span(words.starts[numbers[first]], words.starts[last] + len(words.words[last]))
                first = n


class _Content(dict[str, bool]):
    """Whether words are content, found out once for each of them."""

    def __missing__(self, word: str) -> bool:
        content = self[word] = word.islower() and word not in STOP_WORDS
        return content


def _quoted(article: AnalysedArticle) -> Iterator[Span]:
    """The passages within quotation marks."""
    body = [p for p in article.paragraphs if p not in set(article.boilerplate)]
    for quotation in quotations_in(article.text, body):
        yield from quotation.parts
