"""Django's admin classes, with the model that they are for written in brackets: types know it, Django ignores it."""

from typing import TYPE_CHECKING

from django.contrib import admin

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
else:

    class _Bracketed:
        def __class_getitem__(cls, model: type) -> type:
            return cls

    class ModelAdmin(_Bracketed, admin.ModelAdmin):
        """The admin of one model."""

    class StackedInline(_Bracketed, admin.StackedInline):
        """Rows of another model in the form of the one that they belong to, one below the other."""

    class TabularInline(_Bracketed, admin.TabularInline):
        """Rows of another model in the form of the one that they belong to, as a table."""


__all__ = ["ModelAdmin", "StackedInline", "TabularInline"]
