"""Verbs of saying: their forms, what each takes, and how each colours what was said."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.analysis.types import CueTone

_FILE = Path(__file__).with_name("verbs.json")
_FRAMES = ("clause", "infinitive", "subject_infinitive", "object", "attitude", "quote", "as")


@dataclass(frozen=True, slots=True)
class VerbLexicon:
    """``lemmas``: inflected form to lemma; ``frames``: "lemma" or "lemma-particle" to what it takes."""

    lemmas: Mapping[str, str]
    frames: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    doubting: frozenset[str]
    heated: frozenset[str]

    def takes(self, verb: str, frame: str) -> bool:
        """Whether ``verb`` ("warn" or "warn-of") takes ``frame``."""
        return frame in self.frames.get(verb, frozenset())

    def tone(self, verb: str) -> CueTone:
        """How the verb colours what was said; verbs that are not listed are neutral."""
        if verb in self.heated:
            return CueTone.HEATED
        return CueTone.DOUBTING if verb in self.doubting else CueTone.NEUTRAL


@cache
def verb_lexicon() -> VerbLexicon:
    """The shipped lexicon (lexicon/verbs.json), read once a process."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    frames: dict[str, set[str]] = {}
    for frame in _FRAMES:
        for verb in data[frame].split():
            frames.setdefault(verb, set()).add(frame)
    heated, doubting = frozenset(data["heated"].split()), frozenset(data["doubting"].split())
    lemmas: dict[str, str] = {}
    for verb in [*frames, *heated, *doubting]:
        lemma = verb.partition("-")[0]
        for form in [lemma, *data["irregular"].get(lemma, _regular(lemma)).split()]:
            lemmas.setdefault(form, lemma)
    return VerbLexicon(
        lemmas=lemmas,
        frames={verb: frozenset(names) for verb, names in frames.items()},
        particles={verb: frozenset(words) for verb, words in data["particles"].items()},
        doubting=doubting,
        heated=heated,
    )


def _regular(lemma: str) -> str:
    """The regular forms of a verb: third person, past, participle.

    >>> _regular("deny")
    'denies denied denying'
    """
    if lemma.endswith("e"):
        return f"{lemma}s {lemma}d {lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies {lemma[:-1]}ied {lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    return f"{third} {lemma}ed {lemma}ing"
