"""What the commands of the language core share: files in, JSON out, one sentence for what cannot be read."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.analysis import model_notice
from articles.analysis.knowledge import Knowledge, KnowledgeError, knowledge_from_json


class JsonCommand(BaseCommand):
    """A command that needs no database and writes none: JSON on stdout, progress and errors on stderr."""

    requires_system_checks = ()
    requires_migrations_checks = False

    def add_format(self, parser: ArgumentParser) -> None:
        """Add the form of the output; there is one."""
        parser.add_argument("--format", choices=["json"], default="json", help="the form of the output (json)")

    def progress(self, message: str) -> None:
        """Tell on stderr what is being done."""
        self.stderr.write(message, style_func=str)

    def notice(self) -> None:
        """Say on stderr when the language model is missing."""
        if notice := model_notice():
            self.progress(notice)

    def give(self, data: object) -> None:
        """Write the result."""
        self.stdout.write(json.dumps(data, ensure_ascii=False))

    def knowledge(self, name: str | None) -> Knowledge:
        """The knowledge of a file, or of the shipped starter set."""
        path = Path(name) if name else settings.BASE_DIR / "seeds" / "knowledge.json"
        try:
            return knowledge_from_json(json.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror or error}.") from error
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise CommandError(f"{path} is not JSON: {error}.") from error
        except KnowledgeError as error:
            raise CommandError(f"{path}: {error}") from error


class AnalysisCommand(JsonCommand):
    """A command that takes texts."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add what all of these commands take."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="a text in UTF-8")
        self.add_format(parser)
        parser.add_argument("--no-headline", action="store_true", help="say that no FILE begins with a headline")
        parser.add_argument("--knowledge", metavar="FILE", help="sides and speakers instead of the starter set")

    def texts(self, files: list[str]) -> dict[str, str]:
        """The text of each file by its name as given, offsets kept (no newline is changed)."""
        texts: dict[str, str] = {}
        for name in files:
            try:
                texts[name] = Path(name).read_bytes().decode("utf-8")
            except OSError as error:
                raise CommandError(f"{name} cannot be read: {error.strerror or error}.") from error
            except UnicodeDecodeError as error:
                raise CommandError(
                    f"{name} is not UTF-8 (byte {error.start}): save it as UTF-8 and try again."
                ) from error
        if len(texts) != len(files):
            raise CommandError("A file is named twice: name each once.")
        return texts
