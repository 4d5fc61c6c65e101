"""``manage.py train tone|wording DATA``: train a small model and write its file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.analysis.learned import network
from articles.training.data import BadTrainingData
from articles.training.tone import train_tone
from articles.training.wording import train_wording

_TRAINERS = {"tone": train_tone, "wording": train_wording}
_MODELS = Path(network.__file__).parent / "models"


class Command(BaseCommand):
    """Train one of the models that ship with the language core. Needs no database."""

    help = "Train a small model of the language core from labelled rows and write its file (a few minutes)."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Which model, from which rows, and where to."""
        parser.add_argument("model", choices=sorted(_TRAINERS))
        parser.add_argument("data", metavar="DATA", help="labelled rows, one JSON object a line")
        parser.add_argument("--output", metavar="FILE", help="where to write the model (default: where it ships)")

    def handle(self, *, model: str, data: str, output: str | None, **_options: Any) -> None:
        """Train and write."""
        target = Path(output) if output else _MODELS / f"{model}.json"
        try:
            trained = _TRAINERS[model](Path(data), lambda line: self.stderr.write(line, style_func=str))
        except BadTrainingData as error:
            raise CommandError(str(error)) from error
        target.write_text(network.model_json(trained), encoding="utf-8")
        self.stderr.write(f"Written: {target} ({target.stat().st_size // 1000} kB)", style_func=str)
