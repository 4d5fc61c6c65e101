"""What every test may use."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
# Files whose tests mostly wait for processes: they come first, so that two workers end at about the same time.
WAITING = (
    "faults",
    "chaos",
    "many_hosts",
    "serve",
    "tasks",
    "celery",
    "leaving",
    "bootstrap",
    "monitoring",
    "importing",
)
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that skips itself has failed: nothing is left out in silence."""
    report = yield
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not accept: {report.longrepr}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens the database is marked ``database``: CI runs it again on PostgreSQL, but for ``any_database``."""
    for item in items:
        uses_database = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        opens_it = uses_database or item.get_closest_marker("django_db")
        if opens_it and not item.get_closest_marker("any_database"):
            item.add_marker("database")
    items.sort(key=lambda item: item.path.stem.removeprefix("test_") not in WAITING)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - Django's own
    """The database, in which the groups that migrations made outlive a test that empties all tables."""
    from django.apps import apps  # noqa: PLC0415 - only now the settings are there
    from django.contrib.auth.models import Group, Permission  # noqa: PLC0415
    from django.db.models.signals import post_migrate  # noqa: PLC0415

    names = ("content_type__app_label", "content_type__model", "codename")
    with django_db_blocker.unblock():
        roles = {group.name: list(group.permissions.values_list(*names)) for group in Group.objects.all()}

    def make_again(**_: Any) -> None:
        for name, rights in roles.items():
            group, made = Group.objects.get_or_create(name=name)
            if made:
                group.permissions.set([Permission.objects.get(**dict(zip(names, one, strict=True))) for one in rights])

    post_migrate.connect(make_again, sender=apps.get_app_config("articles"), weak=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seed_files(root: Path) -> tuple[Path, ...]:
    """The three real articles of one story, in the order of their names."""
    return tuple(sorted((root / "seeds").glob("*.txt")))
