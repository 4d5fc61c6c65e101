"""``manage.py analyse FILE...``: statements, speakers and loaded wording of texts, as JSON."""

from typing import Any

from articles.analysis import read
from articles.analysis.compare import analysed
from articles.analysis.output import article_json
from articles.management.commands._analysis import AnalysisCommand


class Command(AnalysisCommand):
    """Read texts one by one; each is its own story."""

    help = "Find the statements, speakers and loaded wording of texts; JSON on stdout. Needs no database."

    def handle(self, *, files: list[str], no_headline: bool, knowledge: str | None, **_options: Any) -> None:
        """Read each file and write what was found."""
        known, articles = self.knowledge(knowledge), []
        self.notice()
        for number, (name, text) in enumerate(self.texts(files).items(), start=1):
            self.progress(f"Reading {number} of {len(files)}: {name}")
            reading = read(text, headline=not no_headline)
            articles.append(article_json(name, analysed({name: reading}, known)[name]))
        self.give({"articles": articles})
