"""Rulings: a list to read. They are made on the story page; nobody changes or deletes one."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from articles.admin.inlines import ShownOnly
from articles.admin.typed import ModelAdmin, TabularInline
from articles.comparison.words import shortened
from articles.models import Anchor, AnchorRole, Ruling
from articles.rulings.words import machine_in_words, value_in_words

_SHORT = 72  # characters of a passage in the list
_STATES = (("standing", "stands"), ("replaced", "replaced by a later one"), ("withdrawn", "undone"))


class StateFilter(admin.SimpleListFilter):
    """By what became of them."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> Sequence[tuple[str, str]]:  # noqa: ARG002
        """The states."""
        return _STATES

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ruling]) -> QuerySet[Ruling]:  # noqa: ARG002
        """The rulings in the state that was chosen."""
        standing = Ruling.objects.standing().values("pk")
        match self.value():
            case "standing":
                return queryset.filter(pk__in=standing)
            case "replaced":
                return queryset.filter(withdrawn_at__isnull=True).exclude(pk__in=standing)
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
            case _:
                return queryset


class AnchorInline(ShownOnly, TabularInline[Anchor, Ruling]):
    """The passages that a ruling holds on to."""

    model = Anchor
    fields = readonly_fields = ("version", "start", "end", "quote")

    def has_view_permission(self, request: HttpRequest, obj: Ruling | None = None) -> bool:  # noqa: ARG002
        """Whoever may see a ruling sees what it is about."""
        return request.user.has_perm("articles.view_ruling")


@admin.register(Ruling)
class RulingAdmin(ModelAdmin[Ruling]):
    """Who ruled what, when and why, what the machine had said, and whether it stands."""

    list_display = ("passage", "says", "machine_said", "state", "editor", "made")
    list_filter = ("kind", StateFilter, "editor")
    search_fields = ("story__title", "reason", "anchors__quote")
    date_hierarchy = "created_at"
    ordering = ("-pk",)
    fields = (
        "story", "says", "machine_said", "confidence", "rule", "analysis_version", "editor", "created_at",
        "reason", "state", "withdrawn_by", "withdrawn_at",
    )  # fmt: skip
    inlines = (AnchorInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ruling]:
        """With what the list shows, a fixed number of queries."""
        later = Ruling.objects.filter(withdrawn_at__isnull=True)
        return (
            super()
            .get_queryset(request)
            .select_related("story", "editor", "withdrawn_by")
            .prefetch_related("anchors", Prefetch("replaced_by", later, to_attr="later"))
        )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """They are made on the story page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Ruling | None = None) -> bool:  # noqa: ARG002
        """What was ruled stays as it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Ruling | None = None) -> bool:  # noqa: ARG002
        """What was ruled stays."""
        return False

    @admin.display(description="about")
    def passage(self, ruling: Ruling) -> str:
        """The words that it is about."""
        roles = (AnchorRole.ABOUT, AnchorRole.EVIDENCE)
        words = next((a.quote for role in roles for a in ruling.anchors.all() if a.role == role and a.quote), "")
        return shortened(words, _SHORT) if words else "a whole article"

    @admin.display(description="ruling")
    def says(self, ruling: Ruling) -> str:
        """The ruling: what it is on, and what it says."""
        return f"{ruling.thing.value}: {value_in_words(ruling)}"

    @admin.display(description="machine")
    def machine_said(self, ruling: Ruling) -> str:
        """What it replaced or confirmed."""
        return machine_in_words(ruling) or "nothing"

    @admin.display(description="made", ordering="created_at")
    def made(self, ruling: Ruling) -> str:
        """The day."""
        return date_format(localtime(ruling.created_at), "j M Y")

    @admin.display(description="state")
    def state(self, ruling: Ruling) -> str:
        """Whether it stands."""
        if ruling.withdrawn_at is not None:
            return f"undone by {ruling.withdrawn_by}"
        return "replaced" if getattr(ruling, "later", ()) else "stands"
