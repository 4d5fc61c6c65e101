"""Sorting articles into stories: proposals, and what an editor makes of them."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Role, Run, Story
from articles.proposals import accept, proposals
from tests.factories import ArticleFactory, OutletFactory, StoryFactory, UserFactory, VersionFactory
from tests.integration.pages.reading import read_html

pytestmark = pytest.mark.django_db

PIER = "The council voted to shut the old pier of Tayport after divers found cracks in its steel girders. {}"
RATE = "The central bank raised its interest rate to five per cent, and economists warned of a recession. {}"
WOLVES = "Rangers released four wolves into a Norfolk forest despite protests by sheep farmers. {}"
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


def test_a_story_that_has_rested_is_not_proposed_though_others_lead_back_to_it() -> None:
    def at(day: int, text: str, story: Story | None) -> None:
        article = arrived(text, f"Outlet {Article.objects.count()}", story=story)
        moment = dt.datetime(2026, 2, 1, tzinfo=dt.UTC) + dt.timedelta(days=day)
        Article.objects.filter(pk=article.pk).update(published_at=moment)

    old, new = StoryFactory(title="Pier shut"), StoryFactory(title="Pier opened again")
    for day in (25, 26, 27, 28):
        for text in (RATE, WOLVES):
            at(day, text, StoryFactory())
    at(27, PIER, old)
    at(30, PIER, new)
    at(32, PIER, None)

    assert [proposal.story for proposal in proposals()] == [new]


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


def test_two_proposals_are_put_together_as_one_new_story(desk: Client) -> None:
    pier, rate, wolves = arrived(PIER, "The Courier"), arrived(RATE, "The Ledger"), arrived(WOLVES, "The Herald")
    page = read_html(desk.get(URL).content.decode())
    first = next(one for one in page.all(".proposal") if "The Courier" in one.text)
    choices = {option.text: option.attributes["value"] for option in first.all("optgroup option")}
    assert choices == {
        "The central bank raised its (1 article)": f"with:{rate.pk}",
        "Rangers released four wolves into (1 article)": f"with:{wolves.pk}",
    }

    desk.post(URL, {"article": [pier.pk], "story": f"with:{rate.pk}", "title": "Pier and rate"})

    story = Story.objects.get()
    assert (story.title, set(story.articles.all())) == ("Pier and rate", {pier, rate})
    assert Run.objects.get().reason == "2 articles sorted into it"


def test_an_article_moves_to_another_proposal_and_what_is_left_is_proposed_again(desk: Client) -> None:
    stays, moves, rate = arrived(PIER, "The Courier"), arrived(PIER, "The Herald"), arrived(RATE, "The Ledger")
    desk.post(URL, {"article": [moves.pk], "story": f"with:{rate.pk}", "title": "Rate"})
    assert set(Story.objects.get().articles.all()) == {moves, rate}
    stays.refresh_from_db()
    assert stays.story is None


@pytest.mark.parametrize(
    ("story", "said"),
    [
        ("999", "Nothing was sorted: That story is gone: choose another one."),
        ("with:", "Nothing was sorted: Type the title of the new story, or choose a story."),
        ("nonsense", "Nothing was sorted: That story is gone: choose another one."),
    ],
)
def test_a_choice_that_leads_nowhere_is_said(desk: Client, story: str, said: str) -> None:
    pier = arrived(PIER, "The Courier")
    assert said in desk.post(URL, {"article": [pier.pk], "story": story, "title": ""}).content.decode()
    assert not Story.objects.exists()
