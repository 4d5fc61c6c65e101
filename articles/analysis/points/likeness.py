"""How alike passages of one story are by meaning, judged against what the story's sentences have in common anyway.

Three measures, each 0 to 1: the cosine of static embeddings (the words weighted by rarity), the TF-IDF cosine of
six-letter stems (rarity counted over the sentences of the story), and the share of the rarer words of the claim that
the passage has, names of speakers left out.

Nothing is compared with everything: an inverted index of the rarer stems gives the pairs of passages that may be
alike, and only these are measured, all at once. So one article more costs what it shares with the others.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.analysis.text.folding import fold
from articles.analysis.text.similarity import STOP_WORDS, embedder, stems
from articles.analysis.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Floats = "NDArray[np.float32]"
type Ints = "NDArray[np.int64]"

_STEM = 6
# A stem in more passages than this makes no pairs: it is what the story is about. It still counts in those made. In
# stories of three articles that leaves nothing out; at 40 only_precision fell by 0.02.
_COMMON = 80
_AT_ONCE = 1 << 14  # pairs whose vectors are multiplied at a time
_LONGEST = 40  # characters of a word that are looked at
_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z]+)?")


class Words:
    """The words of one text with their places, found once."""

    def __init__(self, text: str) -> None:
        found = [(m.start(), m.group().partition("'")[0]) for m in _WORD.finditer(fold(text))]
        self.starts = [start for start, _ in found]
        self.words = [word for _, word in found]

    def within(self, spans: Iterable[Span]) -> list[str]:
        """The words that begin in any of ``spans``, possessive endings and contractions cut off."""
        return [w for s, e in spans for w in self.words[bisect_left(self.starts, s) : bisect_left(self.starts, e)]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of passages that may be alike (``left[n]`` with ``right[n]``) and how alike they are, each 0 to 1.

    ``told`` is how much of the left passage's words the right one has.
    """

    left: Ints
    right: Ints
    cosine: Floats
    shared: Floats
    told: Floats

    @property
    def likeness(self) -> Floats:
        """The mean of the three measures: how much the right passage tells of the left one."""
        return np.asarray((self.cosine + self.shared + self.told) / 3, dtype=np.float32)


