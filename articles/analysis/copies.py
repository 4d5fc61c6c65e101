"""Near copies: whether two texts are mostly the same words, and traces by which such texts are found among many.

A word counts as shared where it stands in a run of ``RUN`` words or more that the other text has too, so what two
reporters both quote is shared and what they both tell is not. Headlines and boilerplate are left out: every outlet
puts its own around a text of an agency.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.text.layout import lay_out
from articles.analysis.text.similarity import plain_words

RUN = 5  # words
# From this share of its words on, a text counts as a copy. Of 1,213 pairs of real pieces about one event none reaches
# 0.7; of 507 texts in which one word in twelve was changed 99 in 100 do (docs/methods.md).
COPY = 0.8
LEAST_WORDS = 40  # of a text that can be a near copy; a shorter one is the same as another to the character, or not
_WINDOW = 12  # runs of which at least one leaves a trace: two texts that share 16 words in a row share a trace
_MOST_TRACES = 2_000  # of one text; those with the smallest numbers, which are the same ones in two copies

_AGENCIES = (
    r"(?P<PA>PA(?: Media| news agency)?|Press Association)|(?P<Reuters>Reuters)|(?P<AP>AP|Associated Press)|"
    r"(?P<AFP>AFP|Agence France-Presse)"
)
_NAMED = re.compile(rf"\b(?:{_AGENCIES})\b")
_IN_DATELINE = re.compile(rf"\((?:{_AGENCIES})\)\s*[-\u2013\u2014]")  # "LONDON (Reuters) - "
_DATELINE = 200  # characters
_PICTURE = re.compile(r"photo|image|picture|/", re.I)
_CREDIT = 5  # words of a last line that does nothing but name a source

type Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """How much two texts have in common: the share of the words of each that the other has too, 0 to 1."""

    first: float
    second: float

    @property
    def are_copies(self) -> bool:
        """Whether one of the two stands in the other but for small edits."""
        return max(self.first, self.second) >= COPY


def shared(first: str, second: str) -> Shared:
    """How much of each text stands in the other; 0.0 both for a text shorter than ``LEAST_WORDS``."""
    ours, theirs = _body(first), _body(second)
    if min(len(ours), len(theirs)) < LEAST_WORDS:
        return Shared(0.0, 0.0)
    return Shared(_share(ours, frozenset(_runs(theirs))), _share(theirs, frozenset(_runs(ours))))


def traces(text: str) -> tuple[int, ...]:
    """Numbers (64 bits, signed) of some of the text's runs of words, in order, each once; none for a short text.

    Chosen by winnowing (Schleimer, Wilkerson and Aiken 2003): of each ``_WINDOW`` runs on end the smallest number is
    kept, so what two texts have in common leaves the same traces in both, wherever it stands.
    """
    words = _body(text)
    if len(words) < LEAST_WORDS:
        return ()
    numbers = [_number(run) for run in _runs(words)]
    windows = max(len(numbers) - _WINDOW + 1, 1)
    kept = {min(numbers[start : start + _WINDOW]) for start in range(windows)}
    return tuple(sorted(kept)[:_MOST_TRACES])


def origins_of(lengths: Mapping[str, int], common: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """For each text the fullest one that it is a copy of, itself where there is none.

    ``lengths`` (words) gives the texts in their order; ``common[a, b]`` is the share of a's words that stand in b.
    Longest first, each text joins the one among those kept so far that has most of it, if that is ``COPY`` or more, or
    is kept itself. So two long texts that both hold one short piece are not joined by it.
    """
    order = {key: number for number, key in enumerate(lengths)}
    fullest: dict[str, str] = {}
    for key in sorted(lengths, key=lambda key: (-lengths[key], order[key])):
        kept = [other for other, own in fullest.items() if other == own and common.get((key, other), 0.0) >= COPY]
        fullest[key] = max(kept, key=lambda other: (common[key, other], -order[other]), default=key)
    return {key: fullest[key] for key in lengths}


def length(text: str) -> int:
    """How many words of a text are looked at."""
    return len(_body(text))


def agency_named(text: str, byline: str = "") -> str | None:
    """The news agency that a text gives as its source: in the byline, its first characters or its last line.

    None where it names none, or several.
    """
    last = text.rstrip().rpartition("\n")[2]
    credit = last if len(last.split()) <= _CREDIT and not _PICTURE.search(last) else ""
    places = ((_NAMED, byline), (_IN_DATELINE, text[:_DATELINE]), (_NAMED, credit))
    found = {match.lastgroup for names, place in places for match in names.finditer(place)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)  # a text that comes in is compared with several
def _body(text: str) -> tuple[str, ...]:
    return tuple(plain_words("\n".join(text[slice(*span)] for span in lay_out(text).body)))


def _runs(words: Sequence[str]) -> Iterator[Run]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def _share(words: Sequence[str], others: frozenset[Run]) -> float:
    """The share of the words that stand in a run which the other text has."""
    held = covered = 0  # words counted so far, and up to which word they reach
    for start, run in enumerate(_runs(words)):
        if run in others:
            held += start + RUN - max(covered, start)
            covered = start + RUN
    return held / len(words)


def _number(run: Run) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(run).encode(), digest_size=8).digest(), signed=True)
