"""``manage.py extract FILE.html``: the article of a web page, as JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from articles.intake.html import read_page
from articles.intake.rows import Refusal
from articles.management.commands._analysis import JsonCommand

_GIVEN = ("title", "byline", "published", "language", "body", "complete")


class Command(JsonCommand):
    """Extract the article of one page."""

    help = "Find the article of a web page, its title, writers and date; JSON on stdout. Needs no database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the page."""
        parser.add_argument("file", metavar="FILE", help="a page in HTML")
        self.add_format(parser)

    def handle(self, *, file: str, **_options: Any) -> None:
        """Read the page in a child process with limits and write its article."""
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}.") from error
        page = read_page(file, data)
        if isinstance(page, Refusal):
            raise CommandError(page.sentence)
        self.give({name: getattr(page, name) for name in _GIVEN})
