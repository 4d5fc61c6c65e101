"""From the stored texts of a story to its stored comparison; the tasks call it."""

from articles.known import current_knowledge
from articles.pipeline.knowledge import store_knowledge
from articles.pipeline.readings import reading_version
from articles.pipeline.stories import (
    Inputs,
    Progress,
    all_read,
    analyse_story,
    inputs_of,
    is_compared,
    stored_for,
    withdraw,
)

__all__ = [
    "Inputs",
    "Progress",
    "all_read",
    "analyse_story",
    "current_knowledge",
    "inputs_of",
    "is_compared",
    "reading_version",
    "store_knowledge",
    "stored_for",
    "withdraw",
]
