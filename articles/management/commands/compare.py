"""``manage.py compare FILE FILE...``: how texts of one story differ, as JSON."""

from typing import Any

from django.core.management.base import CommandError

from articles.analysis import compare, read
from articles.analysis.output import comparison_json
from articles.framing import measure
from articles.management.commands._analysis import AnalysisCommand


class Command(AnalysisCommand):
    """Compare the texts of one story."""

    help = "Compare how two or more texts tell one story; JSON on stdout. Needs no database."

    def handle(self, *, files: list[str], no_headline: bool, knowledge: str | None, **_options: Any) -> None:
        """Read all files, compare them and write the comparison."""
        if len(files) < 2:
            raise CommandError("A comparison needs at least two files: name one more.")
        known, texts = self.knowledge(knowledge), self.texts(files)
        self.notice()
        readings = {}
        for number, (name, text) in enumerate(texts.items(), start=1):
            self.progress(f"Reading {number} of {len(files)}: {name}")
            readings[name] = read(text, headline=not no_headline)
        self.progress("Comparing")
        comparison = compare(readings, known)
        self.give(comparison_json(comparison, measure(comparison)))
