"""From the stored texts of a story to its stored comparison; the tasks call it."""

from articles.pipeline.knowledge import current_knowledge, store_knowledge
from articles.pipeline.stories import Progress, all_read, analyse_story, withdraw

__all__ = ["Progress", "all_read", "analyse_story", "current_knowledge", "store_knowledge", "withdraw"]
