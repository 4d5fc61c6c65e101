"""Articles and their versions. A version's text is stored once and never altered."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from articles.intake.dates import EARLIEST, LATEST
from articles.models.outlets import Outlet
from articles.models.stories import Story
from articles.querysets import VersionQuerySet

# The years that an import takes too.
IN_REACH = (
    MinValueValidator(
        dt.datetime(int(EARLIEST), 1, 1, tzinfo=dt.UTC), f"Write a year from {EARLIEST} on, or leave the time out."
    ),
    MaxValueValidator(
        dt.datetime(int(LATEST), 12, 31, tzinfo=dt.UTC), f"Write a year up to {LATEST}, or leave the time out."
    ),
)


class OutletSource(models.TextChoices):
    """How it is known which outlet published a piece; the story page says so."""

    NAMED = "named", "named in the text"
    INFERRED = "inferred", "inferred, not named in the text"
    GIVEN = "given", "given by the editor"


class Article(models.Model):
    """One piece by one outlet. Blank fields were not given and are shown as missing."""

    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    outlet_source = models.CharField(max_length=10, choices=OutletSource, default=OutletSource.GIVEN)
    headline = models.CharField(max_length=300, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    language = models.CharField(max_length=12, blank=True, help_text="As the source says, for example en.")
    published_at = models.DateTimeField(null=True, blank=True, validators=IN_REACH)
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.headline or f'article {self.pk}'}"


class Version(models.Model):
    """An article's text at one time. ``sha256`` is of the text in UTF-8, 64 hexadecimal digits."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    complete = models.BooleanField(
        default=True,
        help_text="Not so where the text looks cut or stands behind a paywall: nothing follows from its silence.",
    )
    file_name = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(fields=("article", "number"), name="one_version_a_number"),
            models.UniqueConstraint(fields=("article", "sha256"), name="one_version_a_text"),
        )

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"
