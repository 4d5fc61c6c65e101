"""Who changed what when: the history page of stories, articles, outlets, sides and speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Field, ForeignKey, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.admin.typed import ModelAdmin

_TEMPLATE = "admin/articles/history.html"
_A_PAGE = 100
_UNTOLD = {"id", "slug", "created_at"}  # what no editor changes
_LONGEST = 300
_DONE = {"+": "Created", "~": "Changed", "-": "Deleted"}
_NOBODY = "nobody signed in (an import or a command)"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: what it was and what it became, "" for nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a row, or of one of its other names; ``edited`` where the row was there before and after it."""

    at: datetime
    who: str
    what: str
    reason: str
    edited: bool
    changes: tuple[FieldChange, ...]


class HistoryAdmin[M: Model](ModelAdmin[M]):
    """An admin whose History page shows what each change made of a row, also of one that was deleted.

    ``histories_with`` names models whose rows belong to this one's, by the field that says to which, and what they are
    called.
    """

    histories_with: Sequence[tuple[Any, str, str]] = ()

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - Django hands it over
    ) -> HttpResponse:
        """All changes, the newest first; whoever may see the row may see them."""
        model: Any = self.model
        key = int(object_id) if object_id.isascii() and object_id.isdecimal() else 0
        records = list(model.history.filter(id=key).select_related("history_user"))
        obj = self.get_queryset(request).filter(pk=key).first()
        if obj is None and not records:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        told = [(records, "")]
        for other, field, called in self.histories_with:
            found = other.history.filter(**{field: key}).order_by("id", "-history_date", "-history_id")
            told.append((list(found.select_related("history_user")), called))
        entries = _entries(told)
        page = Paginator(entries, _A_PAGE).get_page(request.GET.get("p"))
        name = str(obj) if obj is not None else str(records[0].history_object)
        context = {
            **admin.site.each_context(request),
            "title": f"History of {name}",
            "name": name,
            "obj": obj,
            "opts": self.opts,
            "page": page,
        }
        return render(request, _TEMPLATE, context)


def _entries(told: Iterable[tuple[Sequence[Any], str]]) -> list[Entry]:
    """Entries of all records, the newest first; ``told`` holds records of one model, the newest of each row first."""
    told = list(told)
    names = _names(record for records, _ in told for record in records)
    entries = [
        (record.history_date, record.history_id, _entry(record, _before(records, place), called, names))
        for records, called in told
        for place, record in enumerate(records)
    ]
    return [entry for *_, entry in sorted(entries, key=lambda one: one[:2], reverse=True)]


def _before(records: Sequence[Any], place: int) -> Any:  # noqa: ANN401 - a historical record
    """The record of the same row before this one; None for the first."""
    before = records[place + 1] if place + 1 < len(records) else None
    return before if before is not None and before.id == records[place].id else None


def _entry(record: Any, before: Any, called: str, names: Mapping[type[Model], Mapping[int, Any]]) -> Entry:  # noqa: ANN401
    deleted = record.history_type == "-"
    old, new = (record, None) if deleted else (before, record)
    changes = []
    for field in record.tracked_fields:
        if field.name in _UNTOLD or (called and isinstance(field, ForeignKey)):
            continue
        was, became = (_shown(one, field, names) if one is not None else "" for one in (old, new))
        if was != became:
            changes.append(FieldChange(field.verbose_name, was, became))
    done = _DONE[record.history_type]
    return Entry(
        at=record.history_date,
        who=record.history_user.get_username() if record.history_user else _NOBODY,
        what=f"{called}: {done.lower()}" if called else done,
        reason=record.history_change_reason or "",
        edited=record.history_type == "~",
        changes=tuple(changes),
    )


def _shown(record: Any, field: Field[Any, Any], names: Mapping[type[Model], Mapping[int, Any]]) -> str:  # noqa: ANN401
    value = getattr(record, field.attname)
    if isinstance(field, ForeignKey) and value is not None:
        known = names[field.related_model].get(value)
        return str(known) if known is not None else f"{field.verbose_name} {value}, which is gone"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(localtime(value), "j F Y, H:i")
    if field.choices and value:
        return str(dict(field.flatchoices).get(value, value))
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _names(records: Iterable[Any]) -> dict[type[Model], Mapping[int, Any]]:
    """The rows that records refer to, by model and key; one query a model."""
    keys: dict[Any, set[int]] = defaultdict(set)
    for record in records:
        for field in record.tracked_fields:
            if isinstance(field, ForeignKey):
                keys[field.related_model] |= {getattr(record, field.attname)} - {None}
    return {model: model.objects.in_bulk(found) for model, found in keys.items()}
