"""``manage.py load_seeds``: the example story and the starter sides, into a new database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management import seeds
from articles.tasks import analyse_now, start_run

_NOTHING = "Nothing was loaded: this database has sides already, and they stay as they are."


class Command(BaseCommand):
    """Fills a database that has no sides yet; changes nothing in any other."""

    help = "Load the example story and the starter sides and speakers into a new database."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--now`` waits for the analysis instead of leaving it to the worker; ``--knowledge-only`` has none."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--now", action="store_true", help="analyse in this process instead of the worker")
        what.add_argument("--knowledge-only", action="store_true", help="only sides and speakers, no story")

    def handle(self, *, now: bool, knowledge_only: bool, **_: Any) -> None:
        """Load, then have each story analysed."""
        if knowledge_only:
            loaded = seeds.load_knowledge()
            self.stdout.write("Loaded the starter sides and speakers." if loaded else _NOTHING)
            return
        try:
            stories = seeds.load()
        except seeds.BadSeeds as problem:
            raise CommandError(str(problem)) from problem
        if stories is None:
            self.stdout.write(_NOTHING)
            return
        for story in stories:
            if now:
                analyse_now(story, reason="Loaded with the seeds")
            else:
                start_run(story, reason="Loaded with the seeds")
            done = "analysed" if now else "waits for the worker"
            self.stdout.write(f"Loaded “{story}” with {story.articles.count()} articles ({done}).")
