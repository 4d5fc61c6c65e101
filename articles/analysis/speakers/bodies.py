"""Which organisation "the union", "the agency" or "the campaign" takes up: the fitting one that was named last."""

import re

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.resolved import Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.speakers.wordings import DEFINITE, NAMED_AFTER, head_noun, plain
from articles.analysis.types import Span, SpeakerKind

_WITHIN = 900  # characters before "the union" in which it must have been named
_GROUPS = frozenset(
    "group association union foundation center centre institute league alliance coalition network society organization "
    "organisation council fund federation charity nonprofit think-tank watchdog lobby action committee initiative "
    "trust".split()
)
_AGENCIES = frozenset(
    "agency department bureau administration service office commission centers ministry services".split()
)
_PAPERS = frozenset(
    "newspaper paper magazine outlet times post news herald tribune journal guardian mail gazette".split()
)
_PANELS = frozenset("committee subcommittee panel commission".split())
# The words of a name that a word for a body may take up; any other word takes up names with itself in them.
_LIKE = {
    "group": _GROUPS, "organisation": _GROUPS, "organization": _GROUPS, "charity": _GROUPS, "nonprofit": _GROUPS,
    "agency": _AGENCIES, "department": _AGENCIES, "bureau": _AGENCIES, "panel": _PANELS, "committee": _PANELS,
    "company": frozenset("company corporation corp inc ltd plc airline retailer manufacturer firm business".split()),
    "newspaper": _PAPERS, "paper": _PAPERS, "magazine": _PAPERS, "outlet": _PAPERS,
}  # fmt: skip


def body_named_last(scene: Scene, words: str, span: Span) -> Resolved | None:
    """The organisation that words for a body take up; None where they are no such words, or none fits."""
    bare = plain(words)
    noun = head_noun(bare)
    if noun not in people_lexicon().bodies or not bare.islower() or len(bare.split()) > 2 or not DEFINITE.match(words):
        return None
    if noun in NAMED_AFTER and (found := _named_after_somebody(scene, noun, span)) is not None:
        return found
    start = max(0, span.start - _WITHIN)
    before = [o for o in scene.organisations if start <= o.span.start < span.start]
    fitting = [o for o in before if (o.side if noun == "party" else o.kinds & _LIKE.get(noun, frozenset({noun})))]
    if not fitting:
        return None
    last = fitting[-1]
    return resolved(
        last.name, SpeakerKind.ORGANISATION, "organisation named last", organisation=last.name, side=last.side
    )


def _named_after_somebody(scene: Scene, noun: str, span: Span) -> Resolved | None:
    """As in "The campaign", after "the Roe campaign" or "Roe's campaign"."""
    names = re.findall(rf"\b([A-Z][\w-]+?)(?:'s)? {noun}\b", scene.folded[: span.start])
    surname = next((name for name in reversed(names) if name in scene.registry.by_surname), None)
    number = scene.registry.find(surname) if surname is not None else None
    if number is None:
        return None
    shown, side = f"{surname} {noun}", scene.person(number, "surname").side
    return resolved(shown, SpeakerKind.ORGANISATION, "organisation named last", organisation=shown, side=side)
