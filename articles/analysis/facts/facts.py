"""All facts of a story that two texts or more give."""

from functools import lru_cache
from itertools import chain

from articles.analysis.facts.age_facts import age_facts
from articles.analysis.facts.amount_facts import amount_facts
from articles.analysis.facts.anchored_facts import date_facts, place_facts
from articles.analysis.facts.channel_facts import channel_facts
from articles.analysis.facts.story import Story
from articles.analysis.facts.title_facts import title_facts
from articles.analysis.facts.types import Agreement, Fact, Piece


@lru_cache(maxsize=32)
def facts_of(pieces: tuple[Piece, ...]) -> tuple[Fact, ...]:
    """What the texts of a story give of the same things: amounts, ages, dates, places, titles, channels and documents.

    What is the same in the same texts is there once. The last stories are remembered; empty for fewer than two texts.
    """
    if len(pieces) < 2:
        return ()
    story = Story(pieces)
    facts = chain.from_iterable(
        find(story) for find in (amount_facts, age_facts, date_facts, place_facts, title_facts, channel_facts)
    )
    return tuple({_identity(fact): fact for fact in reversed(tuple(facts))}.values())[::-1]


def _identity(fact: Fact) -> tuple[object, ...]:
    """What makes a fact another one: for what is the same everywhere its value and the texts that give it."""
    given = tuple((one.piece, one.value) for one in fact.given)
    return (fact.kind, given) if fact.agreement is Agreement.SAME else (fact.kind, given, fact.about, fact.given)
