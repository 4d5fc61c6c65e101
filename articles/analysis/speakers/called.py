"""Who speaks where nobody is named: the bearer of a role, an organisation, or whom the text's own words describe."""

import re

from articles.analysis.lexicon.people import people_lexicon, singular
from articles.analysis.speakers.organisations import undotted
from articles.analysis.speakers.registry import Person
from articles.analysis.speakers.resolved import UNKNOWN, Resolved, resolved
from articles.analysis.speakers.roles import bearer_of, states_in
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.wordings import head_noun, head_phrase, is_person, kind_of
from articles.analysis.types import Span, SpeakerKind

# Roles that anybody in a story may have.
_ANYBODY = frozenset(
    "official aide source person man woman victim suspect voter resident narrator moderator reporter witness".split()
)
_ROLE_WITHIN = 400  # characters before "the mayor" in which somebody whom no text calls so must be named
_WELL_KNOWN = 8  # mentions from which somebody's office would have been told


def by_role(scene: Scene, bare: str, span: Span) -> Resolved | None:
    """As in "The mayor", "the Ohioan", "the harbour master": who is described so; None where nobody is."""
    if not (is_person(bare) or states_in(head_noun(bare)) or _described_so(scene, bare)):
        return None
    bearer = bearer_of(scene, bare, span.start)
    if bearer is not None:
        return scene.person(bearer, "role that fits a description")
    if " " in bare or bare.lower() in _ANYBODY:
        return None
    near = {m.person for m in scene.named_before(span.start, _ROLE_WITHIN) if not _known(scene.people[m.person])}
    last = scene.meant(span.start, None)
    return scene.person(last, "role, by who was named last") if last in near else None


def _known(person: Person) -> bool:
    """Whether the texts say enough of somebody to have told an office of theirs."""
    return bool(person.titles) or person.count >= _WELL_KNOWN


def _described_so(scene: Scene, bare: str) -> bool:
    """Whether exactly one person is described by these very words ("the harbour master")."""
    if not bare.islower() or head_noun(bare) in people_lexicon().bodies or kind_of(bare) is not SpeakerKind.PERSON:
        return False
    ends = re.compile(rf"\b{re.escape(bare)}(?=$|[;,]| of\b| for\b| at\b| in\b| who\b)", re.I)
    return len([p for p in scene.people if any(ends.search(d) for d in p.descriptions)]) == 1


def as_called(scene: Scene, bare: str, span: Span) -> Resolved:
    """An organisation, a group or somebody unnamed, by the text's own words; unknown for what cannot speak."""
    words = head_phrase(bare)
    camp = scene.camp_in(words)
    known = camp.organisation is not None and scene.camps.is_name(_american(words))
    kind = SpeakerKind.ORGANISATION if known else kind_of(_uncapped(scene, words, span))
    if kind is None:
        return UNKNOWN
    if kind is not SpeakerKind.ORGANISATION:
        organisation = None if " and " in words else camp.organisation
        return resolved(undotted(words), kind, "as the text calls it", organisation=organisation, side=camp.side)
    name = re.sub(r"^(?:(?!state )[a-z][\w-]* )+(?=[A-Z])", "", words)  # "the conservative Harbour Foundation"
    if camp.organisation is not None and (scene.camps.is_name(_american(name)) or name.islower()):
        name = camp.organisation
    name = undotted(name)
    if not scene.camps.is_name(name):  # editors say how those are called that they know
        name = scene.registry.written_out.get(name, name)
    proper = re.search(r"[A-Z]", name) is not None
    rule = "organisation" if proper else "as the text calls it"
    return resolved(name, kind, rule, organisation=camp.organisation or (name if proper else None), side=camp.side)


def _american(words: str) -> str:
    """A name without "U.S." before it."""
    return re.sub(r"^U\.?S\.? ", "", words)


def _uncapped(scene: Scene, words: str, span: Span) -> str:
    """Words that open a sentence without the capital that they have only there ("Analysts say")."""
    opens = re.search(r"(?:^|[.!?:\n][\"')]*\s*|\")$", scene.folded[: span.start][-4:]) is not None
    if not opens or not scene.folded.startswith(words, span.start) or not words[1:].islower():
        return words
    if " " in words:
        return words[:1].lower() + words[1:]
    lexicon, lower = people_lexicon(), words.lower()
    common = lexicon.is_role(lower) or lower in lexicon.things | lexicon.utterances or singular(lower) in lexicon.bodies
    return lower if common or re.search(rf"(?<![\w-]){re.escape(lower)}\b", scene.folded) else words
