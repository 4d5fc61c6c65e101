"""Roles: what each group may do."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import Role
from tests.factories import StoryFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def with_role(role: Role) -> User:
    user: User = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("role", "adds", "sees_runs", "deletes_stories", "makes_users"),
    [
        (Role.READER, False, False, False, False),
        (Role.EDITOR, True, True, True, False),
        (Role.ADMIN, True, True, True, True),
    ],
)
def test_each_role_may_do_its_own(
    role: Role, adds: bool, sees_runs: bool, deletes_stories: bool, makes_users: bool
) -> None:
    user = with_role(role)
    rights = ("articles.add_article", "articles.view_run", "articles.delete_story", "auth.add_user")
    assert tuple(user.has_perm(right) for right in rights) == (adds, sees_runs, deletes_stories, makes_users)


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 302), (Role.EDITOR, 200), (Role.ADMIN, 200)])
def test_editors_and_admins_get_into_the_admin(client: Client, role: Role, status: int) -> None:
    client.force_login(with_role(role))
    StoryFactory()
    assert client.get("/admin/articles/story/").status_code == status


def test_whoever_leaves_the_desk_gets_in_no_more() -> None:
    user = with_role(Role.EDITOR)
    user.groups.clear()
    assert not User.objects.get(pk=user.pk).is_staff


def test_a_group_that_is_given_members_lets_them_in() -> None:
    user = UserFactory()
    Group.objects.get(name=Role.EDITOR).user_set.add(user)
    assert User.objects.get(pk=user.pk).is_staff


def test_a_superuser_always_gets_in() -> None:
    user = User.objects.create_superuser("root-of-all")
    user.groups.add(Group.objects.get(name=Role.READER))
    assert User.objects.get(pk=user.pk).is_staff


def test_the_members_of_a_group_that_is_emptied_or_deleted_get_in_no_more() -> None:
    emptied, deleted = with_role(Role.EDITOR), with_role(Role.ADMIN)
    Group.objects.get(name=Role.EDITOR).user_set.clear()
    Group.objects.get(name=Role.ADMIN).delete()
    assert not User.objects.filter(pk__in=[emptied.pk, deleted.pk], is_staff=True).exists()


def test_an_admin_gives_roles_and_nothing_beyond_them(client: Client) -> None:
    root = User.objects.create_superuser("root-of-all")
    admin, reader = with_role(Role.ADMIN), with_role(Role.READER)
    client.force_login(admin)
    assert client.get(f"/admin/auth/user/{root.pk}/change/").status_code == 302
    page = client.get(f"/admin/auth/user/{reader.pk}/change/").content.decode()
    assert 'name="groups"' in page
    assert not any(f'name="{field}"' in page for field in ("is_superuser", "is_staff", "user_permissions"))
    editors = Group.objects.get(name=Role.EDITOR)
    assert client.get(f"/admin/auth/group/{editors.pk}/change/").status_code == 403
    client.post(f"/admin/auth/user/{admin.pk}/change/", {"username": admin.username, "is_superuser": "on"})
    assert not User.objects.get(pk=admin.pk).is_superuser
