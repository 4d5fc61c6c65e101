"""``manage.py evaluate TASK FILE``: how good the language core is on labelled data, as JSON."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError

from articles.evaluation.lines import BadFile
from articles.evaluation.matching import rounded
from articles.evaluation.task import evaluate
from articles.evaluation.tasks import TAKES, task_named
from articles.framing import measure
from articles.management.commands._analysis import JsonCommand

_BETWEEN_MESSAGES = 5.0  # seconds


class Command(JsonCommand):
    """Predict for the rows of a file and measure on those with labels."""

    help = "Measure one task on labelled data; metrics as JSON on stdout. Needs no database."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:  # noqa: ANN401  # as Django's own
        """Keep the list of tasks in lines."""
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        kwargs["epilog"] = "tasks and what they take:\n" + "\n".join(f"  {n}: {t}" for n, t in TAKES.items())
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the task and its data."""
        parser.add_argument("task", choices=list(TAKES), metavar="TASK", help=", ".join(TAKES))
        parser.add_argument("file", metavar="FILE", help="the rows; for extraction and stories a folder")
        parser.add_argument("--predictions", metavar="OUT", help="write one JSON line a row here, in order")
        parser.add_argument("--knowledge", metavar="FILE", help="sides and speakers instead of the starter set")

    def handle(self, *, task: str, file: str, predictions: str | None, knowledge: str | None, **_options: Any) -> None:
        """Predict, measure and write both."""
        chosen = task_named(task, self.knowledge(knowledge), measure)
        try:
            items = chosen.items(Path(file))
        except BadFile as error:
            raise CommandError(str(error)) from error
        self.notice()
        self._told = monotonic()
        result = evaluate(chosen, items, self._tell)
        if predictions:
            self._write(Path(predictions), result.lines)
        self.give({"task": task, **rounded(result.figures)})

    def _tell(self, done: int, rows: int) -> None:
        now = monotonic()
        if done == rows or now - self._told >= _BETWEEN_MESSAGES:
            self._told = now
            self.progress(f"{done} of {rows} rows")

    def _write(self, path: Path, lines: Sequence[Mapping[str, Any]]) -> None:
        try:
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror or error}.") from error
