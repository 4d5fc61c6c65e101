"""What readers' pages are made from, kept under the stamp of the story (articles/comparison/stamps.py).

Whatever is made while the stamp changes is not kept: it may be newer than the stamp says.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from articles.comparison.filters import Filters
from articles.comparison.joined import JoinedNote, joined_notes
from articles.comparison.keeping import Keeper
from articles.comparison.loading import load
from articles.comparison.page import StoryPage, story_page
from articles.comparison.progress import StoryProgress, story_progress
from articles.comparison.rows import Passage, StoryRows
from articles.comparison.stamps import Stamp, stamp_of
from articles.models import Story

type News = tuple[StoryProgress, tuple[JoinedNote, ...]]

# Bytes beside its texts, roughly.
_SENTENCE, _CELL, _STATEMENT, _PAGE = 100, 300, 1500, 20_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for: the state of the page, and whether it shows ``whole`` texts."""

    filters: Filters
    made_of: tuple[Passage, ...]
    whole: bool

    def key(self, stamp: Stamp) -> Hashable:
        """What the page is kept under."""
        return stamp.material, self.filters.query_string(), self.made_of, self.whole


def _weight(rows: StoryRows) -> int:
    texts = sum(len(article.text) + _SENTENCE * len(article.sentences) for article in rows.articles)
    return texts + _STATEMENT * len(rows.statements) + _CELL * sum(len(point.cells) for point in rows.points)


_rows: Keeper[StoryRows] = Keeper(128_000_000, _weight)
_pages: Keeper[StoryPage] = Keeper(32_000_000, lambda page: _PAGE + sum(2 * len(one.html) for one in page.columns))
_stories: Keeper[Story] = Keeper(1000, lambda _: 1)
_news: Keeper[News] = Keeper(1000, lambda _: 1)


def kept_rows(story: Story, stamp: Stamp, *, once: bool) -> StoryRows | None:
    """The rows of the comparison that a stamp names; None where the story has none, or another one by now.

    Also where it changed while they were read: of a comparison that another took the place of, some may be missing.
    """
    if story.comparison is None or story.comparison_id != stamp.comparison:
        return None
    key = (stamp.material, once)
    if rows := _rows.get(key):
        return rows
    rows = load(story.comparison, once=once)
    return _rows.keep(key, rows) if stamp_of(stamp.slug) == stamp else None


def kept_page(stamp: Stamp, wanted: Wanted) -> StoryPage | None:
    """The page side by side as ``story_page`` makes it; None where it has no rows that can be kept."""
    key = wanted.key(stamp)
    if page := _pages.get(key):
        return page
    story = _stories.get(stamp.material) or _story(stamp)
    rows = kept_rows(story, stamp, once=wanted.filters.once) if story else None
    if story is None or rows is None:
        return None
    page = story_page(story, wanted.filters, whole=wanted.whole, made_of=wanted.made_of, rows=rows)
    return page and _pages.keep(key, page)


def _story(stamp: Stamp) -> Story | None:
    story = Story.objects.select_related("comparison").filter(slug=stamp.slug).first()
    return _stories.keep(stamp.material, story) if story and stamp_of(stamp.slug) == stamp else None


def kept_news(story: Story, stamp: Stamp) -> News:
    """How far the analysis is, and what has newly joined the story, as readers see it."""
    key = (stamp.material, stamp.news)
    found = _news.get(key)
    return found or _news.keep(key, (story_progress(story), joined_notes(story, for_editor=False)))
