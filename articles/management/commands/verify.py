"""``manage.py verify HASH``: whether a frozen comparison comes out the same when it is made again."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.analysis import model_notice
from articles.freezing import verify
from articles.models import Freeze

_HASH = re.compile(r"[0-9a-f]{12,64}")


class Command(BaseCommand):
    """Says that it is byte for byte the same, or what differs; the exit code is 0 or 1."""

    help = "Make a frozen comparison again from its own texts, rulings and settings, and say what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the hash."""
        parser.add_argument(
            "hash", metavar="HASH", help="the SHA-256 of the frozen comparison, or 12 digits of it at least"
        )

    def handle(self, *, hash: str, **_options: Any) -> None:  # noqa: A002 - what the argument is called
        """Verify, and tell."""
        frozen = self._frozen(hash.strip().lower())
        if notice := model_notice():
            self.stderr.write(notice, style_func=str)
        verdict = verify(frozen)
        for sentence in (*verdict.notes, *verdict.differs):
            self.stdout.write(sentence)
        if not verdict.same:
            raise CommandError(f"{frozen.sha256}: {verdict.summary}")
        self.stdout.write(f"{frozen.sha256}: {verdict.summary}")

    def _frozen(self, digits: str) -> Freeze:
        found = list(Freeze.objects.filter(sha256__startswith=digits)[:2]) if _HASH.fullmatch(digits) else []
        if len(found) != 1:
            raise CommandError(
                f"No frozen comparison has the hash {digits[:64]!r}: copy it from the page of the frozen comparison, "
                "all 64 digits."
            )
        return found[0]
