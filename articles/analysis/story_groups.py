"""Articles into stories as they arrive: one at a time, in order of time, nothing read twice.

Each article is a TF-IDF vector of its title and opening, with the document frequencies known when it arrives.
An inverted index over the last days finds the articles that share words with it. How alike two articles are is the
cosine of their vectors, less the further apart their times are. Two stories become one when the mean likeness over
all pairs between them reaches ``SAME_STORY`` (average link): first the new article and the story nearest to it, then
the story so grown and any that the article has linked. One fixed setting, the same result for the same arrivals.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nlargest
from math import exp, log, sqrt

from articles.analysis.text.similarity import stems

SAME_STORY = 0.13  # B-cubed F1 on the public set stays within 0.01 of its best from 0.11 to 0.16
TITLE_WEIGHT = 2  # a word of the title counts like so many of the text
OPENING = 1_500  # characters: what a story is about stands at the top, and long pieces stay comparable with short ones
RARITY_POWER = 1.5  # names of a story outweigh the words of its field
TERMS = 64  # the heaviest of an article's terms are kept
FADING_DAYS = 2.0  # the likeness of two articles so many days apart counts exp(-0.5), of twice as many exp(-2)
WINDOW_DAYS = 4.0
LEAST_LIKENESS = 0.05
MOST_POSTINGS = 1_500  # read for one article, rarest terms first: keeps the cost flat however full the window is
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


class StoryGrouper:
    """Takes articles in order of time and keeps them in stories.

    ``add`` costs about the same whatever came before: it looks at the last ``WINDOW_DAYS`` through the index.
    """

    def __init__(self) -> None:
        self._days: list[float] = []
        self._story_of: list[int] = []
        self._stories: dict[int, _Story] = {}
        self._document_frequency: Counter[str] = Counter()
        self._postings: dict[str, deque[tuple[int, float]]] = {}
        self._window: deque[tuple[int, tuple[str, ...]]] = deque()

    def add(self, article: Arrival) -> dict[int, float]:
        """Put an article into a story of its own or one that is there; dates must not fall back.

        Gives how alike it is to each earlier article that it is like at all, by their numbers.
        """
        number, day = len(self._days), article.date.timestamp() / _DAY
        vector = self._vector(article)
        self._days.append(day)
        self._forget_before(day - WINDOW_DAYS)
        likenesses: dict[int, float] = {}
        links: dict[int, float] = {}
        for other, likeness in self._likenesses(vector).items():
            if likeness < LEAST_LIKENESS:
                continue
            apart = (day - self._days[other]) / FADING_DAYS
            faded = likeness * exp(-apart * apart / 2)
            if faded >= LEAST_LIKENESS:
                likenesses[other] = faded
                story = self._story_of[other]
                links[story] = links.get(story, 0.0) + faded
        self._story_of.append(number)
        self._stories[number] = _Story([number], links)
        for story, total in links.items():
            self._stories[story].links[number] = total
        self._remember(number, vector)
        self._join(number)
        return likenesses

    def stories(self) -> list[list[int]]:
        """The numbers of the articles (0 came first) by story; stories in order of their first article."""
        return [sorted(self._stories[first].members) for first in sorted(self._stories)]

    def _vector(self, article: Arrival) -> list[tuple[float, str]]:
        """The heaviest terms with their weights, rarest and heaviest first, of length 1."""
        bag = Counter(stems(article.text[:OPENING]))
        for stem in stems(article.title):
            bag[stem] += TITLE_WEIGHT
        self._document_frequency.update(bag.keys())
        known = 1 + len(self._days) + 1
        weighted = nlargest(
            TERMS,
            (
                ((1 + log(count)) * log(known / (self._document_frequency[stem] + 0.5)) ** RARITY_POWER, stem)
                for stem, count in bag.items()
            ),
        )
        length = sqrt(sum(weight * weight for weight, _ in weighted))
        return [(weight / length, stem) for weight, stem in weighted] if length else []

    def _likenesses(self, vector: list[tuple[float, str]]) -> dict[int, float]:
        """Cosines with the articles of the window that share a term."""
        found: defaultdict[int, float] = defaultdict(float)
        read = 0
        for weight, stem in vector:
            postings = self._postings.get(stem)
            if postings is None:
                continue
            read += len(postings)
            if read > MOST_POSTINGS:
                break
            for other, its in postings:
                found[other] += weight * its
        return found

    def _remember(self, number: int, vector: list[tuple[float, str]]) -> None:
        for weight, stem in vector:
            self._postings.setdefault(stem, deque()).append((number, weight))
        self._window.append((number, tuple(stem for _, stem in vector)))

    def _forget_before(self, day: float) -> None:
        while self._window and self._days[self._window[0][0]] < day:
            for stem in self._window.popleft()[1]:
                self._postings[stem].popleft()  # postings are in order of time, as the window is
                if not self._postings[stem]:
                    del self._postings[stem]

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
