"""One small factory a model; each makes the least that the model needs."""

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from factory.django import DjangoModelFactory

from articles import models
from articles.ingest import digest


class UserFactory(DjangoModelFactory):
    """A user who may not sign in to the admin."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"user-{number}")


class EditorFactory(UserFactory):
    """A member of staff; ``may=["add_article"]`` grants permissions of the app by their codenames."""

    is_staff = True

    @factory.post_generation
    def may(self, create: bool, extracted: list[str] | None) -> None:
        if create and extracted:
            granted = Permission.objects.filter(content_type__app_label="articles", codename__in=extracted)
            assert granted.count() == len(extracted)
            self.user_permissions.set(granted)


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = models.Outlet

    name = factory.Sequence(lambda number: f"Outlet {number}")


class StoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Story

    title = factory.Sequence(lambda number: f"Story {number}")


class ArticleFactory(DjangoModelFactory):
    class Meta:
        model = models.Article

    story = factory.SubFactory(StoryFactory)
    outlet = factory.SubFactory(OutletFactory)


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = models.Version

    article = factory.SubFactory(ArticleFactory)
    text = factory.Sequence(lambda number: f"Text {number} of an article.\n")
    sha256 = factory.LazyAttribute(lambda version: digest(version.text))


class SideFactory(DjangoModelFactory):
    class Meta:
        model = models.Side

    name = factory.Sequence(lambda number: f"Side {number}")
    short_name = factory.Sequence(lambda number: f"S{number}")


class SideAliasFactory(DjangoModelFactory):
    class Meta:
        model = models.SideAlias

    side = factory.SubFactory(SideFactory)
    name = factory.Sequence(lambda number: f"Camp {number}")


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = models.Speaker

    name = factory.Sequence(lambda number: f"Speaker {number}")


class SpeakerAliasFactory(DjangoModelFactory):
    class Meta:
        model = models.SpeakerAlias

    speaker = factory.SubFactory(SpeakerFactory)
    name = factory.Sequence(lambda number: f"Other name {number}")


class RunFactory(DjangoModelFactory):
    class Meta:
        model = models.Run

    story = factory.SubFactory(StoryFactory)


class ImportFactory(DjangoModelFactory):
    class Meta:
        model = models.Import

    name = factory.Sequence(lambda number: f"news-{number}.zip")


class ApiTokenFactory(DjangoModelFactory):
    """A token of ``user`` with a secret of its own; ``token_of`` makes one whose secret is known."""

    class Meta:
        model = models.ApiToken

    name = factory.Sequence(lambda number: f"Token {number}")
    user = factory.SubFactory(UserFactory)
    scopes = factory.LazyFunction(lambda: [models.Scope.READ.value])
    digest = factory.Sequence(lambda number: f"{number:064x}")
    start = "plx_0000"
