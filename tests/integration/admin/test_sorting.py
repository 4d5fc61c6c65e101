"""Sorting articles into stories: proposals, and what an editor makes of them."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Role, Run, Story
from articles.proposals import accept, proposals
from tests.factories import ArticleFactory, OutletFactory, StoryFactory, UserFactory, VersionFactory

pytestmark = pytest.mark.django_db

PIER = "The council voted to shut the old pier of Tayport after divers found cracks in its steel girders. {}"
RATE = "The central bank raised its interest rate to five per cent, and economists warned of a recession. {}"
URL = "/admin/articles/article/sort/"


def arrived(text: str, outlet: str, *, story: Story | None = None, hour: int = 9) -> Article:
    article: Article = ArticleFactory(
        story=story,
        outlet=OutletFactory(name=outlet),
        headline=" ".join(text.split()[:5]),
        published_at=dt.datetime(2026, 3, 4, hour, tzinfo=dt.UTC),
    )
    VersionFactory(article=article, text=text.format(outlet))
    return article


def test_articles_of_one_event_are_proposed_together() -> None:
    arrived(PIER, "The Courier")
    arrived(RATE, "The Ledger", hour=10)
    arrived(PIER, "The Herald", hour=11)

    found = [(p.title, p.story, [article.outlet for article in p.articles]) for p in proposals()]

    assert found == [
        ("The council voted to shut", None, ["The Courier", "The Herald"]),
        ("The central bank raised its", None, ["The Ledger"]),
    ]


def test_a_new_arrival_is_proposed_for_its_open_story() -> None:
    story = StoryFactory(title="Pier shut")
    arrived(PIER, "The Courier", story=story)
    arrived(PIER, "The Herald", hour=12)

    (proposal,) = proposals()

    assert (proposal.story, [article.outlet for article in proposal.articles]) == (story, ["The Herald"])


def test_an_accepted_proposal_becomes_a_story_that_is_analysed(desk: Client) -> None:
    pier, other = arrived(PIER, "The Courier"), arrived(PIER, "The Herald")

    response = desk.post(URL, {"article": [pier.pk, other.pk], "story": "", "title": "Pier shut"})

    assert response.status_code == 302
    story = Story.objects.get()
    assert (story.title, story.articles.count()) == ("Pier shut", 2)
    assert Run.objects.get().reason == "2 articles sorted into it"
    assert proposals() == ()


def test_what_is_left_out_stays_unsorted(desk: Client) -> None:
    story = StoryFactory(title="Pier shut")
    pier, other = arrived(PIER, "The Courier"), arrived(PIER, "The Herald")

    desk.post(URL, {"article": [pier.pk], "story": story.pk, "title": ""})

    pier.refresh_from_db()
    other.refresh_from_db()
    assert (pier.story, other.story) == (story, None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": "Pier shut"}, "Nothing was sorted: Choose at least one article of the proposal."),
        ({"article": "1"}, "Nothing was sorted: Type the title of the new story, or choose a story."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sorted(desk: Client, fields: dict[str, str], said: str) -> None:
    pier = arrived(PIER, "The Courier")
    page = desk.post(URL, {key: pier.pk if key == "article" else value for key, value in fields.items()})
    assert said in page.content.decode()
    assert not Story.objects.exists()


def test_an_article_that_was_placed_meanwhile_stays_where_it_is() -> None:
    story = StoryFactory()
    pier = arrived(PIER, "The Courier", story=story)
    assert accept([pier.pk], story=None, title="Another") == (None, 0)
    assert Story.objects.get() == story


def test_only_editors_sort(client: Client) -> None:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=Role.EDITOR))
    client.force_login(user)
    assert client.get(URL).status_code == 200
    client.force_login(UserFactory(is_staff=True))
    assert client.get(URL).status_code == 403


def test_more_articles_take_no_more_queries(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        arrived(PIER, f"Outlet {number}")
    with django_assert_max_num_queries(9):
        desk.get(URL)
