"""Feeds in the admin: entering one, and what the list says."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.models import Feed, Role
from tests.factories import OutletFactory, UserFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/feed/"
AT = "https://courier.example/feed.xml"


@pytest.fixture(autouse=True)
def on(settings: Settings) -> None:
    settings.PARALLAX_FETCH = True


@pytest.fixture
def editor() -> User:
    user: User = UserFactory()
    user.groups.add(Group.objects.get(name=Role.EDITOR))
    return user


def fields(**more: object) -> dict[str, object]:
    return {"outlet": OutletFactory().pk, "address": AT, "active": "on", "minutes": "30", **more}


def test_an_editor_enters_a_feed_which_is_due_at_once(desk: Client) -> None:
    desk.post(f"{LIST}add/", fields(address=f" {AT}#top "))
    assert [feed.address for feed in Feed.objects.due()] == [AT]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("address", "http://10.0.0.1:8080/feed", "asks for port 8080: only pages at the usual ports 80 and 443"),
        ("address", "https://a:b@courier.example/", "holds a name or a password before the server"),
        ("minutes", "1", "Ensure this value is greater than or equal to 5."),
    ],
)
def test_what_could_never_be_read_is_refused_at_once(desk: Client, name: str, value: str, said: str) -> None:
    page = desk.post(f"{LIST}add/", fields(**{name: value})).content.decode()
    assert said in page
    assert not Feed.objects.exists()


def test_the_list_says_what_came_of_each_feed_and_when_it_is_read_again(desk: Client) -> None:
    at = dt.datetime(2026, 3, 4, 18, 30, tzinfo=dt.UTC)
    outlet = OutletFactory(name="The Courier")
    told = {"last_read_at": at, "last_result": "2 added, 7 known."}
    Feed.objects.create(outlet=outlet, address=AT, next_at=at + dt.timedelta(hours=2), failures=2, **told)
    Feed.objects.create(outlet=outlet, address=f"{AT}?2", active=False)
    rows = read_html(desk.get(LIST).content.decode()).all("#result_list tr")[1:]
    assert [[cell.text for cell in row.all("td")][-2:] for row in rows] == [
        ["4 March, 18:302 added, 7 known.", "4 March, 20:30every 30 minutes, but failed 2 times"],
        ["Not read yet", "Not active"],
    ]


def test_a_feed_can_be_read_now(desk: Client) -> None:
    later = timezone.now() + dt.timedelta(days=1)
    feed = Feed.objects.create(outlet=OutletFactory(), address=AT, next_at=later)
    off = Feed.objects.create(outlet=OutletFactory(), address=f"{AT}?2", next_at=later, active=False)
    chosen = {"action": "read_now", "_selected_action": [feed.pk, off.pk]}
    page = desk.post(LIST, chosen, follow=True).content.decode()
    assert "1 feed is read next; look again in a moment. 1 not active: tick “active” first." in page
    assert list(Feed.objects.due()) == [feed]


def test_another_address_is_read_anew_and_at_once(desk: Client) -> None:
    later = timezone.now() + dt.timedelta(days=1)
    feed = Feed.objects.create(outlet=OutletFactory(), address=AT, next_at=later, etag="7", failures=3)
    desk.post(f"{LIST}{feed.pk}/change/", fields(outlet=feed.outlet.pk, minutes="60"))
    feed.refresh_from_db()
    assert (feed.etag, feed.failures, feed.next_at, feed.minutes) == ("7", 3, later, 60)
    desk.post(f"{LIST}{feed.pk}/change/", fields(outlet=feed.outlet.pk, address=f"{AT}?new"))
    feed.refresh_from_db()
    assert (feed.etag, feed.failures) == ("", 0)
    assert feed.next_at <= timezone.now()


def test_where_fetching_is_off_the_list_says_what_to_set(desk: Client, settings: Settings) -> None:
    settings.PARALLAX_FETCH = False
    feed = Feed.objects.create(outlet=OutletFactory(), address=AT)
    said = "Feeds are not read. Fetching from the Web is off: whoever runs this installation can switch it on with"
    assert said in desk.get(LIST).content.decode()
    page = desk.post(LIST, {"action": "read_now", "_selected_action": [feed.pk]}, follow=True).content.decode()
    assert "No feed is read." in page


def test_its_readings_can_be_reached(desk: Client) -> None:
    feed = Feed.objects.create(outlet=OutletFactory(), address=AT)
    assert f"/admin/articles/fetch/?feed__id__exact={feed.pk}" in desk.get(f"{LIST}{feed.pk}/change/").content.decode()
    assert desk.get(f"/admin/articles/fetch/?feed__id__exact={feed.pk}").status_code == 200


def test_only_the_desk_keeps_feeds(client: Client) -> None:
    reader = UserFactory(is_staff=True)
    reader.groups.add(Group.objects.get(name=Role.READER))
    client.force_login(reader)
    assert client.get(LIST).status_code in {302, 403}


def test_more_feeds_take_no_more_queries(desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(8):
        Feed.objects.create(outlet=OutletFactory(), address=f"{AT}?{number}")
    with django_assert_max_num_queries(7):  # one fewer where Django has the types of the models in mind
        desk.get(LIST)