class PassageIndex:
    """The passages of a story: its sentences first (they say how rare a word is), then any others."""

    def __init__(self, passages: Sequence[Sequence[str]], sentences: int, names: Iterable[str]) -> None:
        vocabulary: dict[str, int] = {}
        rows, words = [], []
        for number, passage in enumerate(passages):
            for word in passage:
                if word.lower() not in STOP_WORDS:
                    rows.append(number)
                    words.append(vocabulary.setdefault(word, len(vocabulary)))
        self.size = len(passages)
        self._row, self._word = np.array(rows, dtype=np.int64), np.array(words, dtype=np.int64)
        self._stems: dict[str, int] = {}
        self._stem_of = np.array(
            [self._stems.setdefault(w.lower()[:_STEM], len(self._stems)) for w in vocabulary], dtype=np.int64
        )
        self._weigh(sentences, names)
        self._vectors = self._embedded(list(vocabulary))

    def _weigh(self, sentences: int, names: Iterable[str]) -> None:
        """One entry for each stem of each passage, in order of passage: its TF-IDF and its rarity."""
        stems_count = max(1, len(self._stems))
        entries, counts = np.unique(self._row * stems_count + self._stem_of[self._word], return_counts=True)
        self.row, self.stem = entries // stems_count, entries % stems_count
        spread = np.bincount(self.stem[self.row < sentences], minlength=stems_count)
        self._rarity = np.log((1 + sentences) / (1 + spread)) + 1
        weight = (1 + np.log(counts)) * self._rarity[self.stem]
        length = np.sqrt(np.bincount(self.row, weight**2, minlength=self.size))
        self.weight = weight / np.maximum(length[self.row], 1e-9)
        telling = np.ones(stems_count)
        telling[[self._stems[s] for name in names for s in stems(name) if s in self._stems]] = 0
        self.rare = (self._rarity * telling)[self.stem]
        self.mass = np.bincount(self.row, self.rare, minlength=self.size)
        self.content = np.bincount(self.row, telling[self.stem], minlength=self.size)

    def _embedded(self, vocabulary: Sequence[str]) -> Floats:
        """Unit vectors of the passages: the sum of their words' vectors, weighted by rarity."""
        vectors = word_vectors(vocabulary)
        result = np.zeros((self.size, vectors.shape[1]), dtype=np.float32)
        if not len(self._row):
            return result
        weight = self._rarity[self._stem_of[self._word]].astype(np.float32)
        starts = np.flatnonzero(np.diff(self._row, prepend=-1))
        for first in range(0, len(starts), _AT_ONCE >> 4):
            some = starts[first : first + (_AT_ONCE >> 4)]
            end = starts[first + len(some)] if first + len(some) < len(starts) else len(self._row)
            weighted = vectors[self._word[some[0] : end]] * weight[some[0] : end, None]
            result[self._row[some]] = np.add.reduceat(weighted, some - some[0], axis=0)
        lengths = np.linalg.norm(result, axis=1, keepdims=True)
        return np.asarray(np.divide(result, lengths, out=result, where=lengths > 0), dtype=np.float32)

    def rows_with(self, stem: str) -> Ints:
        """The passages that have a stem."""
        number = self._stems.get(stem)
        return self.row[self.stem == number] if number is not None else np.zeros(0, dtype=np.int64)

    def pairs(self, left: Ints, right: Ints, part: Ints) -> Pairs:
        """Measure the passages ``left`` against ``right`` where they share a rarer stem and ``part`` differs.

        ``part`` says for every passage which article it is of.
        """
        is_left, is_right = np.zeros(self.size, dtype=bool), np.zeros(self.size, dtype=bool)
        is_left[left], is_right[right] = True, True
        spread = np.bincount(self.stem, minlength=len(self._stems) or 1)
        rare = spread[self.stem] <= _COMMON
        order = np.argsort(self.stem, kind="stable")
        ours = order[(is_left[self.row] & rare)[order]]
        theirs = order[(is_right[self.row] & rare)[order]]
        begin = np.searchsorted(self.stem[theirs], self.stem[ours], "left")
        many = np.searchsorted(self.stem[theirs], self.stem[ours], "right") - begin
        ends = np.cumsum(many)
        a = np.repeat(ours, many)
        b = theirs[np.arange(len(a)) - np.repeat(ends - many, many) + np.repeat(begin, many)] if len(a) else a
        apart = part[self.row[a]] != part[self.row[b]]
        a, b = a[apart], b[apart]
        keys, pair = np.unique(self.row[a] * self.size + self.row[b], return_inverse=True)
        one, other = keys // self.size, keys % self.size
        shared = np.bincount(pair, self.weight[a] * self.weight[b], minlength=len(keys)).astype(np.float64)
        told = np.bincount(pair, self.rare[a], minlength=len(keys)).astype(np.float64)
        self._add_common(~rare, one, other, shared, told)
        told = told / np.maximum(self.mass[one], 1e-9)
        cosine = np.zeros(len(keys), dtype=np.float32)
        for first in range(0, len(keys), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            cosine[some] = np.einsum("ij,ij->i", self._vectors[one[some]], self._vectors[other[some]])
        return Pairs(one, other, np.clip(cosine, 0, 1), shared.astype(np.float32), told.astype(np.float32))

    def _add_common(self, common: "NDArray[np.bool_]", one: Ints, other: Ints, *sums: "NDArray[np.float64]") -> None:
        """Add to the sums of each pair what the stems that made no pairs bring."""
        entries = np.flatnonzero(common)
        numbers, column = np.unique(self.stem[entries], return_inverse=True)
        if not len(numbers) or not len(one):
            return
        weights = np.zeros((self.size, len(numbers)), dtype=np.float32)
        weights[self.row[entries], column] = self.weight[entries]
        begin = np.searchsorted(self.row[entries], one, "left")
        many = np.searchsorted(self.row[entries], one, "right") - begin
        pair = np.repeat(np.arange(len(one)), many)
        mine = np.arange(len(pair)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(begin, many)
        theirs = weights[other[pair], column[mine]]
        met = np.flatnonzero(theirs)
        pair, mine = pair[met], entries[mine[met]]
        shared, told = sums
        shared += np.bincount(pair, self.weight[mine] * theirs[met], minlength=len(one))
        told += np.bincount(pair, self.rare[mine], minlength=len(one))


def word_vectors(words: Sequence[str]) -> Floats:
    """The sum of the vectors of each word's pieces, one row a word."""
    if not words:
        return np.zeros((0, 1), dtype=np.float32)
    model = embedder()
    found = model.tokenizer.encode_batch([word[:_LONGEST] for word in words], add_special_tokens=False)
    pieces = np.array([one.ids for one in found], dtype=np.int64)
    mask = np.array([one.attention_mask for one in found], dtype=np.float32)
    result = np.zeros((len(words), model.embedding.shape[1]), dtype=np.float32)
    for column in range(pieces.shape[1]):
        result += model.embedding[pieces[:, column]] * mask[:, column, None]
    return result
