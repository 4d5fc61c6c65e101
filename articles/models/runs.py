"""Runs: the analysis of a story, as an editor sees it go on."""

from django.conf import settings
from django.db import models

from articles.models.stories import Story


class RunState(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    SUPERSEDED = "superseded", "A newer run took over"


class Run(models.Model):
    """One analysis of one story. ``message`` says what happens now ("Reading 2 of 3: The Herald")."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was started.")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempt = models.PositiveSmallIntegerField(default=0, help_text="How often a worker has begun it.")
    errors = models.PositiveSmallIntegerField(default=0, help_text="How many attempts ended in an error.")
    heard_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was queued, or its worker last said that it is at work."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("story",), condition=models.Q(state=RunState.WAITING), name="one_waiting_run_a_story"
            ),
        )

    def __str__(self) -> str:
        return f"{self.story}: {self.get_state_display()}"
