"""Importing through the API: the same imports as in the admin."""

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Article, Import
from tests.factories import UserFactory
from tests.integration.api.conftest import Ask, header_of
from tests.queues import WorkQueue

TABLE = "text,outlet,title\n“The offer is fair”: Bo Carr.,Evening Post,Offer is fair\n,Evening Post,Nothing\n"


def send(client: Client, headers: object, query: str = "", name: str = "news.csv") -> tuple[int, dict[str, object]]:
    file = SimpleUploadedFile(name, TABLE.encode())
    response = client.post(f"/api/v1/imports{query}", {"files": [file]}, headers=headers)  # type: ignore[arg-type]
    return response.status_code, response.json()


@pytest.mark.django_db(transaction=True)
def test_files_are_imported_once(editor: User, client: Client, ask: Ask, queue: WorkQueue) -> None:
    header = header_of(editor, "import")

    status, told = send(client, header)
    assert (status, told["state"]) == (202, "waiting")
    queue.work()
    counts = {"added": 1, "new version": 0, "duplicate": 0, "refused": 1}
    assert ask(f"/imports/{told['id']}", **header)[1]["counts"] == counts
    rows = ask(f"/imports/{told['id']}/rows", **header)[1]["items"]
    assert [(row["name"], row["became"], row["headline"]) for row in rows] == [
        ("news.csv, line 2", "added", "Offer is fair"),
        ("news.csv, line 3", "refused", ""),
    ]
    assert rows[0]["article"] == Article.objects.get().pk

    again = send(client, header)[1]
    queue.work()
    assert ask(f"/imports/{again['id']}", **header)[1]["counts"] == counts | {"added": 0, "duplicate": 1}
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_stores_nothing(editor: User, client: Client, ask: Ask, queue: WorkQueue) -> None:
    header = header_of(editor, "import")
    told = send(client, header, "?dry_run=true&outlet=The+Courier")[1]
    queue.work()
    assert ask(f"/imports/{told['id']}", **header)[1]["counts"]["added"] == 1
    assert Article.objects.count() == 0


@pytest.mark.usefixtures("db")
def test_only_who_may_add_articles_imports(client: Client) -> None:
    status, told = send(client, header_of(UserFactory(), "import"))
    assert status == 403
    assert told["detail"] == "The user of this token may not add articles: ask an admin for the role Editor."
    assert send(client, {})[0] == 401
    assert not Import.objects.exists()


def test_without_files_nothing_is_imported(editor: User, client: Client) -> None:
    refused = client.post("/api/v1/imports", headers=header_of(editor, "import"))
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"where": "file files", "message": "Field required"}]
