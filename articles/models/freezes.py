"""Freezes: comparisons kept as they stood at one time."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.models.stories import Story


class Freeze(models.Model):
    """One comparison as a document that nothing changes any more, named by the SHA-256 of its bytes.

    ``document`` is canonical JSON (articles/freezing/document.py), its bytes those of the text in UTF-8. The same
    comparison under the same filters is the same document, whoever freezes it and when.
    """

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="freezes")
    title = models.CharField(max_length=200)
    document = models.TextField(editable=False)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="freezes")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        default_permissions = ()  # nobody changes or deletes one

    def __str__(self) -> str:
        return f"{self.title}, frozen as {self.sha256[:12]}"

    def get_absolute_url(self) -> str:
        """The page that shows the document."""
        return reverse("frozen", args=[self.sha256])
