"""What a word is, whose voice it stands in, and where the words of a text begin."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from articles.analysis.types import Kind, Span

type Indices = npt.NDArray[np.int64]
type Flags = npt.NDArray[np.bool_]

WORD = re.compile(r"[^\W_]+(?:['’&\-][^\W_]+|(?<=\d)[.,]\d+)*")
_MARKED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)[‘'].+?['’](?!\w)", re.DOTALL)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as it is counted: whose it is, how it is told and where; None is not known.

    ``role`` is what its speaker is, in the words of analysis/naming/roles.json. ``paragraph`` counts from 1.
    """

    ident: str
    parts: tuple[Span, ...]
    kind: str
    paragraph: int
    in_headline: bool
    speaker: str | None
    side: str | None
    role: str | None
    stance: str
    cue: Span | None
    cue_tone: str


@dataclass(frozen=True, slots=True)
class Text:
    """One article as it is measured. ``quoted`` is whatever stands between quotation marks, a statement or not."""

    key: str
    text: str
    paragraphs: tuple[Span, ...]
    headline: Span | None
    boilerplate: tuple[Span, ...]
    quoted: tuple[Span, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text less its boilerplate, in order: where each begins, itself (folded), and its voice.

    ``quoted`` words stand between quotation marks, ``own`` ones neither there nor in any statement: what an outlet
    reports in its own words of what a source said is neither.
    """

    starts: Indices
    ends: Indices
    words: tuple[str, ...]
    quoted: Flags
    own: Flags


def count_words(text: str) -> int:
    """The number of words in ``text``; 0 for an empty one."""
    return sum(1 for _ in WORD.finditer(text))


@lru_cache(maxsize=20_000)  # a story has some thousand words, each of them often
def folded_word(word: str) -> str:
    """A word as it is counted: in small letters, its apostrophes straight, without a possessive ending.

    >>> folded_word("Starmer’s"), folded_word("Don’t")
    ('starmer', "don't")
    """
    return _POSSESSIVE.sub("", word).replace("’", "'").casefold()


@lru_cache(maxsize=64)  # texts: a page of a story is asked for again and again, under one filter after the other
def words_in(text: Text) -> Words:
    """The counted words of a text."""
    found = list(WORD.finditer(text.text))
    starts = np.fromiter((match.start() for match in found), dtype=np.int64, count=len(found))
    kept = ~inside(starts, text.boilerplate)
    words = tuple(folded_word(match.group()) for match, keep in zip(found, kept, strict=True) if keep)
    ends = np.fromiter((match.end() for match in found), dtype=np.int64, count=len(found))[kept]
    starts = starts[kept]
    quoted = inside(starts, text.quoted)
    told = inside(starts, sorted({part for one in text.told for part in one.parts}))
    return Words(starts, ends, words, quoted, ~(quoted | told))


def inside(starts: Indices, spans: Iterable[Span]) -> Flags:
    """For each start, whether one of the spans holds it; ``starts`` are in order."""
    held = np.zeros(len(starts), dtype=bool)
    for span in spans:
        held[np.searchsorted(starts, span.start) : np.searchsorted(starts, span.end)] = True
    return held


def between_marks(text: str, kind: str, parts: tuple[Span, ...]) -> Iterable[Span]:
    """The characters of a statement that stand between quotation marks."""
    if kind == Kind.DIRECT:
        return parts
    if kind == Kind.INDIRECT:
        return ()
    found = (_MARKED.finditer(text, part.start, part.end) for part in parts)
    return tuple(Span(*match.span()) for match in chain.from_iterable(found))
