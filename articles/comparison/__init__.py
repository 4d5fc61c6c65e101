"""What the pages of stories show: stored rows and a query string become frozen, page-ready values."""

from articles.comparison.filters import Filters
from articles.comparison.joined import JoinedNote, joined_notes
from articles.comparison.listing import StoryList, story_list
from articles.comparison.page import StoryPage, story_page
from articles.comparison.progress import StoryProgress, story_progress
from articles.comparison.versions import VersionsPage, versions_page

__all__ = [
    "Filters",
    "JoinedNote",
    "StoryList",
    "StoryPage",
    "StoryProgress",
    "VersionsPage",
    "joined_notes",
    "story_list",
    "story_page",
    "story_progress",
    "versions_page",
]
