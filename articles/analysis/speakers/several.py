"""Several speakers of one statement: names in a list, and what "they", "both" and "some" take up."""

import re
from collections.abc import Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.registry import Mention
from articles.analysis.speakers.resolved import UNKNOWN, Resolved, resolved
from articles.analysis.speakers.scene import Scene
from articles.analysis.types import SpeakerKind

_BESIDE = re.compile(
    r" ?\([^)]{1,40}\)|,? (?:of|from) (?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}|, [DRI]-[A-Z][\w.]*|,? (?:Jr|Sr)\.|"
    r", (?:the|a|an) [^,;.]{3,60}(?=,)"
)
_JOINT = re.compile(r"(?P<join>,? and|,? &|,? as well as|,) ?(?P<title>.*)")
_IN_TITLE = frozenset("the his her their a fellow former then acting and".split())
_PAIR_WITHIN = 700  # characters before "they" or "both" in which a list of names must stand
_PART_WITHIN = 320  # characters before "some" in which the group, or before "they" an organisation, must have spoken
_STATEMENTS_BACK = 4  # statements before "they" among which the group that spoke is looked for


def listed(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The first of ``mentions`` with those that are joined to it by commas and "and"; itself alone where none is."""
    found = list(mentions[:1])
    joined = False
    for mention in mentions[1:]:
        between = _BESIDE.sub("", folded[found[-1].span.end : mention.span.start])
        match = _JOINT.fullmatch(between)
        if match is None or not _is_title(match.group("title")):
            break
        joined = joined or match.group("join") != ","
        found.append(mention)
        if match.group("join") != ",":
            break
    return found if joined else found[:1]


def _is_title(words: str) -> bool:
    """Whether words between two names are only titles and roles of the second."""
    lexicon = people_lexicon()
    each = re.findall(r"[\w.'-]+", words)
    small = [w for w in each if w.islower() and w not in _IN_TITLE]
    return len(each) <= 7 and (not small or lexicon.is_role(small[-1]))


def taken_up(scene: Scene, word: str, at: int) -> Resolved:
    """Whom "they", "both" or "some" means: the list of names or the group that stands nearest before."""
    names = _last_list(scene, at) if word not in {"some", "many", "most", "several"} else []
    group = _last_group(scene, word, at)
    if names and (group is None or word in {"both", "two"} or at - names[-1].span.end < _PAIR_WITHIN // 2):
        if group is not None and group.kind is SpeakerKind.GROUP and _spoke_since(scene, names[-1], at):
            return _again(group)
        return scene.several([m.person for m in names], "they, after names")
    return _again(group) if group is not None and word not in {"both", "two"} else UNKNOWN


def _again(group: Resolved) -> Resolved:
    return resolved(
        group.speaker or "", group.kind or SpeakerKind.GROUP, "they, after a group",
        organisation=group.organisation, side=group.side,
    )  # fmt: skip


def _last_list(scene: Scene, at: int) -> list[Mention]:
    before = scene.named_before(at, _PAIR_WITHIN)
    lists = (listed(scene.folded, before[number:]) for number in range(len(before)))
    several = [names for names in lists if len({m.person for m in names}) > 1]
    if not several:
        return []
    return next(names for names in several if names[-1] == several[-1][-1])  # with those that come first in it


def _last_group(scene: Scene, word: str, at: int) -> Resolved | None:
    reach = _PART_WITHIN if word in {"some", "many", "most", "several", "all"} else _PAIR_WITHIN
    kinds = (
        {SpeakerKind.GROUP}
        if word in {"some", "many", "most", "both"}
        else {SpeakerKind.GROUP, SpeakerKind.ORGANISATION}
    )
    for place, spoke in reversed(scene.spoken[-_STATEMENTS_BACK:]):
        close = at - place < (_PART_WITHIN if spoke.kind is SpeakerKind.ORGANISATION else reach)
        if place < at and close and spoke.kind in kinds and spoke.speaker:
            return spoke
    return None


def _spoke_since(scene: Scene, mention: Mention, at: int) -> bool:
    """Whether a group was the last to speak and the names stand before what it said."""
    last = scene.before[-1] if scene.before else UNKNOWN
    return last.kind is SpeakerKind.GROUP and last.rule != "two names" and at - mention.span.end > 150
