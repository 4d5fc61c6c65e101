"""Feeds: what an outlet lists of itself, read again and again; and what became of each address that a feed listed."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from articles.models.articles import Article
from articles.models.outlets import Outlet
from articles.querysets import FeedQuerySet


class Feed(models.Model):
    """An RSS or Atom feed of an outlet. A worker reads it when ``next_at`` has come (articles/fetching).

    ``etag`` and ``modified`` are its server's names for the state that was read last, "" since a reading failed.
    ``failures`` counts the readings that failed since the last one that did not; each makes the wait longer.
    """

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="feeds")
    address = models.URLField(max_length=500, unique=True, help_text="Of the RSS or Atom feed itself.")
    active = models.BooleanField(default=True, help_text="Untick it to stop reading the feed.")
    minutes = models.PositiveIntegerField(
        "every",
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(7 * 24 * 60)],
        help_text="Minutes from one reading to the next, at least 5.",
    )
    next_at = models.DateTimeField("next reading", default=timezone.now, editable=False)
    last_read_at = models.DateTimeField("last read", null=True, editable=False)
    last_result = models.TextField(blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    modified = models.CharField(max_length=200, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("outlet__name", "address")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.address}"


class FeedEntry(models.Model):
    """An address that a feed listed: it is fetched once, and again when the feed says that it was changed.

    ``refused`` says why nothing was stored, after so many ``tries``. An article that an editor deleted leaves its
    entry, so that the feed does not bring it back.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    address = models.URLField(max_length=500)
    article = models.ForeignKey(Article, null=True, on_delete=models.SET_NULL, related_name="+")
    updated = models.CharField(max_length=40, blank=True, help_text="When the feed said that it was changed.")
    refused = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    again = models.BooleanField(default=False, help_text="A later try may succeed.")
    fetched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("feed", "address"), name="one_entry_an_address"),)
        verbose_name_plural = "feed entries"

    def __str__(self) -> str:
        return self.address
