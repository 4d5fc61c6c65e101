"""Users and groups, with plain lists of rights: Django's two-box chooser fails WCAG (labels, contrast)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest

admin.site.unregister([User, Group])


@admin.register(User)
class PlainUserAdmin(UserAdmin):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """Users. Only a superuser sees superusers, or gives rights beyond the roles."""

    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Superusers are for superusers alone."""
        users: QuerySet[User] = super().get_queryset(request)
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:  # noqa: ANN401 - Django's own type
        """Whoever gives roles gives no more than roles."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return fieldsets
        return [(name, {**options, "fields": _without_rights(options["fields"])}) for name, options in fieldsets]


@admin.register(Group)
class PlainGroupAdmin(GroupAdmin):
    """Groups: their rights are for superusers to change."""

    filter_horizontal = ()

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """Whoever could change the rights of a group could take all of them."""
        return request.user.is_superuser and super().has_change_permission(request, obj)

    has_delete_permission = has_change_permission


def _without_rights(fields: Iterable[Any]) -> list[Any]:
    return [name for name in fields if name not in {"is_staff", "is_superuser", "user_permissions"}]
