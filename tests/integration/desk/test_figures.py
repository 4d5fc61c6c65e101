"""How often the machine was right here, beside what it says."""

import pytest
from django.test import Client

from articles.models import Role, Ruling
from tests.factories import UserFactory
from tests.integration.desk.conftest import person
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db


def judge(number: int, *, right: bool) -> None:
    """``number`` speakers, each said to be right or another's."""
    editor = UserFactory()
    for _ in range(number):
        Ruling.objects.create(
            kind="speaker",
            value={"speaker": "Ann Lee", "speaker_kind": "person"},
            machine={"speaker": "Ann Lee" if right else "Bo Carr", "speaker_kind": "person"},
            editor=editor,
            analysis_version="test",
        )


def speakers(client: Client) -> list[str]:
    """The row of the methods about speakers."""
    page = read_html(client.get("/methods/").content.decode())
    row = next(row for row in page.all(".prose tr") if row.all("th") and row.all("th")[0].text == "Who says it")
    return [cell.text for cell in row.all("td")]


def test_a_share_has_its_counts_and_its_range(client: Client) -> None:
    judge(9, right=True)
    judge(3, right=False)
    assert speakers(client) == ["12", "9 of 12 (75 %; 47 to 91)", "9 of 12 (75 %; 47 to 91)"]


def test_of_too_few_nothing_is_said(client: Client) -> None:
    judge(9, right=True)
    assert speakers(client) == ["9", "too few to say (9)", "too few to say (9)"]


def test_the_drawer_says_it_to_editors(client: Client) -> None:
    judge(10, right=True)
    assert client.get("/methods/own/").status_code == 302
    client.force_login(person("rhea", Role.READER))
    assert client.get("/methods/own/").status_code == 403
    client.force_login(person("mara", Role.EDITOR))
    said = read_html(client.get("/methods/own/").content.decode()).one("p").text
    assert "speakers 10 of 10 (100 %; 72 to 100);" in said
    assert "absences too few to say (0)." in said
