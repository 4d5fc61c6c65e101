"""``manage.py api_token NAME``: a token for the API, for somebody who does not use the admin, or for a script."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.models import ApiToken, Scope


class Command(BaseCommand):
    """Makes a token."""

    help = "Make a token for the API and print it, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is for, whose it is and what it is good for."""
        parser.add_argument("name", help="what the token is for")
        parser.add_argument(
            "--user", default="admin", help="whose it is, and what it can do at most; admin if left out"
        )
        parser.add_argument(
            "--scope",
            action="append",
            choices=Scope.values,
            help="what it is good for; read if left out, and may be given more than once",
        )

    def handle(self, **options: Any) -> None:
        """Print the token alone, so that a script can take it."""
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['user']}: give one that is there with --user.")
        token = ApiToken(name=options["name"], user=user, scopes=options["scope"] or [Scope.READ.value])
        secret = ApiToken.new_secret()
        token.take(secret)
        token.full_clean()
        token.save()
        self.stdout.write(secret)
