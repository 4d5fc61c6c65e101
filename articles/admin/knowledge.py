"""Sides and speakers with their other names: the knowledge that editors own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from articles.admin.history import HistoryAdmin
from articles.admin.recomputing import analyse_again
from articles.admin.typed import ModelAdmin, TabularInline
from articles.models import Comparison, Side, SideAlias, Speaker, SpeakerAlias, Statement, Story

# Colour and short name are read from the side whenever a page is shown: no comparison depends on them.
_SHOWN_ONLY = {"colour", "short_name"}

type Named = Side | Speaker


class _AliasFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """Other names. The heading of a table is no label for the fields in it, so they bring their own."""

    def add_fields(self, form: Any, index: int | None) -> None:  # noqa: ANN401 - of whichever model
        super().add_fields(form, index)
        form.fields["name"].widget.attrs["aria-label"] = "Other name"
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Delete {form.instance.name}"


class SideAliasInline(TabularInline[SideAlias, Side]):
    """Other names of a side."""

    model = SideAlias
    formset = _AliasFormSet
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


class SpeakerAliasInline(TabularInline[SpeakerAlias, Speaker]):
    """Other names of a speaker."""

    model = SpeakerAlias
    formset = _AliasFormSet
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"


class NamedAdmin[T: (Side, Speaker)](HistoryAdmin[T]):
    """What sides and speakers have in common: names, and stories that depend on them."""

    def save_related(
        self, request: HttpRequest, form: ModelForm[T], formsets: list[BaseModelFormSet[Any, Any]], change: bool
    ) -> None:
        """Store the other names, keep the old name as one of them, and analyse what this can affect."""
        obj = form.instance
        before = _names(obj) | ({form.initial["name"]} if change else set())
        super().save_related(request, form, formsets, change)
        changed = set(form.changed_data) - _SHOWN_ONLY
        if change and "name" in changed:
            self._keep_old_name(request, obj, form.initial["name"])
        if changed or any(formset.has_changed() for formset in formsets):
            _analyse(request, obj, before | _names(obj))

    def delete_model(self, request: HttpRequest, obj: T) -> None:
        """Delete, and analyse the stories that knew it."""
        self.delete_queryset(request, self.get_queryset(request).filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[T]) -> None:
        """Delete all, and analyse each story that knew one of them, once."""
        affected: set[Story] = set()
        for obj in queryset.prefetch_related("aliases"):
            affected |= set(Story.objects.that_may_change_with(obj, _names(obj) | {obj.name}))
        with transaction.atomic():
            super().delete_queryset(request, queryset)
            # Statements lost their speaker with it, so what was stored is no longer what its fingerprint says.
            Comparison.objects.filter(story__in=affected).update(fingerprint="")
        analyse_again(request, affected, "A name was deleted")

    def _keep_old_name(self, request: HttpRequest, obj: Named, old: str) -> None:
        # One name may belong to several speakers, but only to one side.
        taken = obj.aliases.filter(name=old) if isinstance(obj, Speaker) else SideAlias.objects.filter(name=old)
        if not taken.exists():
            obj.aliases.create(name=old)
            messages.info(request, f"The old name “{old}” is kept as another name, as texts still use it.")


@admin.register(Side)
class SideAdmin(NamedAdmin[Side]):
    """Sides: parties, unions, employers, governments."""

    inlines = (SideAliasInline,)
    histories_with = ((SideAlias, "side_id", "Other name"),)
    list_display = ("name", "short_name", "colour", "other_names", "number_of_speakers")
    search_fields = ("name", "short_name", "aliases__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Side]:
        """Sides with what the list shows."""
        counted = super().get_queryset(request).annotate(speaker_count=Count("speakers", distinct=True))
        return counted.prefetch_related("aliases")

    @admin.display(description="other names")
    def other_names(self, side: Side) -> str:
        """The aliases in one line."""
        return ", ".join(alias.name for alias in side.aliases.all())

    @admin.display(description="speakers", ordering="speaker_count")
    def number_of_speakers(self, side: Side) -> int:
        """How many speakers have this side."""
        return int(getattr(side, "speaker_count", 0))


class QuotedFilter(admin.SimpleListFilter):
    """Whether a comparison of today has words of the speaker."""

    title = "quoted"
    parameter_name = "quoted"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:  # noqa: ARG002
        """The two answers."""
        return [("yes", "In a story now"), ("no", "In no story now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> QuerySet[Speaker]:  # noqa: ARG002
        """Speakers with or without statements."""
        spoken = Exists(Statement.objects.filter(speaker=OuterRef("pk")))
        return queryset.filter(spoken if self.value() == "yes" else ~spoken) if self.value() else queryset


@admin.register(Speaker)
class SpeakerAdmin(NamedAdmin[Speaker]):
    """Speakers: entered by editors, or found in texts."""

    inlines = (SpeakerAliasInline,)
    histories_with = ((SpeakerAlias, "speaker_id", "Other name"),)
    fields = ("name", "kind", "side")
    list_display = ("name", "kind", "side", "other_names", "known")
    list_filter = ("side", "kind", "known", QuotedFilter)
    list_select_related = ("side",)
    search_fields = ("name", "aliases__name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        """Speakers with what the list shows."""
        return super().get_queryset(request).prefetch_related("aliases")

    def save_model(self, request: HttpRequest, obj: Speaker, form: ModelForm[Speaker], change: bool) -> None:
        """What an editor has entered or changed is known from then on."""
        obj.known = obj.known or not change or form.has_changed()
        super().save_model(request, obj, form, change)

    @admin.display(description="other names")
    def other_names(self, speaker: Speaker) -> str:
        """The aliases in one line."""
        return ", ".join(alias.name for alias in speaker.aliases.all())


def _names(obj: Named) -> set[str]:
    return {obj.name, *obj.aliases.values_list("name", flat=True)}


def _analyse(request: HttpRequest, obj: Named, names: set[str]) -> None:
    analyse_again(request, Story.objects.that_may_change_with(obj, names), f"{type(obj).__name__} {obj} was changed")
