"""Whose a document is: who "the memo" was brought up with, or who "issued a statement" in the same sentence."""

import re

from articles.analysis.speakers.breaks import sentence_at
from articles.analysis.speakers.resolved import Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.several import listed
from articles.analysis.speakers.wordings import DEFINITE, head_noun, is_many, plain
from articles.analysis.types import Span, SpeakerKind

RULE = "who issued the document"
_MADE = (
    r"(?:wrote|sent|issued|released|published|signed|posted|filed|made|gave|put out|placed|ran|aired|launched|"
    r"circulated|delivered|tweeted|unveiled|placing|running|airing|issuing|releasing|sending|posting|filing|publishing)"
)
_FROM = re.compile(r"s?(?: [\w-]+){0,3} (?:from|by|of|signed by)\b")
_WITHIN_IT = re.compile(r"\b(?:in|with|through|via|by) (?:an?|the|his|her|their|its) (?:[\w-]+ ){0,3}$", re.I)
_REACH = 900  # characters before "the letter" in which it must have been told whose it is
_AUTHOR_WITHIN = 60  # characters behind "a letter from" in which its author must be named


def author_of(scene: Scene, words: str, span: Span) -> Resolved | None:
    """Who made the document that ``words`` name; None where the text does not tell."""
    who = re.match(
        rf" (?:that |which )?(?P<who>[A-Z][\w'-]+|he|she) (?:had |has )?(?:\w+ly )?{_MADE}\b",
        scene.folded[span.end :][:60],
    )
    if who is not None:
        name = who.group("who")
        pronoun = name in {"he", "she"}
        number = scene.meant(span.end + who.start("who"), name) if pronoun else scene.registry.find(name)
        if number is not None:
            return scene.person(number, RULE)
    if not DEFINITE.match(words):
        return _maker_before(scene, sentence_at(scene.folded, span.start)[0], span.start)
    return None if is_many(plain(words)) else _brought_up(scene, head_noun(plain(words)).lower(), span.start)


def _brought_up(scene: Scene, noun: str, at: int) -> Resolved | None:
    """Whose such a document is in the last sentence before ``at`` that tells it."""
    start = max(0, at - _REACH)
    for place in reversed(list(re.finditer(rf"\b{re.escape(noun)}\b", scene.folded[start:at], re.I))):
        begin, end = sentence_at(scene.folded, start + place.start())
        found = _told_in(scene, noun, Span(begin, min(end, at)), start + place.start())
        if found is not None:
            return found
    return None


def _told_in(scene: Scene, noun: str, sentence: Span, place: int) -> Resolved | None:
    """As in "A letter from Roe"; "In a letter, Roe said"; "Roe sent a letter"."""
    behind = place + len(noun)
    author = _FROM.match(scene.folded, behind, sentence.end)
    if author is not None:
        named = [m for m in scene.inside(sentence) if 0 <= m.span.start - author.end() <= _AUTHOR_WITHIN]
        if named:
            return scene.several([m.person for m in listed(scene.folded, named)], RULE)
    if _WITHIN_IT.search(scene.folded[sentence.start : place]):
        for at, spoke in reversed(scene.spoken):
            if sentence.start <= at < sentence.end and spoke.speaker and spoke.kind is not SpeakerKind.DOCUMENT:
                return resolved(
                    spoke.speaker, spoke.kind or SpeakerKind.PERSON, RULE,
                    organisation=spoke.organisation, side=spoke.side, person=spoke.person,
                )  # fmt: skip
    return _maker_before(scene, sentence.start, place)


def _maker_before(scene: Scene, begin: int, place: int) -> Resolved | None:
    """Who "issued a" document that stands at ``place``, or whose it is, in the sentence from ``begin``."""
    people = [m for m in scene.inside(Span(begin, place)) if not scene.recency.in_quotes(m)]
    lists = [listed(scene.folded, people[number:]) for number in range(len(people))]
    makers = [names for names in lists if _makes(scene.folded[names[-1].span.end : place])]
    if makers:  # the last one, with all names that are listed before it
        makers = [names for names in makers if names[-1] == makers[-1][-1]]
        return scene.several([m.person for m in makers[0]], RULE)
    bodies = [o for o in scene.organisations if begin <= o.span.start < place]
    if bodies and _makes(scene.folded[bodies[-1].span.end : place]):
        last = bodies[-1]
        return resolved(last.name, SpeakerKind.ORGANISATION, RULE, organisation=last.name, side=last.side)
    return None


def _makes(between: str) -> bool:
    """Whether words between a name and a document say that it is theirs."""
    plain = re.sub(r" ?\([^)]*\)", "", between)  # without the party and the state
    theirs = rf"'s (?:[\w-]+ ){{0,3}}|[^.]*(?<!been )(?<!was )(?<!were )\b{_MADE}\b (?:[\w-]+ ){{0,4}}"
    return re.fullmatch(theirs, plain) is not None
