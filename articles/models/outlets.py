"""Outlets: the publishers whose pieces are compared."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from articles.models.slugs import free_slug


class Outlet(models.Model):
    """A publisher. There is no score and no left or right label, by design."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=140, unique=True, editable=False)
    domain = models.CharField(max_length=200, blank=True, help_text="For example heraldscotland.com")
    licensed = models.BooleanField(default=False, help_text="Whole texts of this outlet may be shown to the public.")

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Store the outlet; its first save gives it the address that it keeps."""
        self.slug = self.slug or free_slug(Outlet.objects, self.name, fallback="outlet", length=140)
        super().save(**options)
