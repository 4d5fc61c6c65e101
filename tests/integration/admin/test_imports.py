"""Imports in the admin: the form, the page that shows how far it is, and the report."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import tasks
from articles.models import Article, Import, ImportFile, ImportRow, JobState, Role, Run
from tests.factories import ArticleFactory, EditorFactory, ImportFactory, OutletFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db

START = "/admin/articles/import/add/"
PART = {"HX-Request": "true"}
ROWS = "text,source,story\nThe pier is shut.,The Courier,Pier\nNobody knows.,,Pier\n"
NO_OUTLET = "a.csv, line 3 names no outlet, and has no address that tells it: give the outlet."


def address(job: Import) -> str:
    return f"/admin/articles/import/{job.pk}/change/"


def file(name: str = "a.csv", content: str = ROWS) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode())


def send(desk: Client, *files: SimpleUploadedFile, button: str = "import", **fields: Any) -> Any:  # noqa: ANN401
    """Choose files and press a button."""
    return desk.post(START, {"uploads": files, button: "1", **fields})


def page_of(desk: Client, job: Import, **query: str) -> str:
    return desk.get(address(job), query).content.decode()


def done(job: Import | None = None) -> Import:
    """The import, after a worker has been at it."""
    job = job or Import.objects.get()
    tasks.import_files.call(job.pk)
    job.refresh_from_db()
    return job


def test_what_is_chosen_is_imported_in_the_background(desk: Client, editor: User) -> None:
    response = send(desk, file(), file("b.txt", "One."), outlet="The Ledger", story="Quay")

    job = Import.objects.get()
    assert response.headers["Location"] == address(job)
    assert (job.name, job.state, job.outlet, job.story) == (
        "a.csv and 1 more file",
        JobState.WAITING,
        "The Ledger",
        "Quay",
    )
    assert (job.dry_run, job.started_by) == (False, editor)
    assert Article.objects.count() == 0

    job = done()
    assert job.message == "Done: 3 added."
    assert {article.outlet.name for article in Article.objects.all()} == {"The Courier", "The Ledger"}


def test_a_dry_run_is_reported_and_turned_into_the_import_with_one_click(desk: Client) -> None:
    send(desk, file(), button="try")
    job = done()
    page = page_of(desk, job)
    assert "Tried: 1 added, 1 refused." in page
    assert "Nothing was stored: this was a dry run." in page
    assert "What would become of each row" in page
    assert Article.objects.count() == 0

    assert desk.post(address(job), {"import": "Import now"}).headers["Location"] == address(job)
    assert desk.post(address(job), {"import": "Import now"}).status_code == 302
    done(job)
    assert "Done: 1 added, 1 refused." in page_of(desk, job)
    assert Article.objects.count() == 1


def test_without_files_nothing_typed_is_lost_and_it_is_said(desk: Client) -> None:
    response = desk.post(START, {"import": "1", "outlet": "The Courier", "story": "Pier"})
    page = response.content.decode()
    assert response.context["form"].errors == {"uploads": ["Choose one or more files."]}
    assert 'value="The Courier"' in page
    assert 'value="Pier"' in page
    assert not Import.objects.exists()


def test_too_many_files_and_too_many_bytes_are_said(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [file(f"{number}.txt", "x") for number in range(501)]
    assert send(desk, *many).context["form"].errors["uploads"] == [
        "These are 501 files, and at most 500 can be sent: put them into a .zip."
    ]
    monkeypatch.setattr("articles.imports.MOST_BYTES", 100)
    assert send(desk, file("a.txt", "x" * 60), file("b.txt", "x" * 60)).context["form"].errors["uploads"] == [
        "These files are over the limit of 0.0001 MB together: send some of them first."
    ]
    assert not Import.objects.exists()


def test_hundreds_of_files_are_taken_at_once_and_empty_ones_are_told_of_in_the_report(desk: Client) -> None:
    send(desk, *(file(f"{number}.txt", f"Text {number}." if number else "") for number in range(300)), outlet="A")
    job = done()
    assert job.message == "Done: 299 added, 1 refused."
    assert job.rows.get(became="refused").because == "0.txt is empty: choose the file that holds the article's text."


def test_an_import_going_on_says_how_far_it_is_and_asks_again(desk: Client) -> None:
    job = ImportFactory(state=JobState.RUNNING, done=2, total=40, message="2 of 40 read: a.csv, line 3")
    for number, became in enumerate(["added", "refused"]):
        ImportRow.objects.create(job=job, file=1, number=number, name="a.csv", became=became)
    page = page_of(desk, job)
    assert "2 of 40 read: a.csv, line 3" in page
    assert '<progress max="40" value="2"' in page
    assert 'data-hx-trigger="every 1s"' in page
    assert "<span>Refused 1</span>" in page
    assert desk.get(address(job), {"seen": "running 2 False"}, headers=PART).status_code == 204
    assert "<html" not in desk.get(address(job), {"seen": "running 1 False"}, headers=PART).content.decode()


def test_the_report_tells_each_row_and_leads_to_articles_and_stories(desk: Client) -> None:
    send(desk, file())
    job = done()
    page = page_of(desk, job)
    article = Article.objects.get()
    assert "data-hx-get" not in page
    assert f'<a href="/admin/articles/article/{article.pk}/change/">The pier is shut.</a>' in page
    assert NO_OUTLET in page
    assert '<li><a href="/stories/pier/">Pier</a></li>' in page
    assert "sort them" not in page
    refused = page_of(desk, job, became="refused")
    assert "The pier is shut." not in refused
    assert "a.csv, line 3" in refused


def test_articles_without_a_story_are_pointed_to(desk: Client) -> None:
    send(desk, file("a.txt", "The pier is shut."), outlet="The Courier")
    assert '<a href="/admin/articles/article/sort/">sort them</a>' in page_of(desk, done())


def test_refused_rows_are_downloaded_and_the_form_for_them_has_the_same_outlet_and_story(desk: Client) -> None:
    send(desk, file(), story="Pier & quay")
    job = done()
    table = f"/admin/articles/import/{job.pk}/refused.csv"
    page = page_of(desk, job)
    assert f'href="{table}"' in page
    assert 'href="/admin/articles/import/add/?outlet=&amp;story=Pier+%26+quay"' in page
    response = desk.get(table)
    assert response.headers["Content-Disposition"] == f'attachment; filename="refused-{job.pk}.csv"'
    assert response.content.decode().splitlines() == [
        "refused,refused_because,outlet,text,story",
        f'"a.csv, line 3","{NO_OUTLET}",,Nobody knows.,Pier',
    ]
    assert 'value="Pier &amp; quay"' in desk.get(START, {"story": "Pier & quay"}).content.decode()
    assert desk.get("/admin/articles/import/999/refused.csv").status_code == 404


def test_a_failed_import_says_why_and_can_be_tried_again_as_long_as_its_files_are_there(desk: Client) -> None:
    job = ImportFactory(state=JobState.FAILED, message="It stopped.", errors=3)
    page = page_of(desk, job)
    assert "It stopped." in page
    assert 'href="/admin/jobs/"' in page
    desk.post(address(job), {"retry": "Try again"})
    job.refresh_from_db()
    assert (job.state, job.errors) == (JobState.WAITING, 0)

    gone = ImportFactory(state=JobState.FAILED, kept=False)
    assert "Its files are deleted by now." in page_of(desk, gone)
    told = desk.post(address(gone), {"retry": "Try again"}, follow=True).content.decode()
    assert "The files are not here any more, as they are kept for a day: choose them again." in told
    gone.refresh_from_db()
    assert gone.state == JobState.FAILED


def test_an_import_that_waits_too_long_says_what_to_look_at(desk: Client) -> None:
    job, advice = ImportFactory(heard_at=timezone.now()), "<code>manage.py work</code>"
    assert advice not in page_of(desk, job)
    Import.objects.update(heard_at=timezone.now() - timedelta(minutes=1))
    assert advice in page_of(desk, job)


def test_an_import_is_deleted_with_its_report_and_files_but_not_its_articles(desk: Client) -> None:
    send(desk, file())
    job = done()
    send(desk, file(), button="try")
    assert ImportFile.objects.count() == 1
    assert "Are you sure" in desk.get(f"/admin/articles/import/{job.pk}/delete/").content.decode()
    every = list(Import.objects.values_list("pk", flat=True))
    chosen = {"action": "delete_selected", "_selected_action": every, "post": "yes"}
    desk.post("/admin/articles/import/", chosen)
    assert [model.objects.count() for model in (Import, ImportRow, ImportFile, Article)] == [0, 0, 0, 1]


def test_only_those_who_may_add_articles_import_and_see_imports(client: Client) -> None:
    job = ImportFactory(state=JobState.FAILED)
    pages = [START, address(job), "/admin/articles/import/", f"/admin/articles/import/{job.pk}/refused.csv"]
    for page in pages:
        assert client.get(page).headers["Location"].startswith("/admin/login/")
    reader = UserFactory()
    reader.groups.add(Group.objects.get(name=Role.READER))
    client.force_login(reader)
    for page in pages:
        assert client.get(page).headers["Location"].startswith("/admin/login/")
    client.force_login(EditorFactory(may=["change_story", "view_article"]))
    for page in pages:
        assert client.get(page).status_code == 403
    assert client.post(START, {"uploads": file(), "import": "1"}).status_code == 403
    assert client.post(address(job), {"retry": "1"}).status_code == 403
    job.refresh_from_db()
    assert (job.state, Import.objects.count()) == (JobState.FAILED, 1)
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name=Role.EDITOR))
    client.force_login(editor)
    for page in pages:
        assert client.get(page).status_code == 200


def test_the_form_is_reached_from_the_index_and_the_articles(desk: Client) -> None:
    for page in ("/admin/", "/admin/articles/article/", "/admin/articles/article/add/"):
        assert f'href="{START}"' in desk.get(page).content.decode()


def test_a_longer_report_takes_no_more_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def report(rows: int) -> Import:
        job = ImportFactory(state=JobState.DONE)
        for number in range(rows):
            article = ArticleFactory(story=StoryFactory(), outlet=OutletFactory())
            ImportRow.objects.create(job=job, file=1, number=number, name="a", became="added", article=article)
        return job

    short, long = report(3), report(120)
    with CaptureQueriesContext(connection) as few:
        page_of(desk, short)
    with django_assert_max_num_queries(len(few)):
        page = page_of(desk, long)
    assert len(few) <= 10
    assert "Rows 1 to 100 of 120" in page
    assert "Rows 101 to 120 of 120" in page_of(desk, long, page="2")


def test_a_run_is_started_for_each_story_once(desk: Client) -> None:
    send(desk, file("a.csv", "text,source,story\nOne.,A,Pier\nTwo.,B,Pier\nThree.,A,Quay\n"))
    done()
    assert sorted(run.story.title for run in Run.objects.all()) == ["Pier", "Quay"]
