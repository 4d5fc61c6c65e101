"""Texts that an editor has offered in a form and not added yet."""

from django.conf import settings
from django.db import models


class OfferedText(models.Model):
    """One file of an unfinished submission, kept so that nobody has to choose it again.

    ``batch`` names the submission. Rows are deleted when the submission is added, and after a day.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.UUIDField(db_index=True)
    file_name = models.CharField(max_length=255)
    text = models.TextField()
    facts = models.JSONField(default=dict, help_text="What the file says of the article: headline, address, outlet …")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.file_name
