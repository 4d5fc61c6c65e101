"""``manage.py import PATH...``: files of many kinds and web pages into the store, with a report of every row."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.fetching import OFF, new_fetcher
from articles.importing import Imported, Importer, counted, refusals_csv
from articles.intake.addresses import looks_like_address
from articles.joining import join_open_stories
from articles.models import Became, Joining
from articles.tasks import start_run


class Command(BaseCommand):
    """Imports files, folders and web addresses. The same import twice adds nothing."""

    help = (
        "Import articles from text, web pages (.html), Word (.docx), PDF, tables (.csv, .jsonl) and .zip archives of "
        "these, and from web addresses (https://...) where PARALLAX_FETCH is set. The report goes to stdout, progress "
        "to stderr."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the paths and what the files leave open."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder with all that is in it, or an address"
        )
        parser.add_argument("--story", default="", metavar="TITLE", help="the story of rows that name none")
        parser.add_argument("--outlet", default="", metavar="NAME", help="the outlet of rows that name none")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would become of each row, and write nothing"
        )
        parser.add_argument("--refused", metavar="FILE", help="write the refused rows to a .csv, to be mended")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="the form of the report")

    def handle(self, *, paths: list[str], story: str, outlet: str, dry_run: bool, **options: Any) -> None:
        """Import, report, and have the stories that got something new analysed."""
        sources = list(_sources(paths))
        rows: list[Imported] = []
        with Importer(story=story, outlet=outlet, dry_run=dry_run) as importer, new_fetcher() as fetcher:
            try:
                for number, (name, path) in enumerate(sources, start=1):
                    self.stderr.write(f"Reading {number} of {len(sources)}: {name}", style_func=str)
                    if path is None:
                        rows.append(importer.settle(importer.page(name, fetcher)))
                    else:
                        rows.extend(importer.take(name, _bytes(path)))
            finally:  # also what was stored before a stop is analysed
                joined = {} if dry_run else _join(rows)
                for one in {**importer.touched, **{one.story.pk: one.story for one in joined.values()}}.values():
                    start_run(one, reason="Articles imported")
        rows = [_told(row, joined) for row in rows]
        if refused := options["refused"]:
            _write(Path(refused), refusals_csv(rows))
        self.stdout.write(_json(rows, dry_run) if options["format"] == "json" else _report(rows, dry_run))


def _join(rows: list[Imported]) -> dict[int, Joining]:
    """Put what came without a story into the open ones that it clearly belongs to; by the keys of the articles."""
    added = [row.article.pk for row in rows if row.became is Became.ADDED and row.article and row.story is None]
    return {joining.article.pk: joining for joining in join_open_stories(added)}


def _told(row: Imported, joined: dict[int, Joining]) -> Imported:
    """The row with the story that its article has joined since."""
    if row.article is None or row.article.pk not in joined or row.became is not Became.ADDED:
        return row
    return replace(row, story=joined[row.article.pk].story, joined=True)


def _sources(paths: list[str]) -> Iterator[tuple[str, Path | None]]:
    """Each file by its name: as given, or within its folder; hidden ones are passed over. An address has no path."""
    for given in paths:
        path = Path(given)
        if looks_like_address(given):
            if not settings.PARALLAX_FETCH:
                raise CommandError(f"{given} was not fetched, nor anything imported. {OFF}")
            yield given, None
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            yield from ((p.relative_to(path.parent).as_posix(), p) for p in inside if not _hidden(p.relative_to(path)))
        elif path.exists():
            yield path.name, path
        else:
            raise CommandError(f"{given} is not there: name a file, a folder or a web address.")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror or error}.") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="replace", newline="")  # a row may hold half a character
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror or error}.") from error


def _report(rows: list[Imported], dry_run: bool) -> str:
    lines = [f"{row.became:12} {row.because or f'{row.name} ({row.outlet})'}{_joined_words(row)}" for row in rows]
    counts = ", ".join(f"{number} {became}" for became, number in counted(rows).items())
    written = " Nothing was written: this was a dry run." if dry_run else ""
    return "\n".join([*lines, "", f"{len(rows)} rows: {counts}.{written}"])


def _joined_words(row: Imported) -> str:
    return f", joined “{row.story}” by its likeness: check it" if row.joined else ""


def _json(rows: list[Imported], dry_run: bool) -> str:
    return json.dumps(
        {
            "dry_run": dry_run,
            "counts": counted(rows),
            "rows": [
                {
                    "name": row.name,
                    "became": row.became.value,
                    "because": row.because or None,
                    "outlet": row.outlet or None,
                    "headline": row.headline or None,
                    "story": row.story.title if row.story and row.became is not Became.REFUSED else None,
                    "joined": row.joined,
                }
                for row in rows
            ],
        },
        ensure_ascii=False,
    )
