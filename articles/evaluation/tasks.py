"""All tasks by name."""

from collections.abc import Callable, Mapping
from typing import Any

from articles.analysis.knowledge import Knowledge
from articles.analysis.types import Comparison
from articles.evaluation.attribution import AttributionTask
from articles.evaluation.extraction import ExtractionTask
from articles.evaluation.grouping import GroupingTask
from articles.evaluation.joining import JoiningTask
from articles.evaluation.loaded_wording import LoadedWordingTask
from articles.evaluation.same_statement import SameStatementTask
from articles.evaluation.stance_stories import StanceStoriesTask
from articles.evaluation.stories import StoriesTask
from articles.evaluation.target_tone import TargetToneTask
from articles.evaluation.task import Task

type AnyTask = Task[Any, Any, Any]

TAKES = {
    task.name: task.takes
    for task in (
        AttributionTask, StanceStoriesTask, TargetToneTask, LoadedWordingTask,
        SameStatementTask, GroupingTask, JoiningTask, ExtractionTask, StoriesTask,
    )
}  # fmt: skip


def task_named(name: str, knowledge: Knowledge, measure: Callable[[Comparison], Mapping[str, Any]]) -> AnyTask:
    """The task of that name; ``measure`` gives the framing of a comparison. Raises ``KeyError``."""
    tasks: tuple[AnyTask, ...] = (
        AttributionTask(knowledge), StanceStoriesTask(knowledge), TargetToneTask(), LoadedWordingTask(),
        SameStatementTask(), GroupingTask(), JoiningTask(), ExtractionTask(),
        StoriesTask(knowledge, measure),
    )  # fmt: skip
    return {task.name: task for task in tasks}[name]
