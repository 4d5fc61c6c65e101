"""``manage.py send_digests``: e-mails each reader what is new in what they follow."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.across.digests import send_digests


class Command(BaseCommand):
    """Run it as often as readers are to hear, for example each hour; whatever was told is not told again."""

    help = "E-mail readers what is new in the stories and searches that they follow and want by e-mail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send what is due; fails when a sending failed, which the next run tries again."""
        if not settings.PARALLAX_EMAIL:
            raise CommandError("E-mail is not set up: set PARALLAX_EMAIL and PARALLAX_SITE (docs/operations.md).")
        sent = list(send_digests())
        failed = [one for one in sent if one.problem]
        for one in failed:
            self.stderr.write(f"{one.digest.user}: {one.problem}. The next run tries it again.")
        self.stdout.write(f"{len(sent) - len(failed)} sent, {len(failed)} failed")
        if failed:
            raise CommandError("Not every digest was sent.")
