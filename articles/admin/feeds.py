"""Feeds: which are read, how often, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles.admin.typed import ModelAdmin
from articles.fetching import OFF
from articles.intake import Refusal
from articles.intake.addresses import check_address
from articles.models import Feed

_SHOWN = 200  # characters of what came of a reading, in the list


class FeedForm(forms.ModelForm):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """A feed as its editor enters it."""

    def clean_address(self) -> str:
        """The address in plain form; one that is never fetched is refused here already."""
        checked = check_address(self.cleaned_data["address"], also=settings.PARALLAX_FETCH_TEST_SERVERS)
        if isinstance(checked, Refusal):
            raise forms.ValidationError(checked.sentence)
        return checked


@admin.register(Feed)
class FeedAdmin(ModelAdmin[Feed]):
    """The RSS and Atom feeds of outlets."""

    form = FeedForm
    fields = ("outlet", "address", "active", "minutes", "last_read_at", "last_result", "next_at", "failures")
    readonly_fields = ("last_read_at", "last_result", "next_at", "failures")
    list_display = ("outlet", "address", "last_reading", "next_reading")
    list_display_links = ("address",)
    list_filter = ("active",)
    list_select_related = ("outlet",)
    search_fields = ("address", "outlet__name")
    actions = ("read_now",)

    @admin.display(description="last reading", ordering="last_read_at")
    def last_reading(self, feed: Feed) -> str | SafeString:
        """When it was read last, and what came of it."""
        if feed.last_read_at is None:
            return "Not read yet"
        return format_html("{}<br>{}", _moment(feed.last_read_at), Truncator(feed.last_result).chars(_SHOWN))

    @admin.display(description="next reading", ordering="next_at")
    def next_reading(self, feed: Feed) -> str | SafeString:
        """When it is read again, how often, and why that is late."""
        if not feed.active:
            return "Not active"
        late = f", but failed {feed.failures} time{'' if feed.failures == 1 else 's'}" if feed.failures else ""
        return format_html("{}<br>every {} minutes{}", _moment(feed.next_at), feed.minutes, late)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list; where nothing is fetched it says so."""
        if not settings.PARALLAX_FETCH and request.method == "GET":
            messages.warning(request, f"Feeds are not read. {OFF}")
        return super().changelist_view(request, extra_context)

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:
        """A feed with another address, or one that is active again, is read anew and at once."""
        if change and {"address", "active"} & set(form.changed_data):
            obj.next_at, obj.failures, obj.etag, obj.modified = timezone.now(), 0, "", ""
        super().save_model(request, obj, form, change)

    @admin.action(description="Read now", permissions=["change"])
    def read_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Make each chosen feed due."""
        if not settings.PARALLAX_FETCH:
            messages.warning(request, f"No feed is read. {OFF}")
            return
        number = queryset.filter(active=True).update(next_at=timezone.now())
        left = queryset.count() - number
        told = f"{number} feed{' is' if number == 1 else 's are'} read next; look again in a moment."
        messages.info(request, f"{told}{f' {left} not active: tick “active” first.' if left else ''}")


def _moment(moment: dt.datetime) -> str:
    return f"{timezone.localtime(moment):%-d %B, %H:%M}"
