"""What is somebody's and speaks: "Roe's office", "the Roe campaign", "Roe aides", "his campaign", "her lawyer"."""

import re

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.registry import Mention
from articles.analysis.speakers.resolved import Resolved, resolved
from articles.analysis.speakers.roles import bearer_of
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.wordings import DOCUMENT, NAMED_AFTER, VOICE, head_noun, is_many, kind_of, plain
from articles.analysis.types import Span, SpeakerKind

_COUNT = re.compile(r"^(?:the|a|an|one|another|some|several|two|three|top|many) ", re.I)


def belonging_of(scene: Scene, owner: Mention, noun: str, words: str) -> Resolved | None:
    """Who speaks where a name is followed by a noun for what its bearer has; None for what cannot speak."""
    written = re.sub(r"'s$", "", scene.folded[slice(*owner.span)])
    found = _of(scene, owner.person, written.rpartition(" ")[2], noun)
    if found is not None:
        return found
    kind = kind_of(noun)
    if kind is None:
        return None
    side = scene.person(owner.person, "surname").side if kind is not SpeakerKind.PERSON else None
    return resolved(plain(_COUNT.sub("", words)), kind, "as the text calls it", side=side)


def belonging_of_pronoun(scene: Scene, words: str, span: Span) -> Resolved | None:
    """The same for "his" and "her"; None where the words begin otherwise or nobody is meant."""
    match = re.match(r"(?:both |all |one of )?(?P<whose>his|her) (?P<noun>.+)", words, re.I)
    if match is None:
        return None
    number = scene.meant(span.start, "he" if match.group("whose").lower() == "his" else "she")
    if number is None:
        return None
    noun = match.group("noun")
    found = _of(scene, number, scene.people[number].surname, noun)
    if found is None and not is_many(noun) and people_lexicon().is_role(head_noun(plain(noun))):
        bearer = bearer_of(scene, noun, span.start)
        if bearer is not None and bearer != number:
            return scene.person(bearer, "role that fits a description")
    return found


def _of(scene: Scene, number: int, surname: str, noun: str) -> Resolved | None:
    """A campaign has a name of its own; a spokesperson, an office, a letter or a remark speaks for the person."""
    head = head_noun(plain(noun)).lower()
    if head in NAMED_AFTER:
        shown, side = f"{surname} {head}", scene.person(number, "surname").side
        return resolved(shown, SpeakerKind.ORGANISATION, "what is named after a person", organisation=shown, side=side)
    spoken = DOCUMENT.fullmatch(head) or head in people_lexicon().utterances | people_lexicon().things
    if spoken or (VOICE.search(noun) and not is_many(noun)):
        return scene.person(number, "speaks for a person")
    return None
