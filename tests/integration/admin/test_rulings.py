import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.analysis.types import Kind, SpeakerKind
from articles.models import Role, Ruling
from articles.rulings import IsStatement, KindIs, NoStatement, SideIs, SpeakerIs, Split, StancesAre, withdraw
from tests.factories import UserFactory
from tests.integration.rulings.harbour import analysed_story, at, ruled

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/ruling/"
DISGRACE, SAFE = "This is a disgraceful decision", "The harbour is not safe"


@pytest.fixture
def ines() -> User:
    user: User = UserFactory(username="ines")
    user.groups.add(Group.objects.get(name=Role.EDITOR))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def desk(client: Client, ines: User) -> Client:
    client.force_login(ines)
    return client


def rows(desk: Client, **query: str) -> list[list[str]]:
    changelist = desk.get(LIST, query).context["cl"]
    names = ("editor", "passage", "says", "machine_said", "state")
    admin = changelist.model_admin
    return [
        [str(getattr(admin, name)(row) if hasattr(admin, name) else getattr(row, name)) for name in names]
        for row in changelist.result_list
    ]


def test_the_list_says_who_ruled_what_and_what_the_machine_had_said(desk: Client, ines: User) -> None:
    story = analysed_story()
    first = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay", SpeakerKind.PERSON), ines).ruling
    ruled(story, SpeakerIs(at(story, DISGRACE), None), ines)
    kind = ruled(story, KindIs(at(story, DISGRACE), Kind.MIXED), ines).ruling
    withdraw(kind, ines)
    words = "This is a disgraceful decision by Maria Field and members will pay."
    assert rows(desk) == [
        ["ines", words, "kind: mixed", "direct", "undone by ines"],
        ["ines", words, "speaker: not named", "Tom Reed", "stands"],
        ["ines", words, "speaker: Ada Quay", "Tom Reed", "replaced"],
    ]
    assert [len(rows(desk, state=state)) for state in ("standing", "replaced", "withdrawn")] == [1, 1, 1]
    detail = desk.get(f"{LIST}{first.pk}/change/").content.decode()
    assert words in detail
    assert "Ada Quay" in detail
    assert 'name="_save"' not in detail


def test_every_kind_has_words(desk: Client, ines: User) -> None:
    story = analysed_story()
    first, second = at(story, SAFE, "after a night"), at(story, SAFE, "Boats stayed")
    for what in (IsStatement(first), SideIs(first, None), StancesAre(first, ()), Split((first,), (second,))):
        ruled(story, what, ines)
    ruled(story, NoStatement(first), ines)
    assert [(row[2], row[3]) for row in rows(desk)] == [
        ("statement: no statement", "a statement"),
        ("points: not the same", "the same"),
        ("stances: neutral", "criticism of the harbour"),
        ("side: no side", "no side"),
        ("statement: a statement", "a statement"),
    ]


def test_nobody_changes_or_deletes_a_ruling(admin_client: Client, ines: User) -> None:
    story = analysed_story()
    ruling = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), ines).ruling
    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(f"{LIST}{ruling.pk}/change/", {"reason": "x"}).status_code == 403
    assert admin_client.post(f"{LIST}{ruling.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Ruling.objects.get().reason == ""


@pytest.mark.parametrize(("role", "may"), [(Role.READER, False), (Role.EDITOR, True), (Role.ADMIN, True)])
def test_editors_and_admins_may_rule_and_see_rulings(client: Client, role: Role, may: bool) -> None:
    user: User = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    user = User.objects.get(pk=user.pk)
    assert (user.has_perm("articles.add_ruling"), user.has_perm("articles.view_ruling")) == (may, may)
    client.force_login(user)
    assert (client.get(LIST).status_code == 200) is may


def test_the_list_takes_no_more_queries_for_more_rulings(desk: Client, ines: User) -> None:
    story = analysed_story()
    ruled(story, KindIs(at(story, DISGRACE), Kind.MIXED), ines)
    desk.get(LIST)
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), ines)
    ruled(story, SpeakerIs(at(story, SAFE, "Boats stayed"), "Ada Quay"), ines)
    with CaptureQueriesContext(connection) as three:
        desk.get(LIST)
    assert len(three) == len(one)
