"""Articles into stories as they arrive: one at a time, in order of time, nothing read twice.

Each article is a TF-IDF vector of its title and opening, with the document frequencies known when it arrives.
An inverted index over the last days finds the articles that share words with it. How alike two articles are is the
cosine of their vectors, less the further apart their times are. Two stories become one when the mean likeness over
all pairs between them reaches ``SAME_STORY`` (average link): first the new article and the story nearest to it, then
the story so grown and any that the article has linked. One fixed setting, the same result for the same arrivals.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

import numpy as np

from articles.analysis.story_index import Vector, WindowIndex
from articles.analysis.text.similarity import plain_words, stems

SAME_STORY = 0.13  # B-cubed F1 on the public set stays within 0.01 of its best from 0.11 to 0.16
TITLE_WEIGHT = 2  # a word of the title counts like so many of the text
OPENING = 1_500  # characters: what a story is about stands at the top, and long pieces stay comparable with short ones
RARITY_POWER = 1.5  # names of a story outweigh the words of its field
TERMS = 64  # the heaviest of an article's terms are kept
FADING_DAYS = 2.0  # the likeness of two articles so many days apart counts exp(-0.5), of twice as many exp(-2)
WINDOW_DAYS = 4.0
LEAST_LIKENESS = 0.05
MOST_POSTINGS = 1_500  # read for one article, rarest terms first: keeps the cost flat however full the window is
NO_TERM = -1
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as it arrives; ``date`` knows its time zone."""

    id: str
    title: str
    text: str
    date: datetime


@dataclass(slots=True)
class _Story:
    """Numbers of its members, and for each story that shares words the sum of likenesses over all pairs."""

    members: list[int]
    links: dict[int, float] = field(default_factory=dict)


class _Terms(dict[str, int]):
    """The number of each plain word's term: its stem, ``NO_TERM`` for words without any; new ones are numbered."""

    def __init__(self) -> None:
        super().__init__()
        self._stems: defaultdict[str, int] = defaultdict(count().__next__)

    def __missing__(self, word: str) -> int:
        found = stems(word)
        number = self[word] = self._stems[found[0]] if found else NO_TERM
        return number


class StoryGrouper:
    """Takes articles in order of time and keeps them in stories.

    ``add`` costs about the same whatever came before: it looks at the last ``WINDOW_DAYS`` through the index.
    """

    def __init__(self) -> None:
        self._story_of: list[int] = []
        self._stories: dict[int, _Story] = {}
        self._terms = _Terms()
        self._articles_with = np.zeros(0)  # each term
        self._index = WindowIndex(WINDOW_DAYS, MOST_POSTINGS)

    def add(self, article: Arrival) -> dict[int, float]:
        """Put an article into a story of its own or one that is there; dates must not fall back.

        Gives how alike it is to each earlier article that it is like at all, by their numbers.
        """
        number, day = len(self._story_of), article.date.timestamp() / _DAY
        vector = self._vector(article)
        likenesses = self._likenesses(vector, day)
        links: dict[int, float] = {}
        for other, likeness in likenesses.items():
            story = self._story_of[other]
            links[story] = links.get(story, 0.0) + likeness
        self._story_of.append(number)
        self._stories[number] = _Story([number], links)
        for story, total in links.items():
            self._stories[story].links[number] = total
        self._index.add(vector, day)
        self._join(number)
        return likenesses

    def stories(self) -> list[list[int]]:
        """The numbers of the articles (0 came first) by story; stories in order of their first article."""
        return [sorted(self._stories[first].members) for first in sorted(self._stories)]

    def _vector(self, article: Arrival) -> Vector:
        """The heaviest terms of an article, and what each weighs among all articles so far."""
        words = plain_words(article.text[:OPENING]) + TITLE_WEIGHT * plain_words(article.title)
        numbers = np.fromiter(map(self._terms.__getitem__, words), dtype=np.int64, count=len(words))
        terms, counts = np.unique(numbers, return_counts=True)
        if len(terms) and terms[0] == NO_TERM:
            terms, counts = terms[1:], counts[1:]
        if len(self._terms) > len(self._articles_with):
            self._articles_with = np.concatenate([self._articles_with, np.zeros(len(self._terms))])
        self._articles_with[terms] += 1
        rarity = np.log((len(self._story_of) + 2) / (self._articles_with[terms] + 0.5))
        weights = (1 + np.log(counts)) * rarity**RARITY_POWER
        heaviest = np.argsort(-weights, kind="stable")[:TERMS]
        terms, weights = terms[heaviest], weights[heaviest]
        length = math.sqrt(weights @ weights)
        return Vector(terms, weights / length) if length else Vector(terms[:0], weights[:0])

    def _likenesses(self, vector: Vector, day: float) -> dict[int, float]:
        """How alike an article is to those of the window, their distance in time counted in."""
        near = self._index.near(vector, day, LEAST_LIKENESS)
        apart = near.before / FADING_DAYS
        faded = near.cosines * np.exp(-apart * apart / 2)
        enough = faded >= LEAST_LIKENESS
        return dict(zip(near.articles[enough].tolist(), faded[enough].tolist(), strict=True))

    def _join(self, story: int) -> None:
        """Join the story with the one nearest to it, again and again while that is near enough."""
        while self._stories[story].links:
            nearest = max(self._stories[story].links, key=lambda other: (self._nearness(story, other), -other))
            if self._nearness(story, nearest) < SAME_STORY:
                return
            story = self._merge(min(story, nearest), max(story, nearest))

    def _nearness(self, one: int, other: int) -> float:
        here, there = self._stories[one], self._stories[other]
        return here.links[other] / (len(here.members) * len(there.members))

    def _merge(self, kept: int, gone: int) -> int:
        to, leaving = self._stories[kept], self._stories.pop(gone)
        del to.links[gone], leaving.links[kept]
        for other, total in leaving.links.items():
            to.links[other] = to.links.get(other, 0.0) + total
            links = self._stories[other].links
            del links[gone]
            links[kept] = to.links[other]
        for member in leaving.members:
            self._story_of[member] = kept
        to.members.extend(leaving.members)
        return kept


def stories_of(articles: Iterable[Arrival]) -> list[list[Arrival]]:
    """The articles by story, each story and the list of stories in order of time (then of id)."""
    arriving = sorted(articles, key=lambda article: (article.date, article.id))
    grouper = StoryGrouper()
    for article in arriving:
        grouper.add(article)
    return [[arriving[number] for number in story] for story in grouper.stories()]
