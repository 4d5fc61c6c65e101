"""Runs: the analysis of a story, as an editor sees it go on."""

from django.db import models

from articles.models.jobs import Job, JobState
from articles.models.stories import Story

RunState = JobState  # a run stands where any job does


class Run(Job):
    """One analysis of one story."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="runs")
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was started.")

    class Meta(Job.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("story",), condition=models.Q(state=JobState.WAITING), name="one_waiting_run_a_story"
            ),
        )

    @property
    def what(self) -> str:
        """What the run does."""
        return f"Analysing “{self.story}”"

    def same(self) -> models.Q:
        """All runs of the story."""
        return models.Q(story=self.story_id)
