"""The app, and what goes with its migrations: the index of the search."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from articles.search import index


class ArticlesConfig(AppConfig):
    """All of the product."""

    name = "articles"

    def ready(self) -> None:
        """Keep the index in step with the tables that it is made from."""
        pre_migrate.connect(_before_migrations, sender=self)
        post_migrate.connect(_after_migrations, sender=self)


def _before_migrations(using: str, plan: list[Any], **_: Any) -> None:
    if plan:
        index.release(using)


def _after_migrations(using: str, **_: Any) -> None:
    if not index.is_whole(using) and index.can_be_made(using):
        index.make(using)
