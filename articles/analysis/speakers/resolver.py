"""Who the words that name a speaker stand for, resolved over all articles of a story.

Each rule has a name and a confidence (resolved.py); what stays unknown is None. Nothing here knows a name: people
come from the texts (names.py), organisations and sides from the knowledge (camps.py).
"""

import re
from collections.abc import Sequence

from articles.analysis.speakers.belongings import belonging_of_pronoun
from articles.analysis.speakers.beside import beside
from articles.analysis.speakers.bodies import body_named_last
from articles.analysis.speakers.called import as_called, by_role
from articles.analysis.speakers.camps import Camps
from articles.analysis.speakers.naming import by_name
from articles.analysis.speakers.offices import stands_for
from articles.analysis.speakers.pronouns import by_pronoun
from articles.analysis.speakers.registry import Mention, Person, Registry
from articles.analysis.speakers.resolved import UNKNOWN, Resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.wordings import DOCUMENT, VOICE, head_noun, is_many, is_person, plain
from articles.analysis.statements.draft import Draft
from articles.analysis.text.folding import fold
from articles.analysis.types import Span

_NAME = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'.-]+)*")
_APPOSED = re.compile(r", (?:[A-Z][\w]*\.? ){0,2}")
_HANDLE = re.compile(r"@(\w{4,})")
_LEAST_SPELT = 5  # letters of a surname from which a handle that ends in it is its bearer's


class SpeakerResolver:
    """Resolves the drafts of one story's articles."""

    def __init__(self, registry: Registry, camps: Camps) -> None:
        self.registry, self.camps = registry, camps

    def resolve(self, key: str, text: str, drafts: Sequence[Draft]) -> list[Resolved]:
        """The speaker of each draft, in order; later ones may lean on earlier ones."""
        scene = Scene(self.registry, self.camps, key, fold(text), drafts)
        by_source: dict[Span, Resolved] = {}
        for draft in drafts:
            found = UNKNOWN
            if draft.source is not None:
                found = by_source.get(draft.source) or speaker_of(scene, draft.source)
                found = beside(scene, draft, draft.source, found) or found
                by_source[draft.source] = found
                scene.spoken.append((draft.source.start, found))
            scene.before.append(found)
        return scene.before


def speaker_of(scene: Scene, span: Span) -> Resolved:
    """The speaker that the words of ``span`` name."""
    span = _with_name_behind(scene, span)
    words = scene.folded[slice(*span)].strip(" ,")
    inside = scene.inside(span)
    found = by_pronoun(scene, words, span) or (by_name(scene, words, span, inside) if inside else None)
    return found or _without_name(scene, words, span, inside)


def _with_name_behind(scene: Scene, span: Span) -> Span:
    """A role with the name in apposition behind it ("The chairman of the board, Captain Ann Roe, said")."""
    if scene.inside(span) or not is_person(plain(scene.folded[slice(*span)])):
        return span
    behind = next((m for m in scene.mentions if m.full and m.span.start > span.end), None)
    if behind is None or not _APPOSED.fullmatch(scene.folded[span.end : behind.span.start]):
        return span
    return Span(span.start, behind.span.end) if scene.folded[behind.span.end :].startswith(",") else span


def _without_name(scene: Scene, words: str, span: Span, inside: Sequence[Mention]) -> Resolved:
    bare = plain(words)
    found = (belonging_of_pronoun(scene, words, span) if not inside else None) or body_named_last(scene, words, span)
    if found is not None:
        return found
    if VOICE.search(words) or (DOCUMENT.search(head_noun(bare)) and not is_person(bare)):
        return stands_for(scene, words, span, inside)
    number = _spelt_otherwise(scene, words, bare)
    if number is not None:
        return scene.person(number, "name, spelt otherwise")
    definite = re.match(r"(?:the|that|this)\b", words, re.I) is not None
    return (by_role(scene, bare, span) if definite and not is_many(bare) else None) or as_called(scene, bare, span)


def _spelt_otherwise(scene: Scene, words: str, bare: str) -> int | None:
    """The person of a misspelt name, or of a handle that spells one ("@RealAnnRoe")."""
    if handle := _HANDLE.search(words):
        letters = re.sub(r"[^a-z]", "", handle.group(1).lower())
        fitting = [number for number, person in enumerate(scene.people) if _spells(letters, person)]
        return fitting[0] if len(fitting) == 1 else None
    if is_person(bare) or not _NAME.fullmatch(bare) or scene.camps.named_in(words):
        return None
    return scene.registry.find(bare)


def _spells(letters: str, person: Person) -> bool:
    forename, surname = (re.sub(r"[^a-z]", "", name.lower()) for name in (person.forename, person.surname))
    return forename + surname in letters or (len(surname) >= _LEAST_SPELT and letters.endswith(surname))
