"""For whom a person speaks: the editors' word first, else what the texts say beside the name.

A party beside a name is not always the bearer's: former members, critics and relatives have one beside theirs too.
"""

import re

from articles.analysis.speakers.camps import Camp, Camps
from articles.analysis.speakers.registry import Person

# Before a party or an organisation: the person described does not belong to it (any more), or somebody else does.
_DETERMINER = r"(?:(?:the|a|an|his|her|their|fellow)\s+)?"
_NOT_OF = re.compile(
    r"(?:\b(?:ex|anti|non|quits?|left|leaves|leaving|deserted|abandoned|defected\s+from|expelled\s+(?:from|by)|critics?\s+of|"
    r"opponents?\s+of|rivals?\s+(?:of|to)|opposed\s+to|against|challengers?\s+to|foes?\s+of|alternative\s+to|defeated|beat)"
    rf"[\s-]+{_DETERMINER}|\b(?:on|told|tells|via|(?:ambassador|envoy)\s+to)\s+{_DETERMINER}|\b(?:husband|wife|widow|widower|son|daughter|father|mother|brother|sister|partner|friend|challenger|"
    rf"successor|predecessor|opponent|rival|critic)\s+(?:of|to)\s+{_DETERMINER}(?:[\w.-]+\s+){{0,2}})$",
    re.I,
)
_FORMER = re.compile(r"\b(?:former|once|one-time|onetime|lifelong\s+former)\s+(?:[\w-]+\s+){0,1}$", re.I)
_MEMBER_ONLY = re.compile(r"\s*(?:$|[;,]|(?:party\s+)?(?:member|supporter|voter|donor|who|turned|until)\b)", re.I)
_SHADOW = re.compile(r"\b(?:shadow|opposition)\b", re.I)
_OWN = re.compile(r"'s?\s+(?:[\w-]+\s+){0,3}(?:critic|opponent|rival|challenger|foe)s?\b", re.I)


_PAST_WEIGHT = 0.5  # of a description as "former", against one of today


def camp_of(person: Person, camps: Camps) -> Camp:
    """The organisation and side that a person speaks for; both None where nothing tells."""
    own = camps.side_of_person(person.name)
    ranked: dict[Camp, float] = {}
    for description in person.descriptions:
        past = _PAST_WEIGHT if re.search(r"\bformer\b", description, re.I) else 1.0
        for position, camp in enumerate(camps_described(description, camps)):
            ranked[camp] = ranked.get(camp, 0.0) + past / (1 + position)
    fitting = [camp for camp in ranked if own is None or camp.side == own]
    if not fitting:
        return Camp(None, own)
    best = max(fitting, key=lambda c: (c.organisation is not None, ranked[c], c.organisation or ""))
    side = own or best.side or _leading_side(ranked)
    return Camp(best.organisation, side)


def camps_described(description: str, camps: Camps) -> list[Camp]:
    """The camps in a description that its bearer belongs to, in order."""
    found: list[Camp] = []
    for span, camp in camps.places_in(description):
        before, after = description[: span.start], description[span.end :]
        if _NOT_OF.search(before) or _OWN.match(after) or (_FORMER.search(before) and _MEMBER_ONLY.match(after)):
            continue
        if _SHADOW.search(description) and camp.side is not None and camp.side in camps.governments:
            continue
        found.append(camp)
    return found


def _leading_side(ranked: dict[Camp, float]) -> str | None:
    sides: dict[str, float] = {}
    for camp, weight in ranked.items():
        if camp.side is not None:
            sides[camp.side] = sides.get(camp.side, 0.0) + weight
    return max(sides, key=lambda side: (sides[side], side)) if sides else None
