"""``manage.py reindex``: makes the index of the search anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from articles.search import index


class Command(BaseCommand):
    """Triggers keep the index, so this is needed only after rows were put into the database past them."""

    help = "Make the index of the search anew from all articles, statements and speakers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it in one transaction; readers find what the old one has until then."""
        counts = index.make(DEFAULT_DB_ALIAS)
        self.stdout.write(
            ", ".join(f"{count} {name.value}{'' if count == 1 else 's'}" for name, count in counts.items())
        )
