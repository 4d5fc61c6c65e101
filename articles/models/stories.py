"""Stories: one news event that several outlets cover."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from simple_history.models import HistoricalRecords

from articles.models.slugs import free_slug
from articles.querysets import StoryQuerySet


def day_of_story(path: str = "") -> Coalesce:
    """The day of the event, or where nobody knows it that when the story was made; ``path`` leads to the story."""
    return Coalesce(f"{path}date", TruncDate(f"{path}created_at"))


NEWEST_FIRST = (day_of_story().desc(), "-created_at", "-pk")


class Story(models.Model):
    """One news event. ``comparison`` is the newest finished one; None until the first analysis."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True, editable=False)
    date = models.DateField(null=True, blank=True, help_text="The day of the event, where it is known.")
    open = models.BooleanField(
        default=True, help_text="New articles that are clearly of this event join it by themselves."
    )
    # A foreign key, though each comparison is shown by one story at most: PostgreSQL locks a row harder when a
    # unique column changes, and then whoever starts a run meanwhile could wait for us while we wait for them.
    comparison = models.ForeignKey(
        "articles.Comparison", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StoryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["comparison"])  # what the machine shows is no change of the story

    class Meta:
        ordering = NEWEST_FIRST
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        """Store the story; its first save gives it the address that it keeps."""
        self.slug = self.slug or free_slug(Story.objects, self.title, fallback="story", length=220)
        super().save(**options)

    def get_absolute_url(self) -> str:
        """The page where the story's articles stand side by side."""
        return reverse("story", args=[self.slug])
