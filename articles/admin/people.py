"""Users and groups, with plain lists of rights: Django's two-box chooser fails WCAG (labels, contrast)."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister([User, Group])


@admin.register(User)
class PlainUserAdmin(UserAdmin):  # type: ignore[type-arg] # Django's has no brackets when it runs
    """Users."""

    filter_horizontal = ()


@admin.register(Group)
class PlainGroupAdmin(GroupAdmin):
    """Groups."""

    filter_horizontal = ()
