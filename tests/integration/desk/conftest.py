"""An analysed story with people of every role at their browsers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.models import Role, Story
from articles.pipeline import analyse_story
from tests.factories import StoryFactory, UserFactory, VersionFactory
from tests.integration.texts import FIRST, SECOND

type Browser = Callable[[str], Client]


def person(name: str, role: Role) -> User:
    user: User = UserFactory(username=name)
    user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def story(db: None) -> Story:  # noqa: ARG001 - the database is what is asked for
    """Two outlets on one harbour, read and compared by the real analysis."""
    story: Story = StoryFactory(title="Harbour shut")
    for name, text in (("Bay News", FIRST), ("The Herald", SECOND)):
        VersionFactory(article__story=story, article__outlet__name=name, text=text)
    analyse_story(story.pk)
    return Story.objects.select_related("comparison").get(pk=story.pk)


@pytest.fixture
def browser_of() -> Browser:
    """Opens a browser in which a new editor of a name is signed in."""

    def opened(name: str) -> Client:
        client = Client()
        client.force_login(person(name, Role.EDITOR))
        return client

    return opened


@pytest.fixture
def mara(browser_of: Browser) -> Client:
    """A browser in which the editor Mara is signed in."""
    return browser_of("mara")
