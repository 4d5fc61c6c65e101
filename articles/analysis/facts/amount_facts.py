"""Amounts that several texts give of one thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from articles.analysis.facts.agreement import agreement_of, nearness
from articles.analysis.facts.amounts import Amount, amounts_in
from articles.analysis.facts.contexts import Likeness, likeness, shared_words
from articles.analysis.facts.matching import Mention, Pair, candidates, joined
from articles.analysis.facts.story import Story
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given
from articles.analysis.lexicon.people import people_lexicon

type _Mention = Mention[Amount]

# Set on 107 stories of three outlets each (docs/methods.md, "Facts that outlets give differently"): how much the
# words around two amounts have to tell before they count the same thing. Two that are nearly equal need less: reports
# of one thing seldom differ wildly, and two things seldom nearly agree.
_NEAR = 0.85
_TOLD_SAME = 2.0
_TOLD_NEAR = 3.0
_TOLD_FAR = 6.0
_SMALL = 20.0  # under this a number may stand anywhere: it needs as much as one that is far off
_FAR_WORDS = 3  # of the clause itself
_SMALL_WORDS = 2
_POINT = 2.0  # what standing in the passages of one point tells
_BONUS = {Agreement.SAME: 2.0, Agreement.LOOSER: 1.0, Agreement.DIFFERS: 0.0}  # of two partners the nearer number
_MONEY = frozenset("$£€")
_POLL = re.compile(r"\b(?:polls?|polled|polling|surveys?|surveyed|favou?rab\w+|approv\w+|respondents)\b", re.I)
_MARGIN = re.compile(r"\b(?:margins?|sampling error|plus[- ]or[- ]minus)\b", re.I)
_OF = re.compile(
    r" of (?:(?!(?:who|that|in|to|for|are|is|were|was|and|or|with|by|on|from|have|has)\b)(?P<last>[\w'-]+) ?){1,6}"
)
# People under other nouns than those of what they do (lexicon/people.json).
_PEOPLE = frozenset("people person man woman child employee worker american adult refugee migrant immigrant".split())
# What is counted often, of many things: the noun alone tells nothing.
_COMMON = frozenset(
    "year month week day hour minute second decade point % $ £ € people time year old man woman other thing part "
    "way side person member vote dollar pound percent mile foot page".split()
) | {"year old"}


def amount_facts(story: Story) -> Iterator[Fact]:
    """Amounts that texts give of one thing, in the order of the texts."""
    mentions = [
        Mention(number, amount.span, sentence, amount, story.context(number, sentence, amount.span), points)
        for number, sentence, points in story.sentences()
        if not _MARGIN.search(story.folded[number], *sentence)
        for amount in amounts_in(story.folded[number], *sentence)
        if amount.unit != "year old"
    ]
    for group in joined(mentions, _pairs(story, mentions)):
        yield _fact(story, [mentions[number] for number in group])


def _pairs(story: Story, mentions: Sequence[_Mention]) -> Iterator[Pair]:
    by_unit: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        by_unit[_class_of(mention.value.unit)].append(number)
    given = {(m.piece, _class_of(m.value.unit), m.value.low) for m in mentions}
    for one, other in candidates(mentions, by_unit.values()):
        yield _pair(story, mentions, one, other, given)


@cache
def _class_of(unit: str) -> str:
    """What can be compared: the unit, and for people of any sort the same."""
    return "people" if unit in _PEOPLE or people_lexicon().is_role(unit) else unit


def _pair(story: Story, mentions: Sequence[_Mention], one: int, other: int, given: set[tuple[int, str, float]]) -> Pair:
    first, second = mentions[one], mentions[other]
    a, b = first.value, second.value
    agreement, alike = agreement_of(a, b), likeness(first.context, second.context)
    told = alike.told + (_POINT if first.points & second.points else 0.0)
    if a.unit == b.unit and a.unit not in _COMMON:
        told += story.rarity.of(a.unit[:6])
    accepted = _is_one_thing(story, first, second, agreement, replace(alike, told=told))
    if agreement is not Agreement.SAME and a.low != b.low:
        unit = _class_of(a.unit)
        accepted = accepted and (second.piece, unit, a.low) not in given and (first.piece, unit, b.low) not in given
    return Pair(told + _BONUS[agreement], one, other, accepted)


def _is_one_thing(story: Story, first: _Mention, second: _Mention, agreement: Agreement, alike: Likeness) -> bool:
    a, b = first.value, second.value
    if not alike.clause or (a.unit != b.unit and (agreement is Agreement.DIFFERS or min(a.low, b.low) < _SMALL)):
        return False
    small = max(a.low, b.low) < _SMALL and a.unit not in _MONEY
    if agreement is Agreement.SAME:
        return alike.told >= (_TOLD_NEAR if small else _TOLD_SAME) and not (alike.apart and small)
    if alike.apart or _of_other_things(story, first, second):
        return False
    if _polled(story, first) or _polled(story, second):  # two polls are two things
        return agreement is Agreement.LOOSER and abs(a.low - b.low) <= 1 and alike.told >= _TOLD_NEAR
    near = nearness(a, b) >= _NEAR
    if near and not small:
        return alike.told >= _TOLD_NEAR
    return alike.told >= _TOLD_FAR and len(alike.clause) >= (_SMALL_WORDS if near else _FAR_WORDS)


def _polled(story: Story, mention: _Mention) -> bool:
    """Whether a share or its points are what people answered."""
    share = mention.value.unit in {"%", "point"}
    return share and _POLL.search(story.folded[mention.piece], *mention.sentence) is not None


def _of_other_things(story: Story, first: _Mention, second: _Mention) -> bool:
    """Whether two shares are shares of different things: "of patients", "of the money"."""
    if first.value.unit != "%":
        return False
    wholes = [_OF.match(story.folded[m.piece], m.span.end, m.sentence.end) for m in (first, second)]
    one, other = (whole["last"].lower()[:6] if whole else "" for whole in wholes)
    return bool(one and other) and one != other


def _fact(story: Story, group: Sequence[_Mention]) -> Fact:
    agreements = {agreement_of(one.value, other.value) for one, other in combinations(group, 2)}
    worst = next(a for a in (Agreement.DIFFERS, Agreement.LOOSER, Agreement.SAME) if a in agreements)
    return Fact(FactKind.AMOUNT, _about(group), worst, tuple(_given(story, mention) for mention in group))


def _about(group: Sequence[_Mention]) -> str:
    """What is counted, with the words around it where that alone tells nothing: "days: veterans seek care"."""
    noun = next((m.value.noun for m in group if m.value.noun), "")
    if noun and group[0].value.unit not in _COMMON:
        return noun
    words = shared_words([m.context for m in group])
    return ": ".join(part for part in (noun, words) if part)


def _given(story: Story, mention: _Mention) -> Given:
    amount = mention.value
    value = f"{amount.bound} {amount.low:.10g} {amount.high:.10g} {_class_of(amount.unit)}"
    return Given(story.pieces[mention.piece].key, mention.span, mention.sentence, value)
