"""Rulings: what editors have said of what the machine found. A row is written once; undoing it only marks it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from articles.analysis.rulings.values import RulingKind
from articles.models.articles import Version
from articles.models.stories import Story
from articles.querysets import RulingQuerySet

if TYPE_CHECKING:
    from articles.analysis.types import Thing


class RulingState(models.TextChoices):
    """What became of a ruling that stands, in one comparison."""

    IN_EFFECT = "in_effect", "in effect"
    UNANCHORED = "unanchored", "its text is gone"
    IDLE = "idle", "its text is there, but not what was ruled on"
    WAITING = "waiting", "the comparison is being made"


class Ruling(models.Model):
    """One thing that an editor has ruled on, with what the machine had said.

    ``value`` and ``machine`` hold the same keys: ``speaker`` and ``speaker_kind``; ``side``; ``stances``; ``kind``;
    ``parts``; ``together``; ``status`` with ``nearest``; ``finding``, ``about`` and ``text``. ``machine`` is None where
    the machine had nothing. ``statement`` is the whole statement as the editor saw it, None where it is about none.
    What it is about is in its anchors. It stands until it is withdrawn, or another that stands ``replaces`` it.
    """

    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="rulings")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in RulingKind])
    value = models.JSONField(default=dict)
    statement = models.JSONField(null=True)
    machine = models.JSONField(null=True)
    confidence = models.FloatField(null=True, help_text="How sure the machine was, 0 to 1.")
    rule = models.CharField(max_length=60, blank=True, help_text="By which rule the machine had found it.")
    analysis_version = models.CharField(max_length=60)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rulings")
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        default_permissions = ("add", "view")  # nobody changes or deletes one

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, by {self.editor}"

    @property
    def thing(self) -> "Thing":
        """What it rules on."""
        return RulingKind(self.kind).thing


class AnchorRole(models.TextChoices):
    """What an anchor is to its ruling."""

    ABOUT = "about", "what it is about"
    TOLD = "told", "the words that tell who speaks"
    PARTS = "parts", "the statement's characters as ruled"
    JOINED = "joined", "what it is one with"
    APART = "apart", "what it is not one with"
    PASSAGE = "passage", "where the point is carried"
    SEARCHED = "searched", "the text that does not carry the point"
    EVIDENCE = "evidence", "what the finding rests on"


class Anchor(models.Model):
    """Characters of a version that a ruling holds on to, with the text around them.

    Anchors of one ``role`` and ``number`` are the parts of one statement or passage. ``version`` is None when its
    article was deleted. A searched text is anchored as a whole, without a quote.
    """

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="anchors")
    role = models.CharField(max_length=10, choices=AnchorRole)
    number = models.PositiveSmallIntegerField(default=0)
    version = models.ForeignKey(Version, null=True, on_delete=models.SET_NULL, related_name="anchors")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("pk",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_role_display()
