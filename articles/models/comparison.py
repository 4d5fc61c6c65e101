"""Readings of versions, and the comparison of a story with all its rows.

Spans are stored as lists of two ``str`` indices into ``Version.text``, end exclusive. A comparison is
written whole in one transaction and never changed afterwards; a new one takes its place.
"""

from typing import Any

from django.db import models

from articles.analysis.types import (
    CueTone,
    FindingKind,
    Kind,
    PointKind,
    SpeakerKind,
    Status,
    Tone,
)
from articles.models.articles import Version
from articles.models.speakers import Side, Speaker
from articles.models.stories import Story
from articles.querysets import StatementQuerySet


def _choices(names: type[Any]) -> list[tuple[str, str]]:
    return [(name.value, name.value.replace("_", " ")) for name in names]


class Reading(models.Model):
    """The stored analysis of one version by one version of the analysis, independent of any story.

    ``layout`` holds what a page needs (headline, paragraphs, sentences, boilerplate, loaded terms);
    ``draft`` is the whole encoded reading, from which a comparison is made without parsing again.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="readings")
    analysis_version = models.CharField(max_length=40)
    layout = models.JSONField()
    draft = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "analysis_version"), name="one_reading_a_version"),)

    def __str__(self) -> str:
        return f"{self.version}, read by {self.analysis_version}"


class Comparison(models.Model):
    """All points and coverage of a story, made at one time from stated versions.

    ``fingerprint`` is the SHA-256 of everything it was made from (texts, knowledge, analysis version):
    equal fingerprints mean an equal comparison. ``rulings`` has the ``RulingState`` of each that stood, by its id as
    text.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comparisons")
    analysis_version = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    rulings = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.story}, compared {self.created_at:%d %B %Y %H:%M}"


class Framing(models.Model):
    """One article's column in a comparison: the reading it shows and its measures (framing.py).

    An article that is a copy of others in the story has in ``origin`` the fullest of them (its own version where it is
    that), and in the shares how much of its words the fullest has, and how much of the fullest's words it has.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="framings")
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="framings")
    position = models.PositiveSmallIntegerField()
    measures = models.JSONField()
    origin = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="+")
    share = models.FloatField(null=True)
    share_of_fullest = models.FloatField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("comparison", "position"), name="one_framing_a_column"),)

    def __str__(self) -> str:
        return f"Framing of {self.reading.version}"


class Point(models.Model):
    """A row of the comparison. ``only_in`` is set only when every other article was found without it.

    ``ruled`` are the ids of the rulings that joined or parted its statements.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveIntegerField()
    gist = models.TextField()
    kind = models.CharField(max_length=10, choices=_choices(PointKind))
    speaker = models.ForeignKey(Speaker, null=True, on_delete=models.SET_NULL, related_name="+")
    organisation = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey(Side, null=True, on_delete=models.SET_NULL, related_name="+")
    stance = models.CharField(max_length=10, choices=_choices(Tone))
    target = models.CharField(max_length=200, blank=True)
    stances = models.JSONField(default=list)
    similar = models.JSONField(default=list)
    only_in = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="+")
    only_in_once = models.ForeignKey(Version, null=True, on_delete=models.CASCADE, related_name="+")
    ruled = models.JSONField(default=list)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("comparison", "number"), name="one_point_a_number"),)

    def __str__(self) -> str:
        return self.gist


class Statement(models.Model):
    """What an article reports a source to have said, with its speaker as resolved over the story.

    ``ruled`` has for each thing that an editor has ruled on (``speaker``, ``side``, ``stances``, ``kind``, ``span``,
    ``statement``) the id of the ``ruling``, and what the ``machine`` says, with its ``confidence`` and ``rule``.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="statements")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="statements")
    point = models.ForeignKey(Point, null=True, on_delete=models.SET_NULL, related_name="statements")
    ident = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    parts = models.JSONField()
    kind = models.CharField(max_length=10, choices=_choices(Kind))
    in_headline = models.BooleanField(default=False)
    paragraph = models.PositiveIntegerField()
    cue = models.JSONField(null=True)
    cue_tone = models.CharField(max_length=10, choices=_choices(CueTone), blank=True)
    speaker_span = models.JSONField(null=True)
    speaker = models.ForeignKey(Speaker, null=True, on_delete=models.SET_NULL, related_name="statements")
    speaker_kind = models.CharField(max_length=12, choices=_choices(SpeakerKind), blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey(Side, null=True, on_delete=models.SET_NULL, related_name="statements")
    stance = models.CharField(max_length=10, choices=_choices(Tone))
    target = models.CharField(max_length=200, blank=True)
    stances = models.JSONField(default=list)
    confidence = models.FloatField()
    rule = models.CharField(max_length=60)
    ruled = models.JSONField(default=dict)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("version", "start")
        constraints = (
            models.UniqueConstraint(fields=("comparison", "version", "ident"), name="one_statement_an_ident"),
        )

    def __str__(self) -> str:
        return f"{self.ident} ({self.start}-{self.end})"


class Coverage(models.Model):
    """How one article carries one point: one cell. ``spans`` is empty unless it is carried.

    ``ruled`` is as an entry of ``Statement.ruled``; None without a ruling.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="coverage")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=_choices(Status))
    spans = models.JSONField(default=list)
    nearest = models.JSONField(null=True)
    score = models.FloatField(null=True)
    ruled = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("point", "version"), name="one_cell_a_version"),)
        verbose_name_plural = "coverage"

    def __str__(self) -> str:
        return f"{self.status} in {self.version_id}"


class Copies(models.TextChoices):
    """How articles that carry the same text are counted."""

    EACH = "each", "each by itself"
    ONCE = "once", "as one"


class Finding(models.Model):
    """A template sentence about the comparison. Evidence entries are ``[version id, start, end]``.

    A comparison with copies has two rows of findings, each ranked from 1; one without them has ``each`` alone.
    ``about`` is whom it names besides outlets, and the tone; ``ruled`` is the id of the ruling that confirmed it.
    """

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="findings")
    copies = models.CharField(max_length=4, choices=Copies, default=Copies.EACH)
    rank = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=_choices(FindingKind))
    text = models.TextField()
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    points = models.JSONField(default=list)
    evidence = models.JSONField()
    nearest = models.JSONField(default=list)
    searched = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    paragraph = models.PositiveIntegerField(null=True)
    about = models.JSONField(default=list)
    ruled = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ("rank",)

    def __str__(self) -> str:
        return self.text
