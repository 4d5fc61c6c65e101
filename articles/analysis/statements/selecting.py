"""Which sentences may report at all, told from their words alone: the others are spared the parser.

The parser takes most of the time of a reading. What is left out here could yield nothing: what reports (reports.py)
is a verb that takes words, a noun of saying, "according to", or stands beside a quotation.
"""

import re
from collections.abc import Mapping
from functools import cache

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.reports import SAYING_NOUN_FORMS
from articles.analysis.statements.units import Unit

_WORD = re.compile(r"[a-z]+")
# Between one of these and its noun stands no finite verb and no infinitive. "Her" and "this" are pronouns too.
_BEFORE_NOUN = re.compile(r"\b(?:the|an?|his|its|their|my|our|your|every) $")
_LONGEST_BEFORE = 7


def may_report(unit: Unit) -> bool:
    """Whether the parser is needed: the unit quotes, leads to a quotation, or has a word that can report."""
    if unit.placeholders or unit.text.rstrip().endswith(":"):
        return True
    words = unit.text.lower()
    if "according to" in words:
        return True
    present = set(_WORD.findall(words))
    if not present.isdisjoint(SAYING_NOUN_FORMS):
        return True
    reporting = _reporting()
    forms = {word for word in present if word in reporting and (not reporting[word] or reporting[word] & present)}
    return bool(forms) and any(m.group() in forms and not _is_noun(words, m) for m in _WORD.finditer(words))


def _is_noun(words: str, match: re.Match[str]) -> bool:
    """Whether a form that may be verb or noun stands where only a noun can ("the state", "their answers")."""
    form = match.group()
    if verb_lexicon().lemmas[form] != form and not form.endswith("s"):
        return False
    return _BEFORE_NOUN.search(words, max(0, match.start() - _LONGEST_BEFORE), match.start()) is not None


@cache
def _reporting() -> Mapping[str, frozenset[str]]:
    """The forms of verbs that report without a quotation beside them, with the particles one of which each needs."""
    lexicon = verb_lexicon()
    particles: dict[str, set[str]] = {}
    bare: set[str] = set()
    for verb, frames in lexicon.frames.items():
        lemma, _, particle = verb.partition("-")
        if frames <= {"quote"}:
            continue
        if particle:
            particles.setdefault(lemma, set()).update(particle.split("-"))
        else:
            bare.add(lemma)
    return {
        form: frozenset() if lemma in bare else frozenset(particles[lemma])
        for form, lemma in lexicon.lemmas.items()
        if lemma in bare or lemma in particles
    }
