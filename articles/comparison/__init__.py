"""What the pages of stories show: stored rows and a query string become frozen, page-ready values."""

from articles.comparison.filters import Filters
from articles.comparison.listing import StoryLine, story_list
from articles.comparison.page import StoryPage, story_page
from articles.comparison.progress import StoryProgress, story_progress

__all__ = ["Filters", "StoryLine", "StoryPage", "StoryProgress", "story_list", "story_page", "story_progress"]
