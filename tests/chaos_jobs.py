"""The jobs of ``make chaos``: made, and in the end told of, by ``manage.py shell`` in the site that does them."""

import csv
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Case, TextField, Value, When

from articles import imports
from articles.ingest import NewStory, Piece, add_articles
from articles.models import Became, Coverage, Import, Outlet, Statement, Story, Version
from articles.tasks import start_import, start_run
from tests.chaos_texts import OUTLETS, text_of

IMPORTS = 4  # every so many-th job is an import


def make(jobs: int, sentences: int) -> None:
    """Start so many jobs; articles have so many sentences. The same jobs each time."""
    for number in range(jobs):
        if number % IMPORTS == IMPORTS - 1:
            files = [_table(number, sentences), SimpleUploadedFile(f"{number}.exe", b"MZ")]
            start_import(imports.keep(files, story="", outlet="", dry_run=False))
            continue
        pieces = [Piece(text_of(number, outlet, sentences), outlet) for outlet in OUTLETS]
        report = add_articles(pieces, NewStory(f"Story {number}"))
        assert report.story is not None
        start_run(report.story, reason="Chaos")


def results() -> str:
    """Everything that the jobs left, a line a story and an import."""
    lines = [*map(_story, Story.objects.all()), *map(_import, Import.objects.all())]
    names = Outlet.objects.order_by("name").values_list("name", flat=True)
    return "\n".join([*lines, f"{Version.objects.count()} texts of {', '.join(names)}"])


def _story(story: Story) -> str:
    outlet = "version__article__outlet__name"
    said = Statement.objects.filter(comparison__story=story)
    cells = Coverage.objects.filter(point__comparison__story=story)
    texts = Version.objects.filter(article__story=story)
    left: list[Any] = [
        *(story.title, story.comparisons.count(), story.comparison is not None, story.articles.count(), texts.count()),
        *_sorted(said, outlet, "start", "end", "kind", "speaker__name", "stance", "point__number"),
        *_sorted(cells, "point__number", outlet, "status", "spans"),
    ]
    return " ".join(map(str, left))


def _import(job: Import) -> str:
    # Of a row that was stored "because" says whose copy it is, which depends on what other jobs stored before.
    because = Case(
        When(became__in=(Became.DUPLICATE, Became.REFUSED), then="because"), default=Value(""), output_field=TextField()
    )
    told = job.rows.annotate(told=because)
    rows = _sorted(told, "name", "became", "told", "outlet", "headline", "article__versions__sha256")
    return " ".join(map(str, [job.name, job.message, job.done, job.total, job.files.count(), *rows]))


def _sorted(rows: Any, *fields: str) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a manager or a query set
    """In an order that does not depend on the database."""
    return sorted(rows.values_list(*fields), key=str)


def _table(number: int, sentences: int) -> SimpleUploadedFile:
    """A table with articles of each outlet, changed ones, the same ones again, and rows without a text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["text", "outlet", "url", "story", "title"])
    for outlet in OUTLETS:
        text, address = text_of(number, outlet, sentences), f"https://{outlet.split()[-1].lower()}.example/{number}"
        named = [outlet, address, f"Imported story {number}", f"News {number}"]
        writer.writerows(
            [[text, *named], [f"{text}\n\nThe council meets again.", *named], [text, *named], ["", *named]]
        )
    return SimpleUploadedFile(f"{number}.csv", out.getvalue().encode())
