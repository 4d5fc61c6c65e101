"""Imports: files that an editor has given to be read in by a worker, and what became of each of their rows."""

import json
from collections.abc import Mapping

from django.db import models

from articles.models.articles import Article
from articles.models.jobs import Job


class Became(models.TextChoices):
    """What became of a row."""

    ADDED = "added", "Added"
    NEW_VERSION = "new version", "New version"
    DUPLICATE = "duplicate", "Duplicate"
    REFUSED = "refused", "Refused"


class Import(Job):
    """One import of some files, with what they leave open: the story and the outlet of their articles.

    Of a dry run nothing is stored but what would become of each row. ``kept`` says whether the files are still there.
    """

    name = models.CharField(max_length=300, help_text="What was given: “news.zip and 2 more”.")
    story = models.CharField(max_length=200, blank=True)
    outlet = models.CharField(max_length=120, blank=True)
    dry_run = models.BooleanField(default=False)
    kept = models.BooleanField(default=True)

    class Meta(Job.Meta):
        default_permissions = ()  # whoever may add articles may import them

    @property
    def what(self) -> str:
        """What the import does."""
        return f"Trying {self.name}" if self.dry_run else f"Importing {self.name}"

    @property
    def can_be_retried(self) -> bool:
        """Whether the files are still there."""
        return self.kept


class ImportFile(models.Model):
    """One file that was given, until it is imported. ``read`` says whether all its rows stand in the report."""

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    read = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("job", "number"), name="one_import_file_a_number"),)

    def __str__(self) -> str:
        return self.name

    def content(self) -> bytes:
        """All its bytes."""
        return b"".join(self.parts.values_list("data", flat=True))


class ImportPart(models.Model):
    """Some bytes of a file: a file is kept in parts, so that nobody holds all of a large one to store it."""

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="one_import_part_a_number"),)

    def __str__(self) -> str:
        return f"{self.file}, part {self.number}"


class ImportRow(models.Model):
    """What became of one row: the ``number``-th of the ``file``-th file of its import.

    ``name`` says where it stood ("news.csv, line 4"), ``because`` why it was not stored. ``sha256`` and ``url`` tell
    whether a later row of the same import brings the same text or address.
    """

    job = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    file = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=600)
    became = models.CharField(max_length=11, choices=Became)
    because = models.TextField(blank=True)
    outlet = models.CharField(max_length=120, blank=True)
    headline = models.CharField(max_length=300, blank=True, help_text="Or how the text begins.")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.TextField(blank=True)
    # Text, not a JSONField: a refused row may hold characters that PostgreSQL takes in no value, and gets them back.
    columns = models.TextField(blank=True, help_text="The columns of a refused row as they stood, in JSON.")

    class Meta:
        default_permissions = ()
        ordering = ("file", "number")
        constraints = (models.UniqueConstraint(fields=("job", "file", "number"), name="one_import_row_a_number"),)

    def __str__(self) -> str:
        return f"{self.name}: {self.became}"

    @property
    def values(self) -> Mapping[str, str]:
        """The columns of a refused row."""
        return dict(json.loads(self.columns)) if self.columns else {}
