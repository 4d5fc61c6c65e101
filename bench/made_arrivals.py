"""A made stream of articles: stories of a few days among words drawn as often as those of real text are."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from articles.analysis.story_groups import Arrival

A_DAY = 2_000  # articles
_START = datetime(2026, 1, 5, tzinfo=UTC)
_VOCABULARY = 40_000
_OWN_WORDS = 24  # words that a story has of its own field
_OWN_SHARE = 0.3  # of an article's words
_ALONE = 0.3  # of the stories have one article
_TITLE, _TEXT = 9, 280  # words, as a report of an agency has
WORDS = _TITLE + _TEXT
_LASTS = 1.5  # days within which most articles of a story come


@dataclass(frozen=True, slots=True)
class Stream:
    """Articles in order of time, and for each the number of its story."""

    arrivals: list[Arrival]
    stories: list[int]


def stream(count: int, *, seed: int = 7) -> Stream:
    """So many articles, the same each time: a story has one article or two to a dozen, by different writers."""
    chance = random.Random(seed)  # noqa: S311 - no secret: the stream must be the same in every run
    words = _words(chance)
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(words))))
    days = count / A_DAY
    made: list[tuple[float, int, str, str]] = []
    story = 0
    while len(made) < count:
        own = chance.choices(words[200:], k=_OWN_WORDS)
        day = chance.random() * days
        for _ in range(_size(chance)):
            title, text = (_line(chance, own, words, weights, length) for length in (_TITLE, _TEXT))
            made.append((day, story, title, text))
            day += chance.expovariate(1.0) * _LASTS / 4
        story += 1
    made = sorted(made[:count])
    return Stream(
        [
            Arrival(f"a{number}", title, text, _START + timedelta(days=day))
            for number, (day, _, title, text) in enumerate(made)
        ],
        [told for _, told, _, _ in made],
    )


def _size(chance: random.Random) -> int:
    return 1 if chance.random() < _ALONE else min(12, 2 + int(chance.expovariate(0.5)))


def _line(chance: random.Random, own: list[str], words: list[str], weights: list[float], length: int) -> str:
    mine = chance.choices(own, k=round(length * _OWN_SHARE))
    other = chance.choices(words, cum_weights=weights, k=length - len(mine))
    line = mine + other
    chance.shuffle(line)
    return " ".join(line)


def _words(chance: random.Random) -> list[str]:
    """Words whose first six letters tell them apart: that much is a stem."""
    syllables = [consonant + vowel for consonant in "bcdfghjklmnprstvwxyz" for vowel in "aeiou"]
    stems = chance.sample(range(len(syllables) ** 3), _VOCABULARY)
    return [
        syllables[stem // 10_000]
        + syllables[stem // 100 % 100]
        + syllables[stem % 100]
        + chance.choice(("", "s", "ing"))
        for stem in stems
    ]
