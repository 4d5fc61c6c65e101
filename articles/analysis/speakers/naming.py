"""Who speaks where the words for the speaker have a person's name in them: the person, or what belongs to them."""

import re
from collections.abc import Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.belongings import belonging_of
from articles.analysis.speakers.recency import owns
from articles.analysis.speakers.registry import Mention
from articles.analysis.speakers.resolved import UNKNOWN, Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.several import listed
from articles.analysis.speakers.wordings import DOCUMENT, NAMED_AFTER, VOICE, head_noun, is_many, kind_of, plain
from articles.analysis.types import Span, SpeakerKind

_OF_WHOM = re.compile(
    r"\b(?:for|of|to|from|by|with|about|on|near|close to) (?:(?:the|a|an|former|then|[A-Z][\w]*\.?) )*$"
)
_RUNS_ON = re.compile(
    r" (?!(?:of|from|in|at|who|and|on|for|with|as|to|or|that|which|then|now|himself|herself|both|by|also)\b)"
    r"(\w[\w'.& -]+)"
)
_RELATED = re.compile(r"'s? (?:[\w-]+ ){0,3}?(?P<relation>[\w-]+),? (?P<name>[A-Z][a-z]+)\b")


def by_name(scene: Scene, words: str, span: Span, inside: Sequence[Mention]) -> Resolved | None:
    """Who speaks, given the people named in the words; None where they are not the speaker and nobody else is."""
    first = inside[0]
    before, behind = scene.folded[span.start : first.span.start], scene.folded[first.span.end : span.end]
    of_whom = _OF_WHOM.search(before)
    if of_whom is not None and _is_common(before[: of_whom.start()]):
        return _about(scene, words, span, inside)
    if owns(scene.folded, first) and behind.removeprefix("'s").strip():
        return _possessed(scene, words, span, inside)
    names = listed(scene.folded, inside)
    if len({m.person for m in names}) > 1:
        return scene.several([m.person for m in names], "two names")
    runs_on = _RUNS_ON.match(behind)
    if runs_on is not None and (not first.full or head_noun(runs_on.group(1)).lower() in NAMED_AFTER):
        return _running_on(scene, words, inside, runs_on.group(1))
    return _named(scene, first)


def _running_on(scene: Scene, words: str, inside: Sequence[Mention], behind: str) -> Resolved | None:
    """As in "Roe spokesman Paul Ferne", "the Roe campaign", "Roe aides"."""
    first, noun = inside[0], plain(behind)
    later = next((m for m in inside[1:] if m.person != first.person), None)
    if later is not None and "," not in scene.folded[first.span.end : later.span.start]:
        return _named(scene, later)
    if people_lexicon().is_role(head_noun(noun)) or kind_of(noun) is not SpeakerKind.PERSON:
        return belonging_of(scene, first, noun, words)
    return _named(scene, first)


def _is_common(words: str) -> bool:
    """Whether words before "of" are no part of a title or a name ("supporters of", but not "Secretary of")."""
    noun = re.findall(r"[\w'-]+", words)[-1:]
    return bool(noun) and (noun[0].islower() or (words.strip() == noun[0] and is_many(noun[0].lower())))


def _named(scene: Scene, mention: Mention) -> Resolved:
    return scene.person(mention.person, "full name" if mention.full else "surname")


def _possessed(scene: Scene, words: str, span: Span, inside: Sequence[Mention]) -> Resolved | None:
    """What is a person's speaks, or somebody who belongs to them."""
    first = inside[0]
    later = next((m for m in inside[1:] if m.person != first.person and not owns(scene.folded, m)), None)
    if later is not None and not _OF_WHOM.search(scene.folded[first.span.end : later.span.start]):
        return _named(scene, later)
    end = first.span.end - (2 if scene.folded[slice(*first.span)].endswith("'s") else 0)
    related = _RELATED.match(scene.folded, end, span.end)
    if related is not None and related.group("relation").lower() in people_lexicon().relations:
        return resolved(related.group("name"), SpeakerKind.PERSON, "as the text calls it")
    return belonging_of(scene, first, re.sub(r"^'s? ", "", scene.folded[end : span.end]).strip(" ,"), words)


def _about(scene: Scene, words: str, span: Span, inside: Sequence[Mention]) -> Resolved | None:
    """As in "Supporters of Roe", "a lawyer for Roe": the name is not the speaker's own."""
    bare = plain(words)
    head = head_noun(bare)
    if VOICE.search(words) or DOCUMENT.fullmatch(head) or head.lower() in people_lexicon().utterances:
        return None
    own = next((m for m in inside if m.full and scene.folded[span.start : m.span.start].endswith(", ")), None)
    if own is not None:
        return _named(scene, own)
    kind = kind_of(bare)
    return resolved(bare, kind, "as the text calls it") if kind is not None else UNKNOWN
