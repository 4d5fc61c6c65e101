"""What stands around a mention, by which two texts are told to speak of the same thing."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from articles.analysis.text.similarity import STOP_WORDS
from articles.analysis.types import Span

_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w'-]*")
_CLAUSE = re.compile(
    r"[,;:()\"]| -+ |\b(?:and|but|while|whereas|compared|although|though|as|which|who|because|versus)\b", re.I
)
_OUTSIDE = 0.4  # what a word beside the mention's own clause counts for
# Words that stand beside amounts and dates of every kind.
_EMPTY = frozenset(
    stem[:6]
    for stem in (
        "million billion trillion thousand hundred dozen percent cent per year years month months week weeks day days "
        "hour hours minute minutes point points percentage about around more than least less only nearly almost over "
        "under some other others one two three four five six seven eight nine ten first last new estimated next "
        "approximately roughly still even now ago later since while among would could should may might must who told "
        "including include according early late morning afternoon evening night today yesterday tomorrow monday "
        "tuesday wednesday thursday friday saturday sunday january february march april june july august september "
        "october november december during before until down gets got get made make"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a sentence but for those of the mention itself, by their stems.

    ``weights`` is how much each tells (rare ones more, those of other clauses less); ``clause`` are the stems of the
    mention's own clause, ``names`` those of them that are written with a capital inside the sentence. ``words`` has
    each stem as the text writes it, in the order of the text.
    """

    weights: Mapping[str, float]
    words: Mapping[str, str]
    clause: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two contexts share: ``told`` adds what the shared words tell, ``clause`` are those of both clauses.

    ``apart``: each clause names something that the other sentence does not.
    """

    told: float
    clause: frozenset[str]
    apart: bool


class Rarity:
    """How much a word tells within one story: the log of how few of its sentences have it."""

    def __init__(self, sentences: Iterable[str]) -> None:
        listed = [{stem for stem, _, _ in _stems(text, 0, len(text))} for text in sentences]
        self._sentences = len(listed)
        self._count = Counter(stem for stems in listed for stem in stems)

    def of(self, stem: str) -> float:
        """0 for a word of every sentence."""
        return max(0.0, log((1 + self._sentences) / (self._count[stem] + 0.5)))

    def context(self, folded: str, sentence: Span, mention: Span) -> Context:
        """The context of the mention in its sentence."""
        clause = _clause_around(folded, sentence, mention)
        weights: dict[str, float] = {}
        words: dict[str, str] = {}
        inside: set[str] = set()
        names: set[str] = set()
        for stem, word, at in _stems(folded, *sentence):
            if stem in _EMPTY or mention.start <= at < mention.end:
                continue
            own = clause.start <= at < clause.end
            words.setdefault(stem, word)
            weights[stem] = max(weights.get(stem, 0.0), self.of(stem) * (1 if own else _OUTSIDE))
            if own:
                inside.add(stem)
                if folded[at].isupper() and at != sentence.start:
                    names.add(stem)
        return Context(weights, words, frozenset(inside), frozenset(names))


def likeness(one: Context, other: Context) -> Likeness:
    """Compare two contexts of one story."""
    shared = [stem for stem in one.weights if stem in other.weights]
    return Likeness(
        told=sum(min(one.weights[stem], other.weights[stem]) for stem in shared),
        clause=one.clause & other.clause,
        apart=bool(one.names - other.weights.keys()) and bool(other.names - one.weights.keys()),
    )


def shared_words(contexts: Sequence[Context], most: int = 4) -> str:
    """The words that tell most of what all contexts, or else two of them, share, as the first of these writes them.

    "" where they share none.
    """
    counts = Counter(stem for context in contexts for stem in context.clause)
    times = max(counts.values(), default=0)
    if times < 2:
        return ""
    first = next(context for context in contexts if any(counts[stem] == times for stem in context.clause))
    shared = [stem for stem in first.clause if counts[stem] == times]
    kept = sorted(shared, key=lambda stem: (-first.weights[stem], stem))[:most]
    return " ".join(first.words[stem] for stem in first.words if stem in kept)


def _clause_around(folded: str, sentence: Span, mention: Span) -> Span:
    start = sentence.start
    for match in _CLAUSE.finditer(folded, sentence.start, mention.start):
        start = match.end()
    after = _CLAUSE.search(folded, mention.end, sentence.end)
    return Span(start, after.start() if after else sentence.end)


def _stems(folded: str, start: int, end: int) -> Iterable[tuple[str, str, int]]:
    """The content words of a passage: cut to six letters, as written, and where each begins."""
    for match in _WORD.finditer(folded, start, end):
        word = match.group().lower().partition("'")[0]
        if len(word) > 2 and word not in STOP_WORDS:
            yield word[:6], match.group().removesuffix("'s"), match.start()
