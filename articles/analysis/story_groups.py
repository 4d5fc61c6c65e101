"""Articles into stories as they arrive: in order of time, nothing read twice.

Each article is a TF-IDF vector of its title and opening, with the document frequencies known when it arrives.
An inverted index over the last days finds the articles that share words with it. How alike two articles are is the
cosine of their vectors, less the further apart their times are. Two stories become one when the mean likeness over
all pairs between them reaches ``SAME_STORY`` (average link): first the new article and the story nearest to it, then
the story so grown and any that the article has linked. One fixed setting, the same result for the same arrivals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched, pairwise

import numpy as np

from articles.analysis.grouping.index import WindowIndex
from articles.analysis.grouping.vectors import Vectoriser

SAME_STORY = 0.13  # B-cubed F1 on the public set stays within 0.01 of its best from 0.11 to 0.16
TITLE_WEIGHT = 2  # a word of the title counts like so many of the text
OPENING = 1_500  # characters: what a story is about stands at the top, and long pieces stay comparable with short ones
FADING_DAYS = 2.0  # the likeness of two articles so many days apart counts exp(-0.5), of twice as many exp(-2)
WINDOW_DAYS = 4.0
LEAST_LIKENESS = 0.05
MOST_POSTINGS = 1_500  # read for one article, rarest terms first: keeps the cost flat however full the window is
_DAY = 86_400.0
_AT_ONCE = 512  # articles whose words are in memory together


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


class StoryGrouper:
    """Takes articles in order of time and keeps them in stories.

    An article costs about the same whatever came before: the index holds the last ``WINDOW_DAYS``. Many at once cost a
    third of what they do one by one, with the same result.
    """

    def __init__(self) -> None:
        self._story_of: list[int] = []
        self._stories: dict[int, _Story] = {}
        self._vectoriser = Vectoriser()
        self._index = WindowIndex(WINDOW_DAYS, MOST_POSTINGS)

    def add(self, article: Arrival) -> dict[int, float]:
        """Put an article into a story of its own or one that is there; dates must not fall back.

        Gives how alike it is to each earlier article that it is like at all, by their numbers.
        """
        return self._add([article])[0]

    def add_all(self, articles: Iterable[Arrival]) -> list[dict[int, float]]:
        """``add`` each of the articles: what it gives for each."""
        return [likenesses for some in batched(articles, _AT_ONCE) for likenesses in self._add(some)]

    def stories(self) -> list[list[int]]:
        """The numbers of the articles (0 came first) by story; stories in order of their first article."""
        return [sorted(self._stories[first].members) for first in sorted(self._stories)]

    def _add(self, articles: Sequence[Arrival]) -> list[dict[int, float]]:
        all_likenesses = self._likenesses(articles)
        for likenesses in all_likenesses:
            self._place(likenesses)
        return all_likenesses

    def _likenesses(self, articles: Sequence[Arrival]) -> list[dict[int, float]]:
        """How alike each article is to those of the window before it, their distance in time counted in."""
        vectors = self._vectoriser.vectors([_weighed_text(article) for article in articles])
        days = np.array([article.date.timestamp() for article in articles]) / _DAY
        near = self._index.take(vectors, days, LEAST_LIKENESS)
        apart = near.before / FADING_DAYS
        faded = near.cosines * np.exp(-apart * apart / 2)
        enough = faded >= LEAST_LIKENESS
        others, likenesses = near.articles[enough].tolist(), faded[enough].tolist()
        bounds = near.rows[enough].searchsorted(np.arange(len(articles) + 1)).tolist()
        return [dict(zip(others[start:end], likenesses[start:end], strict=True)) for start, end in pairwise(bounds)]

    def _place(self, likenesses: dict[int, float]) -> None:
        """Put the next article, which is so like earlier ones, into a story."""
        number = len(self._story_of)
        links: dict[int, float] = {}
        for other, likeness in likenesses.items():
            story = self._story_of[other]
            links[story] = links.get(story, 0.0) + likeness
        self._story_of.append(number)
        self._stories[number] = _Story([number], links)
        for story, total in links.items():
            self._stories[story].links[number] = total
        self._join(number)

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


def _weighed_text(article: Arrival) -> str:
    """The words of an article, as often as they count."""
    return "\n".join([article.text[:OPENING], *[article.title] * TITLE_WEIGHT])


def stories_of(articles: Iterable[Arrival]) -> list[list[Arrival]]:
    """The articles by story, each story and the list of stories in order of time (then of id)."""
    arriving = sorted(articles, key=lambda article: (article.date, article.id))
    grouper = StoryGrouper()
    grouper.add_all(arriving)
    return [[arriving[number] for number in story] for story in grouper.stories()]
