"""Ages that texts give of the same person."""

import re
from collections import defaultdict
from collections.abc import Iterator

from articles.analysis.facts.story import Story
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given
from articles.analysis.types import Span

_BEFORE = re.compile(r"\b(?P<age>\d{1,3})-year-old (?:[\w'-]+ ){0,3}$")
_BEHIND = re.compile(r",? (?:\(|aged |who is |age )?(?P<age>\d{2})(?=[,);.]|\)| years old)")


def age_facts(story: Story) -> Iterator[Fact]:
    """People of whom two texts or more give an age."""
    ages: dict[int, dict[int, Given]] = defaultdict(dict)
    for key, mentions in story.people.mentions.items():
        number = int(key)
        for mention in mentions:
            sentence = story.sentence_at(number, mention.span.start)
            age = _age_beside(story.folded[number], mention.span, sentence) if sentence else None
            if sentence and age:
                given = Given(story.pieces[number].key, age, sentence, story.folded[number][slice(*age)])
                ages[mention.person].setdefault(number, given)
    for person in sorted(ages):
        listed = tuple(ages[person][number] for number in sorted(ages[person]))
        if len(listed) > 1:
            same = len({given.value for given in listed}) == 1
            about = f"age of {story.people.people[person].shown}"
            yield Fact(FactKind.AMOUNT, about, Agreement.SAME if same else Agreement.DIFFERS, listed)


def _age_beside(folded: str, name: Span, sentence: Span) -> Span | None:
    before = _BEFORE.search(folded, max(sentence.start, name.start - 60), name.start)
    found = before or _BEHIND.match(folded, name.end, sentence.end)
    return Span(*found.span("age")) if found else None
