"""Imports as jobs: broken off anywhere, taken up again, and one result in the end."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.core.management import call_command
from django.utils import timezone

from articles import imports, jobs, tasks
from articles.importing import Importer
from articles.intake import Refusal, Row
from articles.models import (
    Article,
    Import,
    ImportFile,
    ImportPart,
    ImportRow,
    JobState,
    Outlet,
    Run,
    Story,
    Version,
)
from tests.factories import EditorFactory, ImportFactory, OutletFactory, VersionFactory
from tests.mixed_files import mixed_files
from tests.unit.intake.made import archive

pytestmark = pytest.mark.django_db

HEAD = "text,source,link,story\n"
ROWS = (
    f"{HEAD}One.,The Courier,https://courier.example/1,Pier\n"
    "One now.,The Courier,https://courier.example/1,\n"
    "Two.,The Herald,,Quay\n"
    "Two.,The Herald,,Quay\n"
    "Nobody knows.,,,Quay\n"
    "Three.,The Herald,,\n"
)
OUTCOMES = ["added", "new version", "added", "duplicate", "refused", "added"]


def kept(*files: tuple[str, bytes | str], dry_run: bool = False, outlet: str = "", story: str = "") -> Import:
    uploads = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in files]
    return imports.keep(uploads, story=story, outlet=outlet, dry_run=dry_run)


def carried_out(job: Import) -> Import:
    tasks.import_files.call(job.pk)
    job.refresh_from_db()
    return job


def outcomes(job: Import) -> list[str]:
    return list(job.rows.values_list("became", flat=True))


def stored() -> list[int]:
    return [model.objects.count() for model in (Article, Version, Story, Outlet)]


class Killed(BaseException):
    """What a test lets a worker die of, without a chance to tidy up."""


def killed(*_: object) -> None:
    raise Killed


def broken_off(job: Import, after: int, by: type[BaseException] = Killed) -> None:
    """An attempt that ends when it has stored ``after`` rows and is about to store what became of the next."""
    settle, settled = Importer.settle, iter(range(after))

    def settle_some(importer: Importer, row: Row | Refusal) -> object:
        imported = settle(importer, row)
        if next(settled, None) is None:
            raise by
        return imported

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Importer, "settle", settle_some)
        with pytest.raises(by):
            tasks.import_files.call(job.pk)
    job.refresh_from_db()


def test_files_become_articles_and_a_report_and_their_stories_are_analysed() -> None:
    editor = EditorFactory()
    upload = SimpleUploadedFile("a.csv", ROWS.encode())
    job = carried_out(imports.keep([upload], story="", outlet="", dry_run=False, started_by=editor))

    assert outcomes(job) == OUTCOMES
    assert (job.state, job.done, job.total) == (JobState.DONE, 6, 6)
    assert job.message == "Done: 3 added, 1 new version, 1 duplicate, 1 refused."
    assert stored() == [3, 4, 2, 2]
    assert {(run.story.title, run.reason, run.started_by) for run in Run.objects.all()} == {
        ("Pier", "Articles imported", editor),
        ("Quay", "Articles imported", editor),
    }
    pier = Article.objects.get(url="https://courier.example/1")
    assert [row.article for row in job.rows.all()[:2]] == [pier, pier]


def test_the_same_import_again_adds_nothing() -> None:
    carried_out(kept(("a.csv", ROWS)))
    before = stored()
    again = carried_out(kept(("a.csv", ROWS)))
    assert outcomes(again) == ["duplicate", "duplicate", "duplicate", "duplicate", "refused", "duplicate"]
    assert stored() == before


def test_what_rows_leave_open_is_given_for_all() -> None:
    job = carried_out(kept(("a.txt", "The pier is shut."), outlet="The Courier", story="Pier"))
    article = Article.objects.get()
    assert outcomes(job) == ["added"]
    assert (str(article.outlet), str(article.story)) == ("The Courier", "Pier")


@pytest.mark.parametrize("after", [0, 2, 5])
@pytest.mark.parametrize("dry_run", [False, True])
def test_an_import_broken_off_at_any_row_is_taken_up_and_leaves_one_result(after: int, dry_run: bool) -> None:
    job = kept(("a.csv", ROWS), ("b.zip", archive({"c.csv": f"{HEAD}One.,The Courier,,\n".encode()})), dry_run=dry_run)
    broken_off(job, after)
    assert (job.state, job.rows.count()) == (JobState.WAITING, after)
    halfway = Version.objects.count()

    carried_out(job)

    assert outcomes(job) == [*OUTCOMES, "duplicate"]
    assert job.rows.get(file=2).because == "b.zip/c.csv, line 2 has the same text as a.csv, line 2."
    assert (job.state, job.attempt, job.done, job.total) == (JobState.DONE, 2, 7, 7)
    assert stored() == ([0, 0, 0, 0] if dry_run else [3, 4, 2, 2])
    assert halfway <= after


def test_an_import_broken_off_when_all_was_read_is_taken_up_and_told_of_in_full() -> None:
    job = kept(("a.csv", ROWS))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(imports, "counted", killed)
        with pytest.raises(Killed):
            tasks.import_files.call(job.pk)
    assert ImportFile.objects.get().read
    carried_out(job)
    assert (job.state, job.done, job.total, outcomes(job)) == (JobState.DONE, 6, 6, OUTCOMES)


def test_files_that_were_read_are_not_opened_again(monkeypatch: pytest.MonkeyPatch) -> None:
    job = kept(("a.txt", "One."), ("b.txt", "Two."), outlet="The Courier")
    broken_off(job, 1)
    opened: list[str] = []
    read = Importer.read

    def noted(importer: Importer, name: str, *rest: object) -> object:
        opened.append(name)
        return read(importer, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Importer, "read", noted)
    carried_out(job)
    assert opened == ["b.txt"]


def test_a_worker_that_lost_its_import_stores_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    job = kept(("a.csv", ROWS))
    record = ImportRow.save

    def overtaken(row: ImportRow, **options: Any) -> None:
        record(row, **options)
        if row.number == 2:
            Import.objects.filter(pk=job.pk).update(attempt=2)

    monkeypatch.setattr(ImportRow, "save", overtaken)
    carried_out(job)
    assert (job.state, job.attempt) == (JobState.RUNNING, 2)
    assert (outcomes(job), Version.objects.count()) == (OUTCOMES[:2], 2)


def test_a_dry_run_says_row_by_row_what_would_be_and_stores_nothing() -> None:
    VersionFactory(text="Three.", article__outlet__name="The Herald")
    before = stored()
    job = carried_out(kept(("a.csv", ROWS), dry_run=True))
    assert outcomes(job) == [*OUTCOMES[:-1], "duplicate"]
    assert job.message == "Tried: 2 added, 1 new version, 2 duplicates, 1 refused."
    assert (stored(), Run.objects.count()) == (before, 0)


def test_what_a_dry_run_tried_is_imported_once_without_sending_it_again() -> None:
    job = carried_out(kept(("a.csv", ROWS), dry_run=True))
    assert tasks.import_tried(job.pk)
    assert not tasks.import_tried(job.pk)
    job = carried_out(Import.objects.get())
    assert (job.dry_run, outcomes(job), Version.objects.count()) == (False, OUTCOMES, 4)
    assert not tasks.import_tried(job.pk)


def test_large_files_are_kept_in_parts_until_they_are_imported() -> None:
    data = b"x" * (1 << 20) + b"y" * 7
    with TemporaryUploadedFile("a.txt", "text/plain", len(data), "utf-8") as upload:
        upload.write(data)
        job = imports.keep([upload], story="", outlet="The Courier", dry_run=False)
    assert [len(part.data) for part in ImportPart.objects.all()] == [1 << 20, 7]
    assert job.files.get().content() == data
    carried_out(job)
    assert (job.kept, ImportFile.objects.count(), ImportPart.objects.count()) == (False, 0, 0)


def test_files_that_nobody_came_back_for_are_deleted_after_a_day() -> None:
    ended = {"new": 23, "old": 25}
    for name, hours in ended.items():
        job = carried_out(kept((f"{name}.csv", ROWS), dry_run=True))
        Import.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(hours=hours))
    waiting = kept(("waiting.csv", ROWS))
    Import.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - timedelta(days=2))

    tasks.reap()

    assert set(ImportFile.objects.values_list("name", flat=True)) == {"new.csv", "waiting.csv"}
    old = Import.objects.get(name="old.csv")
    assert (old.kept, old.rows.count()) == (False, 6)
    assert not tasks.import_tried(old.pk)


def test_refused_rows_are_the_file_that_the_command_writes(tmp_path: Path) -> None:
    OutletFactory(name="The Herald")
    rows = f"{ROWS},The Herald,,\nA\ufffftext.,=HYPERLINK(1),,\n"
    half = '{"text": "half \\ud800 a pair", "outlet": "The Courier"}\n'
    given = {"a.csv": rows, "b.exe": "MZ", "c.jsonl": half}
    for name, data in given.items():
        (tmp_path / name).write_text(data, encoding="utf-8")
    files = [str(tmp_path / name) for name in given]
    call_command("import", *files, "--dry-run", "--refused", str(tmp_path / "refused.csv"))

    job = carried_out(kept(*given.items()))

    assert imports.refused(job).encode(errors="replace") == (tmp_path / "refused.csv").read_bytes()


def test_characters_that_no_database_takes_are_refused_and_given_back() -> None:
    line = '{"text": "half \\ud800 a pair", "outlet": "The Courier"}\n'
    job = carried_out(kept(("a.jsonl", line)))
    (row,) = csv.DictReader(io.StringIO(imports.refused(job)))
    assert row["text"] == "half \ud800 a pair"


def test_the_mended_refusals_add_only_what_was_mended() -> None:
    job = carried_out(kept(("a.csv", ROWS)))
    table = list(csv.DictReader(io.StringIO(imports.refused(job))))
    assert [row["refused_because"] for row in table] == [
        "a.csv, line 6 names no outlet, and has no address that tells it: give the outlet."
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, table[0])
    writer.writeheader()
    writer.writerows(row | {"outlet": "The Ledger"} for row in table)

    mended = carried_out(kept(("refused.csv", out.getvalue())))

    assert outcomes(mended) == ["added"]
    assert str(Article.objects.latest("pk").outlet) == "The Ledger"


def test_an_import_that_failed_has_what_it_stored_analysed_and_goes_on_when_tried_again() -> None:
    job = kept(("a.csv", ROWS))
    Import.objects.filter(pk=job.pk).update(errors=2)
    broken_off(job, 3, by=ZeroDivisionError)
    assert (job.state, job.kept, job.rows.count()) == (JobState.FAILED, True, 3)
    assert job.message.startswith("The import stopped at an error of the program, and no row is half stored")
    assert {run.story.title for run in Run.objects.all()} == {"Pier", "Quay"}

    assert jobs.retry(tasks.IMPORTS, job.pk) == job
    assert jobs.retry(tasks.IMPORTS, job.pk) is None
    carried_out(job)
    assert (job.state, job.errors, outcomes(job)) == (JobState.DONE, 0, OUTCOMES)


def test_two_hundred_mixed_files_are_counted_exactly() -> None:
    mixed = mixed_files()
    job = carried_out(kept(("mixed.zip", mixed.data), outlet="The Courier"))
    assert imports.counted(job) == mixed.counts
    assert (job.done, job.total) == (sum(mixed.counts.values()), sum(mixed.counts.values()))


def test_an_import_that_was_deleted_ends_quietly() -> None:
    job = ImportFactory()
    pk = job.pk
    job.delete()
    tasks.import_files.call(pk)
    assert not Import.objects.exists()
