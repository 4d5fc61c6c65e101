"""For whom a spokesperson, an office or a document without a name of its own speaks."""

import re
from collections.abc import Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.belongings import belonging_of
from articles.analysis.speakers.documents import author_of
from articles.analysis.speakers.registry import Mention
from articles.analysis.speakers.resolved import UNKNOWN, Resolved, resolved
from articles.analysis.speakers.roles import bearer_of
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.several import listed
from articles.analysis.speakers.wordings import DOCUMENT, NAMED_AFTER, VOICE, head_noun, is_many, kind_of, plain
from articles.analysis.types import Span, SpeakerKind

_OWNER = re.compile(
    r"\b(?:the|its) ((?:[\w-]+ ){0,3}?[\w-]+)'s?\b|\b(?:for|of|from|by) (?:the )?((?:[\w-]+ ){0,3}[\w-]+)"
)
_PROPER = re.compile(r"\b(?:for|of|from|by) (?:the )?([A-Z][\w.&'-]*(?: (?:of|for|the|and|[A-Z][\w.&'-]*))*)")
_NAMED = re.compile(rf"(?:'s)? (?:[\w-]+ )?(?P<noun>{'|'.join(sorted(NAMED_AFTER))})\b")
_COUNTED = re.compile(r"\b(?:polls?|polling|surveys?|census|data|figures|records|tracker|statistics)\b", re.I)


def stands_for(scene: Scene, words: str, span: Span, inside: Sequence[Mention]) -> Resolved:
    """The person or organisation that the words speak for; else a document or somebody unnamed."""
    bare = plain(words)
    document = DOCUMENT.search(words) is not None and VOICE.search(words) is None
    if inside and (named := _NAMED.match(scene.folded, inside[0].span.end, span.end)) is not None:
        return belonging_of(scene, inside[0], named.group("noun"), words) or UNKNOWN
    if inside and not is_many(bare) and not (document and _only_about(scene, span, inside[0])):
        return scene.several([m.person for m in listed(scene.folded, inside)], "speaks for a person")
    if document and _COUNTED.search(words):  # what a survey found is not what its maker said
        return resolved(bare, SpeakerKind.DOCUMENT, "as the text calls it")
    found = _organisation(scene, words, span, document=document)
    if found is None and document:
        found = author_of(scene, words, span)
    kind = SpeakerKind.DOCUMENT if document else kind_of(bare) or SpeakerKind.PERSON
    return found or resolved(bare, kind, "as the text calls it")


def _only_about(scene: Scene, span: Span, mention: Mention) -> bool:
    """Whether a document is to or about the person in its name ("a letter to Roe")."""
    return re.search(r"\b(?:to|of|about|on) ", scene.folded[span.start : mention.span.start]) is not None


def _organisation(scene: Scene, words: str, span: Span, *, document: bool) -> Resolved | None:
    rule = "speaks for an organisation"
    camp = scene.camp_in(words)
    if camp.organisation or (camp.side and not document):
        name = camp.organisation or camp.side or ""
        return resolved(name, SpeakerKind.ORGANISATION, rule, organisation=camp.organisation, side=camp.side)
    owner = _OWNER.search(words)
    role = (owner.group(1) or owner.group(2)) if owner else ""
    if people_lexicon().is_role(head_noun(role)):
        person = bearer_of(scene, role, span.start)
        if person is not None:
            return scene.person(person, "speaks for the bearer of an office")
    named = next((o for o in scene.organisations if span.start <= o.span.start < span.end), None)
    if named is not None:
        return resolved(named.name, SpeakerKind.ORGANISATION, rule, organisation=named.name, side=named.side)
    proper = _PROPER.search(words)
    if proper is None:
        return None
    return resolved(proper.group(1), SpeakerKind.ORGANISATION, rule, organisation=proper.group(1))
