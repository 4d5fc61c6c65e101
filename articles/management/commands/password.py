"""``make password``: a new password for the admin, printed once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from articles.management.first_run import ADMIN, reset_password


class Command(BaseCommand):
    """Gives a user a new, generated password."""

    help = "Set a new generated password for a user (the first admin, when none is named) and print it."

    requires_system_checks = ()  # they open the database, which may not be there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One optional name."""
        parser.add_argument("name", nargs="?", default=ADMIN, help="who gets the password; admin when left out")

    def handle(self, **options: Any) -> None:
        """Print the name and the new password."""
        try:
            password = reset_password(options["name"])
        except (OperationalError, ProgrammingError) as problem:
            raise CommandError("There is no database yet: make run sets it up.") from problem
        if password is None:
            raise CommandError(f"There is no user {options['name']}: make run creates the first admin.")
        self.stdout.write(f"Login {options['name']}, new password {password} (shown only now).")
