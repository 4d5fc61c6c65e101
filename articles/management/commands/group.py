"""``manage.py group FILE.jsonl``: articles into stories, as JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from articles.analysis.story_groups import stories_of
from articles.evaluation.arrivals import arrivals_of
from articles.evaluation.lines import BadFile, rows_of
from articles.management.commands._analysis import JsonCommand


class Command(JsonCommand):
    """Group articles into stories in order of their dates."""

    help = "Put articles into stories, one at a time in order of date; JSON on stdout. Needs no database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument("file", metavar="FILE", help='lines of JSON {"id", "title", "text", "date", "outlet"}')
        self.add_format(parser)

    def handle(self, *, file: str, **_options: Any) -> None:
        """Read the articles, group them and write the stories."""
        try:
            articles = arrivals_of(rows_of(Path(file)))
        except BadFile as error:
            raise CommandError(str(error)) from error
        self.progress(f"Grouping {len(articles)} articles")
        stories = stories_of(articles)
        self.give({"stories": [{"articles": [article.id for article in story]} for story in stories]})
