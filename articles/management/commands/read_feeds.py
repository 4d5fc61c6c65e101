"""``manage.py read_feeds``: one reading of every active feed, here and now."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.fetching import OFF, begin_reading, carry_out
from articles.models import Feed, FetchState


class Command(BaseCommand):
    """Reads feeds one after another; one that a worker is reading just now is left to it."""

    help = (
        "Read every active feed once and fetch what is new in it. One line a feed goes to stdout, progress to stderr. "
        "manage.py work does the same by itself when a feed is due."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add which feeds."""
        parser.add_argument("--due", action="store_true", help="only feeds whose time has come")

    def handle(self, *, due: bool, **_options: Any) -> None:
        """Read, and report."""
        if not settings.PARALLAX_FETCH:
            raise CommandError(f"No feed was read. {OFF}")
        feeds = list((Feed.objects.due() if due else Feed.objects.filter(active=True)).select_related("outlet"))
        if not feeds:
            self.stdout.write("No feed is due." if due else "There is no active feed: add one in the admin.")
        for number, feed in enumerate(feeds, start=1):
            self._say(f"Feed {number} of {len(feeds)}: {feed}")
            self.stdout.write(f"{feed}: {self._read(feed)}")

    def _read(self, feed: Feed) -> str:
        """What came of reading a feed, in one line."""
        fetch = begin_reading(feed)
        if fetch is None:
            return "A worker is reading it just now."
        carry_out(fetch, self._say)
        fetch.refresh_from_db()
        return f"{'Not read. ' if fetch.state == FetchState.FAILED else ''}{fetch.message}"

    def _say(self, message: str) -> None:
        self.stderr.write(message, style_func=str)
