"""Whom a pronoun in a speaker's place means."""

import re

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.resolved import UNKNOWN, Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.several import taken_up
from articles.analysis.types import Span, SpeakerKind

_GENDER = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
_SEVERAL = frozenset("they them their both some many most several all".split())
_PRONOUN = re.compile(
    rf"({'|'.join(sorted({*_GENDER, *_SEVERAL, 'i', 'we', 'it', 'who'}))})(?: of (?:them|those|these))?", re.I
)
_BACK = 3  # statements before a pronoun in which whom it takes up must have spoken


def by_pronoun(scene: Scene, words: str, span: Span) -> Resolved | None:
    """Whom words that are only a pronoun mean; None where they are no pronoun. Who "I" and "we" are stays unknown."""
    match = _PRONOUN.fullmatch(words)
    if match is None:
        return None
    word = match.group(1).lower()
    if word in _SEVERAL:
        return taken_up(scene, word, span.start)
    if word == "it":
        return _it(scene)
    return _somebody(scene, _GENDER.get(word), span) if word in _GENDER or word == "who" else UNKNOWN


def _somebody(scene: Scene, gender: str | None, span: Span) -> Resolved:
    number = scene.meant(span.start, gender)
    if number is not None:
        return scene.person(number, "pronoun")
    last = next((r for r in reversed(scene.before[-_BACK:]) if r.kind is SpeakerKind.PERSON), UNKNOWN)
    if last.speaker is None or last.person is not None or not _may_be(last.speaker, gender):
        return UNKNOWN
    return resolved(
        last.speaker, SpeakerKind.PERSON, "pronoun for somebody unnamed", organisation=last.organisation, side=last.side
    )


def _may_be(words: str, gender: str | None) -> bool:
    """Whether somebody unnamed can be "he" or "she": no businessman is she."""
    nouns, lexicon = {word.lower() for word in re.findall(r"[\w-]+", words)}, people_lexicon()
    return not nouns & (lexicon.gendered_she if gender == "he" else lexicon.gendered_he if gender == "she" else set())


def _it(scene: Scene) -> Resolved:
    last = next((r for r in reversed(scene.before[-_BACK:]) if r.kind is SpeakerKind.ORGANISATION), UNKNOWN)
    if last.speaker is None:
        return UNKNOWN
    return resolved(
        last.speaker,
        SpeakerKind.ORGANISATION,
        "it, after an organisation",
        organisation=last.organisation,
        side=last.side,
    )
