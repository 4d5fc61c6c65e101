"""Imports as jobs: files are kept in the database, and each row is stored in one transaction with what became of it.

So an import can be broken off at any point: whoever takes it up goes on behind the last row, and adds nothing twice.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from datetime import timedelta
from textwrap import shorten
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from articles.importing import Imported, Importer, refusals_csv
from articles.ingest import digest
from articles.intake import Refusal, Row
from articles.jobs import Progress
from articles.models import Became, Import, ImportFile, ImportPart, ImportRow, JobState, Story

KEPT = timedelta(days=1)  # files of an import that nobody came back for
MOST_FILES = 500  # a server holds each of them open while they are sent
MOST_BYTES = 200_000_000  # of all files of one import together
_PART = 1 << 20
_LONGEST_NAME = 255
_SHOWN = 120  # characters of a text without a headline, to know it by
_STORED = (Became.ADDED, Became.NEW_VERSION)


def too_much(files: Collection[UploadedFile[Any]]) -> str:
    """Why so many files, or so large ones, are not taken at once; "" where they are."""
    if len(files) > MOST_FILES:
        return f"These are {len(files)} files, and at most {MOST_FILES} can be sent: put them into a .zip."
    if sum(file.size or 0 for file in files) > MOST_BYTES:
        return f"These files are over the limit of {MOST_BYTES / 1_000_000:g} MB together: send some of them first."
    return ""


def keep(
    files: Iterable[UploadedFile[Any]], *, story: str, outlet: str, dry_run: bool, started_by: User | None = None
) -> Import:
    """An import of ``files``, which waits; ``story`` and ``outlet`` are those of rows that name none."""
    files = list(files)
    first, more = (files[0].name or "a file")[-200:], len(files) - 1
    name = f"{first} and {more} more file{'' if more == 1 else 's'}" if more else first
    with transaction.atomic():
        job = Import.objects.create(
            name=name, story=story, outlet=outlet, dry_run=dry_run, started_by=started_by, heard_at=Now()
        )
        for number, given in enumerate(files, start=1):
            file = ImportFile.objects.create(
                job=job, number=number, name=(given.name or f"File {number}")[-_LONGEST_NAME:]
            )
            for part, data in enumerate(given.chunks(_PART), start=1):
                ImportPart.objects.create(file=file, number=part, data=data)
    return job


def read_in(job: Import, progress: Progress) -> str:
    """Store what the files hold, or say of a dry run what would become of it; one sentence with the counts.

    What an earlier attempt has done is passed over.
    """
    with Importer(story=job.story, outlet=job.outlet, dry_run=job.dry_run) as importer:
        for row in job.rows.exclude(sha256="").values_list("name", "sha256", "outlet", "url"):
            importer.remember(*row)
        _Reading(job, importer, progress).read()
    return f"{'Tried' if job.dry_run else 'Done'}: {_in_words(counted(job))}."


def _in_words(counts: Mapping[str, int]) -> str:
    """The counts that are not nought: "3 added, 1 new version, 2 duplicates"."""
    nouns = {Became.NEW_VERSION, Became.DUPLICATE}
    told = [f"{n} {became}{'s' if n != 1 and became in nouns else ''}" for became, n in counts.items() if n]
    return ", ".join(told) or "no rows"


class _Reading:
    """One attempt at an import: how far it is, and how far it has to go as far as that is known."""

    def __init__(self, job: Import, importer: Importer, progress: Progress) -> None:
        self._job, self._importer, self._progress = job, importer, progress
        self._done = job.rows.count()
        self._left = list(job.files.filter(read=False))
        behind = job.rows.exclude(file__in=[file.number for file in self._left]).count()
        self._total = behind + len(self._left)

    def read(self) -> None:
        for file in self._left:
            self._progress(self._done, self._total, f"Opening {file.name}")
            self._read_file(file)
            file.read = True
            file.save(update_fields=["read"])
        self._progress(self._done, max(self._done, self._total), "All rows are read")

    def _read_file(self, file: ImportFile) -> None:
        before = Counter(self._job.rows.filter(file=file.number).values_list("name", flat=True))
        number = before.total()
        with closing(self._importer.read(file.name, file.content(), self._found)) as rows:
            for row in rows:
                if before[row.where]:
                    before[row.where] -= 1
                    continue
                number += 1
                self._settle(row, file, number)

    def _found(self, more: int) -> None:
        self._total += more

    def _settle(self, row: Row | Refusal, file: ImportFile, number: int) -> None:
        """Store the row and what became of it, or neither: not when the import was lost."""
        self._done += 1
        total = max(self._done, self._total)
        with transaction.atomic():
            self._progress(self._done, total, f"{self._done} of {total} read: {row.where}")
            _record(self._importer.settle(row), row, ImportRow(job=self._job, file=file.number, number=number))


def _record(imported: Imported, row: Row | Refusal, record: ImportRow) -> None:
    record.name, record.became, record.because = imported.name, imported.became, imported.because
    record.outlet, record.headline, record.article = imported.outlet[:120], imported.headline[:300], imported.article
    if isinstance(row, Row):
        record.headline = record.headline or shorten(row.text[: 4 * _SHOWN], _SHOWN, placeholder=" …")
        if imported.became != Became.REFUSED:
            record.sha256 = digest(row.text)
            record.url = row.url if imported.became in _STORED else ""
    if imported.values:
        record.columns = json.dumps(dict(imported.values))
    record.save(force_insert=True)


def counted(job: Import) -> dict[str, int]:
    """How many rows became what so far; every outcome is there."""
    counts = dict(job.rows.order_by().values_list("became").annotate(Count("pk")))
    return {became.value: counts.get(became.value, 0) for became in Became}


def refused(job: Import) -> str:
    """The refused rows as a table that can be mended and imported again; see ``refusals_csv``."""
    rows = job.rows.filter(became=Became.REFUSED)
    return refusals_csv([Imported(row.name, Became.REFUSED, row.because, values=row.values) for row in rows])


def touched(job: Import) -> QuerySet[Story]:
    """The stories that got something new, in the order of their numbers; none for a dry run."""
    if job.dry_run:
        return Story.objects.none()
    articles = job.rows.filter(became__in=_STORED).values("article")
    return Story.objects.filter(articles__in=articles).distinct().order_by("pk")


def unsorted(job: Import) -> list[int]:
    """The keys of the articles that came with the import and stand in no story yet."""
    if job.dry_run:
        return []
    loose = job.rows.filter(became=Became.ADDED, article__isnull=False, article__story=None)
    return list(loose.values_list("article", flat=True))


def close(job: Import) -> None:
    """Let the files go when they are read in; those of a dry run, or of an import that failed, are kept for a day."""
    if job.state == JobState.DONE and not job.dry_run:
        _forget(Import.objects.filter(pk=job.pk))


def forget_files() -> None:
    """Delete the files of imports that ended more than a day ago."""
    old = Import.objects.filter(kept=True, finished_at__lt=timezone.now() - KEPT)
    if old.exists():  # else nothing is written, and nobody waits for it
        _forget(old)


def _forget(jobs: QuerySet[Import]) -> None:
    with transaction.atomic():
        gone = list(jobs.select_for_update().values_list("pk", flat=True))
        ImportFile.objects.filter(job__in=gone).delete()
        Import.objects.filter(pk__in=gone).update(kept=False)
