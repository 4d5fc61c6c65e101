"""New arrivals that clearly belong to a story which is there: those may join it before an editor has looked.

The same grouping as everywhere decides (story_groups.py); what is only probable stays a proposal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.analysis.story_groups import WINDOW_DAYS, Arrival, StoryGrouper

# On the public set 247 of 248 joinings at this bar are right, and half of those that could join do; from 0.22 to 0.28
# at least 98 of 100 are right. At the bar of the grouping itself (0.13) 95 of 100 would be.
CLEARLY = 0.25
# Which words are rare is told from the articles around: with a handful of them nothing is clear.
BACKGROUND_DAYS = 30
MOST_BACKGROUND = 500


@dataclass(frozen=True, slots=True)
class Place:
    """The story that an article clearly belongs to, and its mean likeness to the articles there, 0 to 1."""

    story: str
    likeness: float


def clear_places(articles: Iterable[Arrival], story_of: Mapping[str, str]) -> dict[str, Place]:
    """Where the articles that ``story_of`` does not name belong, by their ids; without those that are not clear.

    Clear means: they are grouped with articles of one story and of no other, and their mean likeness to all that the
    story has within the grouping's days of them reaches ``CLEARLY``. A story that has nothing so near is not joined.
    """
    arriving = sorted(articles, key=lambda article: (article.date, article.id))
    grouper = StoryGrouper()
    likenesses = [grouper.add(article) for article in arriving]
    members: dict[str, list[int]] = {}
    for number, article in enumerate(arriving):
        if article.id in story_of:
            members.setdefault(story_of[article.id], []).append(number)

    def likeness(number: int, story: str) -> float:
        """The mean over the articles of a story that are near in time; 0 where there is none."""
        near = [other for other in members[story] if _days_apart(arriving[number], arriving[other]) <= WINDOW_DAYS]
        pairs = ((max(number, other), min(number, other)) for other in near)
        return sum(likenesses[later].get(earlier, 0.0) for later, earlier in pairs) / len(near) if near else 0.0

    places: dict[str, Place] = {}
    for group in grouper.stories():
        stories = {story_of[arriving[number].id] for number in group if arriving[number].id in story_of}
        if len(stories) != 1:
            continue
        (story,) = stories
        for number in group:
            ident = arriving[number].id
            if ident not in story_of and (alike := likeness(number, story)) >= CLEARLY:
                places[ident] = Place(story, alike)
    return places


def _days_apart(one: Arrival, other: Arrival) -> float:
    return abs((one.date - other.date).total_seconds()) / 86_400
