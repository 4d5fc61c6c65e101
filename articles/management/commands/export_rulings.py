"""``manage.py export_rulings OUT_DIR``: what editors have ruled, as labelled data of this newsroom's own news."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.rulings.exporting import BadFolder, export_rulings


class Command(BaseCommand):
    """Writes the files and says what each is."""

    help = "Write what editors have ruled as labelled data, on which manage.py evaluate measures the language core."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the folder."""
        parser.add_argument("out", metavar="OUT_DIR", help="a folder that is empty or not there yet")
        parser.add_argument(
            "--whole", action="store_true", help="only articles of which every statement was judged, and their stories"
        )

    def handle(self, *, out: str, whole: bool, **_options: Any) -> None:
        """Write, and list what was written."""
        try:
            written = export_rulings(Path(out), whole=whole)
        except BadFolder as error:
            raise CommandError(str(error)) from error
        for one in written:
            self.stdout.write(f"{one.name}: {one.what} ({one.count})")
        self.stdout.write(f"{Path(out) / 'README.md'} says how to measure on them.")
