"""Fetches: web addresses on their way to articles, as an editor sees them go on."""

from django.conf import settings
from django.db import models

from articles.models.feeds import Feed
from articles.models.stories import Story
from articles.querysets import FetchQuerySet


class FetchState(models.TextChoices):
    """Where a fetch stands."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Fetch(models.Model):
    """Addresses that are fetched and stored one after another: those that an editor gave, or what a feed lists as new.

    ``asked`` are the addresses with what the feed says of each (None until a feed has been read); ``results`` what
    became of those that are done, in their order. A worker that is gone loses the fetch to another one, which goes on
    where it was. ``message`` says what happens now, and in the end what became of it in one line.
    """

    feed = models.ForeignKey(Feed, null=True, on_delete=models.CASCADE, related_name="fetches")
    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="+")
    new_story = models.CharField(max_length=200, blank=True)
    new_story_date = models.DateField(null=True)
    asked = models.JSONField(null=True)
    known = models.PositiveIntegerField(default=0, help_text="Addresses of a feed that were known already.")
    results = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=FetchState, default=FetchState.WAITING)
    message = models.TextField(blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    attempt = models.PositiveSmallIntegerField(default=0, help_text="How often a worker has begun it.")
    heard_at = models.DateTimeField(auto_now_add=True, help_text="When its worker last said that it is at work.")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = FetchQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name_plural = "fetches"
        constraints = (
            models.UniqueConstraint(
                fields=("feed",),
                condition=models.Q(state__in=(FetchState.WAITING, FetchState.RUNNING)),
                name="one_reading_a_feed",
            ),
        )
        indexes = (
            models.Index(
                fields=("state",),
                condition=models.Q(state__in=(FetchState.WAITING, FetchState.RUNNING)),
                name="fetches_to_do",
            ),
        )

    def __str__(self) -> str:
        if self.feed_id:
            return str(self.feed)
        number = len(self.asked or ())
        return f"{number} address{'' if number == 1 else 'es'}"
