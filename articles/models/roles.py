"""Roles: the groups that a user can be put into (made by a migration), and what follows from them."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, pre_delete
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
    **_: Any,
) -> None:
    """Editors and admins may sign in to the admin, whoever leaves these groups may not; superusers always may."""
    if isinstance(instance, Group):
        if action == "pre_clear":
            _follow(instance.user_set.all(), leaving=instance)
        elif action.startswith("post_"):
            _follow(User.objects.filter(pk__in=pk_set or ()))
    elif action.startswith("post_"):
        _follow(User.objects.filter(pk=instance.pk))
        instance.refresh_from_db(fields=["is_staff"])


@receiver(pre_delete, sender=Group)
def leave_with_the_group(instance: Group, **_: Any) -> None:
    """The members of a group that is deleted lose what it gave."""
    _follow(instance.user_set.all(), leaving=instance)


def _follow(users: QuerySet[User], *, leaving: Group | None = None) -> None:
    """Set ``is_staff`` by the groups; ``leaving`` is one that users are about to lose."""
    for user in users.filter(is_superuser=False):
        kept = user.groups.filter(name__in=_OF_THE_DESK)
        staff = (kept.exclude(pk=leaving.pk) if leaving else kept).exists()
        if user.is_staff != staff:
            User.objects.filter(pk=user.pk).update(is_staff=staff)
