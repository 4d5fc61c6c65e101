"""Users and groups, with plain lists of rights: Django's two-box chooser fails WCAG (labels, contrast)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, ReadOnlyPasswordHashWidget, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.models import GivenPassword

admin.site.unregister([User, Group])


class ValidPasswordHash(ReadOnlyPasswordHashWidget):
    """Django's, without an attribute that HTML has not: what it draws is no control, and cannot be disabled."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 - Django's
        """All but ``disabled``."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("disabled", None)
        return context


class ValidUserForm(UserChangeForm):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """Django's, in valid HTML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = ValidPasswordHash()


class ValidPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg] # no brackets when it runs
    """Django's, whose help has a list within a paragraph, in valid HTML."""

    usable_password_help_text = (
        "With a password somebody can sign in here; without one only where another way is set up. "  # noqa: S105 - words about one  # nosec B105
        '<span id="id_unusable_warning">Their password of now is lost when it is disabled.</span>'
    )

    def save(self, commit: bool = True) -> User:
        """The user is given the password."""
        with transaction.atomic():
            user: User = super().save(commit)
            if user.has_usable_password():
                GivenPassword.note(user)
        return user


@admin.register(User)
class PlainUserAdmin(UserAdmin):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """Users. Only a superuser sees superusers, or gives rights beyond the roles."""

    form = ValidUserForm
    change_password_form = ValidPasswordForm
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Superusers are for superusers alone."""
        users: QuerySet[User] = super().get_queryset(request)
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: ANN401 - of its own class
        """A newcomer's password is a given one: they choose another."""
        super().save_model(request, obj, form, change)
        if not change and obj.has_usable_password():
            GivenPassword.note(obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's own name
        """What an admin sets here for themselves is known to nobody else."""
        response: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST":
            GivenPassword.objects.filter(user=request.user.pk).delete()
        return response

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
