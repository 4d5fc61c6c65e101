"""How alike passages of one story are by meaning, judged against what the story's sentences have in common anyway.

Three measures, each 0 to 1: the cosine of static embeddings (the words weighted by rarity), the TF-IDF cosine of
six-letter stems (rarity counted over the sentences of the story), and the share of the rarer words of the claim that
the passage has, names of speakers left out.

Nothing is compared with everything: an inverted index of the rarer stems gives the pairs of passages that may be
alike, and only these are measured, all at once and each once. So one article more costs what it shares with the others.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.points.pairs import Floats, Ints, Lists, Pairs, ranges, sums
from articles.analysis.points.words import Numbers, Words
from articles.analysis.text.similarity import STOP_WORDS, embedder, pieces, stems

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEM = 6
# A stem in more passages than this makes no pairs: it is what the story is about. It still counts in those made. In
# stories of three articles that leaves nothing out; at 40 only_precision fell by 0.02.
_COMMON = 80
_AT_ONCE = 1 << 15  # pairs to which common stems are added at a time


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of texts: of text ``text[n]`` the words that begin from character ``start[n]`` on, before ``end[n]``."""

    text: Ints
    start: Ints
    end: Ints

    def __len__(self) -> int:
        return len(self.text)


class PassageIndex:
    """The passages of a story: its sentences first (they say how rare a word is), then any others.

    Passages of the same words in the same place are one row of the index. Rows are in order of text and place.
    """

    def __init__(self, texts: Sequence[Words], passages: Passages, sentences: int, names: Iterable[str]) -> None:
        self._words: Numbers[str] = Numbers()
        self._stems: Numbers[str] = Numbers()
        in_order = [np.fromiter(map(self._words.__getitem__, t.words), np.int64, len(t.words)) for t in texts]
        begin, end = _places(texts, passages)
        rows, self.row_of = np.unique(begin * (int(end.max(initial=0)) + 1) + end, return_inverse=True)
        first = np.zeros(len(rows), dtype=np.int64)  # one of the passages that the row is
        first[self.row_of] = np.arange(len(passages))
        self.size, self.text = len(rows), passages.text[first]
        at, row = ranges(begin[first], (end - begin)[first])
        word = np.concatenate([*in_order, np.zeros(0, dtype=np.int64)])[at]
        self._stem_of = np.array([self._stems[w.lower()[:_STEM]] for w in self._words], dtype=np.int64)
        told = np.array([w.lower() not in STOP_WORDS for w in self._words], dtype=bool)[word]
        self._row, self._word = row[told], word[told]
        self._sentences_of = np.bincount(self.row_of[:sentences], minlength=self.size)
        self._weigh(names)

    def _weigh(self, names: Iterable[str]) -> None:
        """One entry for each stem of each row, in order of row: its TF-IDF and its rarity."""
        count = max(1, len(self._stems))
        entries, times = np.unique(self._row * count + self._stem_of[self._word], return_counts=True)
        self.row, self.stem = entries // count, entries % count
        passages = np.bincount(self.row_of, minlength=self.size)
        self._spread = np.bincount(self.stem, passages[self.row], minlength=count)
        spread = np.bincount(self.stem, self._sentences_of[self.row], minlength=count)
        self._rarity = np.log((1 + self._sentences_of.sum()) / (1 + spread)) + 1
        weight = (1 + np.log(times)) * self._rarity[self.stem]
        length = np.sqrt(np.bincount(self.row, weight**2, minlength=self.size))
        self.weight = weight / np.maximum(length[self.row], 1e-9)
        telling = np.ones(count)
        telling[[self._stems[s] for name in names for s in stems(name) if s in self._stems]] = 0
        self.rare = (self._rarity * telling)[self.stem]
        self.mass = np.maximum(np.bincount(self.row, self.rare, minlength=self.size), 1e-9)
        self._content = np.bincount(self.row, telling[self.stem], minlength=self.size)

    @property
    def content(self) -> "NDArray[np.float64]":
        """How many stems each passage has that are no names of speakers."""
        return self._content[self.row_of]

    def with_stem(self, stem: str) -> Ints:
        """The rows of sentences that have a stem."""
        number = self._stems.get(stem)
        rows = self.row[self.stem == number] if number is not None else np.zeros(0, dtype=np.int64)
        return np.asarray(rows[self._sentences_of[rows] > 0], dtype=np.int64)

    def among(self, passages: Ints) -> Pairs:
        """The pairs of some passages of different texts that share a rarer stem, each once, the earlier one left."""
        return self._of_passages(passages, passages)

    def between(self, some: Ints, others: Ints) -> Pairs:
        """The pairs of ``some`` passages (left) with ``others`` of different texts that share a rarer stem."""
        ahead, behind = self._of_passages(some, others), self._of_passages(others, some).turned()
        return Pairs(*(np.concatenate([getattr(ahead, name), getattr(behind, name)]) for name in Pairs.__slots__))

    def _of_passages(self, left: Ints, right: Ints) -> Pairs:
        """The pairs of rows as pairs of passages: one of ``left`` in the earlier row, one of ``right`` in the later."""
        pairs = self._pairs
        some, first = Lists.inverse(self.row_of[left], self.size).spread(pairs.left)
        others, second = Lists.inverse(self.row_of[right], self.size).spread(pairs.right[first])
        return pairs.at(first[second], left[some[second]], right[others])

    @cached_property
    def _pairs(self) -> Pairs:
        """The rows of different texts that share a rarer stem, each pair once, the earlier row left."""
        rare = self._spread[self.stem] <= _COMMON
        order = np.argsort(self.stem, kind="stable")
        order = order[rare[order]]
        end = np.cumsum(np.bincount(self.stem[order], minlength=1))[self.stem[order]]
        place = np.arange(len(order))
        met, of = ranges(place + 1, end - place - 1)
        one, other = order[of], order[met]
        apart = self.text[self.row[one]] != self.text[self.row[other]]
        one, other = one[apart], other[apart]
        key = self.row[one] * self.size + self.row[other]
        order = np.argsort(key)
        key, one, other = key[order], one[order], other[order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        left, right = key[first] // max(1, self.size), key[first] % max(1, self.size)
        shared = np.add.reduceat(self.weight[one] * self.weight[other], first)
        told = np.add.reduceat(self.rare[one], first)
        self._add_common(~rare, left, right, shared, told)
        cosine = np.clip(self._cosines(left, right), 0, 1)
        measures = (shared, told / self.mass[left], told / self.mass[right])
        return Pairs(left, right, cosine, *(measure.astype(np.float32) for measure in measures))

    def _add_common(self, common: "NDArray[np.bool_]", left: Ints, right: Ints, *sums: "NDArray[np.float64]") -> None:
        """Add to the sums of each pair what the stems that made no pairs bring."""
        entries = np.flatnonzero(common)
        numbers, column = np.unique(self.stem[entries], return_inverse=True)
        if not len(numbers) or not len(left):
            return
        weights = np.zeros((self.size, len(numbers)), dtype=np.float32)
        weights[self.row[entries], column] = self.weight[entries]
        many = np.bincount(self.row[entries], minlength=self.size)
        first = np.cumsum(many) - many
        for start in range(0, len(left), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            fewer = many[left[part]] <= many[right[part]]
            one, other = np.where(fewer, left[part], right[part]), np.where(fewer, right[part], left[part])
            mine, pair = ranges(first[one], many[one])
            theirs = weights.ravel().take(other[pair] * len(numbers) + column[mine])
            met = np.flatnonzero(theirs)
            pair, mine = pair[met], entries[mine[met]]
            for total, brought in zip(sums, (self.weight[mine] * theirs[met], self.rare[mine]), strict=True):
                total[part] += np.bincount(pair, brought, minlength=len(one))

    def _cosines(self, left: Ints, right: Ints) -> Floats:
        """The cosines of pairs of rows in order of the left one, -1 to 1; 0 for a row of no words."""
        vectors = self._vectors()
        result = np.zeros(len(left), dtype=np.float32)
        begin = np.flatnonzero(np.diff(left, prepend=-1)).tolist()
        for first, end in pairwise([*begin, len(left)]):  # quicker than all at once: little is copied
            result[first:end] = vectors.take(right[first:end], axis=0) @ vectors[left[first]]
        return result

    def _vectors(self) -> Floats:
        """Unit vectors of the rows: the sum of their words' vectors, weighted by rarity."""
        vectors = word_vectors(self._words)
        vectors *= self._rarity[self._stem_of].astype(np.float32)[:, None]
        result = sums(vectors, Lists(self._word, np.bincount(self._row, minlength=self.size)))
        lengths = np.linalg.norm(result, axis=1, keepdims=True)
        return np.asarray(np.divide(result, lengths, out=result, where=lengths > 0), dtype=np.float32)


def _places(texts: Sequence[Words], passages: Passages) -> tuple[Ints, Ints]:
    """Where the words of each passage begin and end among the words of all texts, one text after the other."""
    starts = [np.array(text.starts, dtype=np.int64) for text in texts]
    apart = 1 + max([int(passages.end.max(initial=0)), *(int(of[-1]) for of in starts if len(of))])
    none = np.zeros(0, dtype=np.int64)
    all_starts = np.concatenate([none, *(of + number * apart for number, of in enumerate(starts))])
    begin, end = (np.searchsorted(all_starts, of + passages.text * apart) for of in (passages.start, passages.end))
    return begin, end


def word_vectors(words: Collection[str]) -> Floats:
    """The sum of the vectors of each word's pieces, one row a word."""
    if not words:
        return np.zeros((0, 1), dtype=np.float32)
    return sums(embedder().embedding, Lists.of(pieces(words)))
