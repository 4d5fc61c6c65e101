"""Who speaks where the words found for the speaker name a thing, a messenger, or what somebody beside them is."""

import re

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.speakers.breaks import sentence_at
from articles.analysis.speakers.registry import Mention
from articles.analysis.speakers.resolved import Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.statements.draft import Draft
from articles.analysis.types import Span, SpeakerKind

RULE = "named beside the words found"
_IS = re.compile(
    r"(?:, [^,.;\n]{3,80},)? (?:is|was|were|are|became|becomes|has become|remains|had been)(?: also)?"
    r"(?: among| one of)? $"
)
_BEHIND_COMMA = re.compile(r"(?![^,]*\b(?:who|that|which)\b).*, (?:(?:the|former|then|[A-Z][\w.]*|[a-z-]+) ){0,6}")
_INVERTED = frozenset(
    "said says added adds wrote writes argued argues insisted noted explained continued declared".split()
)
_LEAD = 60  # characters of "Last week, " before a name, or of "warned Voss" behind it, in what somebody is said to say


def beside(scene: Scene, draft: Draft, source: Span, found: Resolved) -> Resolved | None:
    """Somebody else than ``found`` who is plainly the speaker; None where ``found`` may be."""
    if found.person is not None and found.rule != "speaks for a person":
        return None
    if draft.verb == "according-to":
        return _told_of(scene, draft)
    return _at_the_cue(scene, draft.cue, source) or _who_is(scene, source)


def _told_of(scene: Scene, draft: Draft) -> Resolved | None:
    """As in "Roe said the pier was shut, according to the Post": Roe speaks, the Post tells it.

    What was found to be told may be the whole sentence, or only what Roe said.
    """
    start, end = draft.parts[0]
    begin, _ = sentence_at(scene.folded, start)
    person = next((m for m in scene.mentions if begin <= m.span.start <= begin + _LEAD), None)
    if person is not None and start - person.span.end < _LEAD and _says_first(scene, begin, person.span, end):
        return scene.person(person.person, RULE)
    body = next((o for o in scene.organisations if begin <= o.span.start <= begin + _LEAD), None)
    if body is not None and start - body.span.end < _LEAD and _says_first(scene, begin, body.span, end):
        return resolved(body.name, SpeakerKind.ORGANISATION, RULE, organisation=body.name, side=body.side)
    return None


def _says_first(scene: Scene, begin: int, name: Span, end: int) -> bool:
    """Whether a sentence begins with a name and what its bearer said."""
    return _says(scene.folded, name.end, end) and _only_leads(scene.folded[begin : name.start])


def _says(folded: str, at: int, end: int) -> bool:
    """Whether a verb of saying with a clause stands right behind a name."""
    word = re.match(r" (?:(?:also|later|had|has|reportedly|\w+ly) )?([a-z]+)\b(?P<rest>[^.;]{0,60})", folded[at:end])
    lemma = verb_lexicon().lemmas.get(word.group(1)) if word else None
    if word is None or lemma is None or lemma == "be":
        return False
    return lemma in {"say", "tell"} or re.search(r" that\b|\"", word.group("rest")) is not None


def _only_leads(words: str) -> bool:
    """Whether words before a name are a time, a title or nothing."""
    lexicon = people_lexicon()
    before = words.rpartition(", ")[2]
    return all(w[:1].isupper() or w == "the" or lexicon.is_role(w) for w in before.split())


def _at_the_cue(scene: Scene, cue: Span | None, source: Span) -> Resolved | None:
    """The person whose name stands at the verb itself ("..., Ann Roe charged"; "Her words, said Ann Roe, were ...")."""
    if cue is None:
        return None
    for mention in scene.mentions:
        inside = source.start <= mention.span.start < source.end
        if inside or mention.span.start < source.end:
            continue
        if scene.folded[mention.span.end : cue.start] == " ":
            own = _BEHIND_COMMA.fullmatch(scene.folded[source.end : mention.span.start])
            return _named(scene, mention) if own else None
        if source.end < cue.start < mention.span.start and _is_inverted(scene, source, cue, mention):
            return _named(scene, mention)
    return None


def _is_inverted(scene: Scene, source: Span, cue: Span, mention: Mention) -> bool:
    """Whether a clause like "said Ann Roe," stands between commas."""
    if scene.folded[slice(*cue)].lower() not in _INVERTED or "," not in scene.folded[source.end : cue.start]:
        return False
    before = scene.folded[cue.end : mention.span.start]
    return re.fullmatch(r" (?:[A-Z][\w]*\.? )*", before) is not None and scene.folded[mention.span.end] in ",.;"


def _who_is(scene: Scene, source: Span) -> Resolved | None:
    """As in "Ann Roe was the latest voice to urge ..."."""
    for mention in scene.named_before(source.start, 120):
        if scene.recency.is_subject(mention) and _IS.fullmatch(scene.folded[mention.span.end : source.start]):
            return _named(scene, mention)
    return None


def _named(scene: Scene, mention: Mention) -> Resolved:
    return scene.person(mention.person, RULE)
