"""Titles that texts give to the same person, where two have none in common."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from articles.analysis.facts.story import Story
from articles.analysis.facts.title_words import GENERAL, heads_in
from articles.analysis.facts.titles import Title, titles_beside
from articles.analysis.facts.types import Agreement, Fact, FactKind, Given
from articles.analysis.types import Span

_MOST = 4  # titles of one person that one text shows
_WORD = re.compile(r"[A-Za-z][\w'.-]*")


@dataclass(slots=True)
class _Borne:
    """What one text says of a person: the titles, and every office that the sentences with the name speak of."""

    titles: list[tuple[Title, Span]] = field(default_factory=list)
    spoken_of: set[str] = field(default_factory=set)

    @property
    def heads(self) -> set[str]:
        """The offices and callings that the titles give."""
        return {title.head for title, _ in self.titles}


def title_facts(story: Story) -> Iterator[Fact]:
    """People whom two texts call by titles of which none is the same office or calling.

    A text that speaks of an office in a sentence with the name may give it, whatever the words between.
    """
    borne: dict[int, dict[int, _Borne]] = defaultdict(lambda: defaultdict(_Borne))
    for key, mentions in story.people.mentions.items():
        number = int(key)
        for mention in mentions:
            sentence = story.sentence_at(number, mention.span.start)
            if sentence is None:
                continue
            told = borne[mention.person][number]
            told.titles += [(t, sentence) for t in titles_beside(story.folded[number], mention.span, sentence)]
            told.spoken_of |= heads_in(_WORD.findall(story.folded[number], *sentence))
    for person in sorted(borne):
        fact = _fact(story, story.people.people[person].shown, borne[person])
        if fact is not None:
            yield fact


def _fact(story: Story, name: str, borne: Mapping[int, _Borne]) -> Fact | None:
    numbers = sorted(number for number in borne if borne[number].titles)
    apart = [(n, m) for n, m in combinations(numbers, 2) if _apart(borne[n], borne[m])]
    if not apart:
        return None
    general = all(borne[n].heads <= GENERAL or borne[m].heads <= GENERAL for n, m in apart)
    given = tuple(one for number in numbers for one in _given(story, number, borne[number].titles))
    return Fact(FactKind.TITLE, name, Agreement.LOOSER if general else Agreement.DIFFERS, given)


def _apart(one: _Borne, other: _Borne) -> bool:
    return one.heads.isdisjoint(other.spoken_of) and other.heads.isdisjoint(one.spoken_of)


def _given(story: Story, number: int, titles: Sequence[tuple[Title, Span]]) -> Iterator[Given]:
    """The titles of one text, the first of each office."""
    first = {title.head: (title, sentence) for title, sentence in reversed(titles)}
    for title, sentence in sorted(first.values(), key=lambda one: one[0].span)[:_MOST]:
        yield Given(story.pieces[number].key, title.span, sentence, title.head)
