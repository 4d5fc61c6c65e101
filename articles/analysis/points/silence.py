"""What the silence of an article about a point is worth.

An article that was found without a point is ``absent`` only if its text could be searched: a text that is cut off is
``unreadable``, one in another language or read without the language model is ``unchecked``, and one that was
published before the point was made is ``too_early``. From none of these three may anything be concluded.

Published before it was said: only where the articles that carry the point themselves say when it was said ("told
reporters on Friday", "said today") and even the earliest moment that this can mean lies after the publication of the
silent one. That one article is older is no proof: the words may be older than both.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from articles.analysis.points.telling import Placed, StoryIndex
from articles.analysis.text.folding import fold
from articles.analysis.text.model import model_notice
from articles.analysis.text.similarity import words_of
from articles.analysis.types import AnalysedArticle, Cell, Status

_LEAST_WORDS = 20  # of a text too short to know its language by
_GATED = re.compile(
    r"^(?:continue reading|keep reading|to (?:continue|keep) reading|to read (?:the full|this|more)\b"
    r"|read the full (?:article|story)|subscribe (?:now )?to (?:read|continue)|sign in to (?:read|continue)"
    r"|register to (?:read|continue))",
    re.I,
)
_CUT = re.compile(r"(?:…|\.\.\.|\[\.\.\.\])$")
_LAST_LINES = 3
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"(?<!last )(?<!next )(?<!every )(?<!each )\b(?:{'|'.join(_DAYS)}|today|yesterday)\b", re.I)
_ZONES = timedelta(hours=14)  # a day begins up to so much earlier in another zone than in UTC


class Silence:
    """What is known of each article's silence before any point is looked at.

    ``published`` may lack articles; ``incomplete`` are those that whoever brought them knows to be cut.
    """

    def __init__(self, story: StoryIndex, published: Mapping[str, datetime], incomplete: Collection[str] = ()) -> None:
        self.story, self.published = story, published
        parsed = model_notice() is None
        self.worth = {key: worth_of_silence(article, parsed=parsed) for key, article in story.articles.items()}
        self.worth.update(dict.fromkeys(incomplete, Status.UNREADABLE))
        self.tells_nothing = {key: status for key, status in self.worth.items() if status is not Status.ABSENT}

    def typed(self, cells: Mapping[str, Cell], members: Sequence[Placed] = ()) -> dict[str, Cell]:
        """The cells of a point with the reason of each silence; ``members`` are the statements that make the point."""
        said = earliest_said(members, self.story, self.published) if members and self.published else None
        early = {key for key, at in self.published.items() if said is not None and at < said}
        result = dict(cells)
        for key in self.tells_nothing.keys() | early:
            if key in result and result[key].status is Status.ABSENT:
                status = self.tells_nothing.get(key, Status.TOO_EARLY)
                result[key] = replace(result[key], status=status)
        return result


def worth_of_silence(article: AnalysedArticle, *, parsed: bool) -> Status:
    """``absent`` where an article's text could be searched, else why it could not; ``parsed``: by a language model."""
    if _is_cut(article):
        return Status.UNREADABLE
    other_language = article.language is None and len(words_of(article.text)) >= _LEAST_WORDS
    return Status.UNCHECKED if other_language or not parsed else Status.ABSENT


def _is_cut(article: AnalysedArticle) -> bool:
    """Whether the text ends in dots, or asks the reader to subscribe in its last lines."""
    lines = [article.text[start:end].strip() for start, end in article.paragraphs]
    return bool(lines) and (bool(_CUT.search(fold(lines[-1]))) or any(map(_GATED.match, lines[-_LAST_LINES:])))


def earliest_said(members: Sequence[Placed], story: StoryIndex, published: Mapping[str, datetime]) -> datetime | None:
    """The earliest moment at which a point can have been made, from what the articles that carry it say; else None.

    Each must have been published at a known time, and at least one must name the day, outside the words themselves.
    """
    moments = []
    for placed in members:
        if placed.article not in published:
            return None
        day = _day_named(placed, story)
        if day is not None:
            moments.append(_earliest(day, published[placed.article].astimezone(UTC)))
    said = min(moments, default=None)
    older = said is not None and any(published[placed.article] < said for placed in members)
    return None if older else said  # one that came out before carries it, so the day named is another telling's


def _day_named(placed: Placed, story: StoryIndex) -> str | None:
    """The day that stands beside the cue of a statement: in its sentence, and nowhere in the words reported."""
    article = story.articles[placed.article]
    if placed.statement.cue is None:
        return None
    for sentence in article.sentences:
        if sentence.start <= placed.statement.cue.start < sentence.end:
            days = {
                match.group().lower()
                for match in _DAY.finditer(article.text, sentence.start, sentence.end)
                if not any(p.start <= match.start() < p.end for p in placed.statement.parts)
            }
            return days.pop() if len(days) == 1 else None
    return None


def _earliest(day: str, published: datetime) -> datetime:
    if day in _DAYS:
        back = (published.weekday() - _DAYS.index(day)) % 7
        return datetime.combine(published.date() - timedelta(days=back), time(), UTC) - _ZONES
    return published - timedelta(days=1 if day == "today" else 2)
