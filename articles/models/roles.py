"""Roles: the groups that a user can be put into (made by a migration), and what follows from them."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed
from django.dispatch import receiver


class Role(StrEnum):
    """The names of the groups. A reader reads whole texts, an editor works in the admin, an admin gives roles too."""

    READER = "Reader"
    EDITOR = "Editor"
    ADMIN = "Admin"


_OF_THE_DESK = (Role.EDITOR, Role.ADMIN)


@receiver(m2m_changed, sender=User.groups.through)
def follow_roles(
    instance: User | Group,
    action: str,
    pk_set: Collection[int] | None,
    reverse: bool,
    **_: Any,
) -> None:
    """Editors and admins may sign in to the admin, whoever leaves these groups may not; superusers always may."""
    if not action.startswith("post_"):
        return
    users = User.objects.filter(pk__in=pk_set or ()) if reverse else User.objects.filter(pk=instance.pk)
    for user in users.filter(is_superuser=False):
        staff = user.groups.filter(name__in=_OF_THE_DESK).exists()
        if user.is_staff != staff:
            User.objects.filter(pk=user.pk).update(is_staff=staff)
            if instance.pk == user.pk and not reverse:
                instance.is_staff = staff  # type: ignore[union-attr]  # it is the user
