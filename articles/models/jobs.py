"""Jobs: what a worker does in the background, held by a lease while it is done (articles/leases.py)."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import QuerySet

from articles.querysets import JobQuerySet


class JobState(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    SUPERSEDED = "superseded", "A newer one took over"


class Job(models.Model):
    """What all kinds of jobs have. ``message`` says what happens now ("Reading 2 of 3: The Herald")."""

    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempt = models.PositiveSmallIntegerField(default=0, help_text="How often a worker has begun it.")
    errors = models.PositiveSmallIntegerField(default=0, help_text="How many attempts ended in an error.")
    losses = models.PositiveSmallIntegerField(default=0, help_text="How many attempts ended with their worker.")
    heard_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was queued, or its worker last said that it is at work."
    )
    begun_at = models.DateTimeField(null=True, blank=True, help_text="When the newest attempt began.")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    # Only of those that were read ``with_now``.
    now: dt.datetime

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-created_at", "-pk")
        # Every worker looks for the few that wait or run, every few seconds, among all that were ever done.
        indexes = (models.Index(fields=("state",), name="%(class)s_state"),)

    def __str__(self) -> str:
        return f"{self.what}: {self.get_state_display()}"

    @property
    def what(self) -> str:
        """What the job does, as its page is called: "Analysing “Pier shut”"."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """The job as logs name it: "run 12"."""
        return f"{self.noun()} {self.pk}"

    @classmethod
    def noun(cls) -> str:
        """What one job of this kind is called: "run"."""
        return str(cls._meta.verbose_name)

    @property
    def can_be_retried(self) -> bool:
        """Whether all that the job needs is still there."""
        return True

    def rivals(self) -> QuerySet[Self]:
        """Other jobs for the same thing: of all of these one waits at most, and one runs."""
        return type(self).objects.filter(self.same()).exclude(pk=self.pk)

    def same(self) -> models.Q:
        """What jobs for the same thing have in common; no other job is, unless its kind says so."""
        return models.Q(pk=self.pk)
