"""Speakers, sides and their other names: the knowledge that editors own."""

from django.db import models
from simple_history.models import HistoricalRecords

from articles.analysis.types import SpeakerKind


class SideColour(models.TextChoices):
    """The palette for sides: each keeps 4.5:1 on both grounds (tokens in static/css/tokens.css)."""

    BLUE = "blue", "Blue"
    VERMILION = "vermilion", "Vermilion"
    TEAL = "teal", "Teal"
    PURPLE = "purple", "Purple"
    OCHRE = "ochre", "Ochre"
    PINK = "pink", "Pink"
    OLIVE = "olive", "Olive"
    SLATE = "slate", "Slate"


class Side(models.Model):
    """The camp a speaker speaks for: a party, the unions, an employer, a government."""

    name = models.CharField(max_length=80, unique=True)
    short_name = models.CharField(max_length=12, help_text="Set beside every mark, for example Con.")
    colour = models.CharField(max_length=12, choices=SideColour, default=SideColour.SLATE)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SideAlias(models.Model):
    """Another name of a side, as texts write it ("Tory")."""

    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=80, unique=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "side aliases"

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """Whom statements are attributed to, over all stories.

    Rows appear by themselves when an article quotes someone new. ``side`` None means that each text
    decides; a side set here wins over what a text suggests. ``known`` rows, and rows with a side or an
    alias, inform the analysis; the others only gather what it found.
    """

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(
        max_length=12,
        choices=[(kind.value, kind.value.capitalize()) for kind in SpeakerKind],
        default=SpeakerKind.PERSON.value,
    )
    side = models.ForeignKey(Side, null=True, blank=True, on_delete=models.SET_NULL, related_name="speakers")
    known = models.BooleanField(default=False, help_text="Entered by an editor or with the starter set.")

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class SpeakerAlias(models.Model):
    """Another name of a speaker, as texts write it; one name may belong to several people."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("speaker", "name"), name="alias_once_a_speaker"),)
        verbose_name_plural = "speaker aliases"

    def __str__(self) -> str:
        return self.name
