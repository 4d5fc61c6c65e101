"""Arrivals that join open stories: which do, what is remembered, and how they come in."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.fetching import ask_for, fetch_next
from articles.joining import check, join_open_stories
from articles.models import Article, Feed, Joining, Run, Story
from articles.proposals import proposals
from tests.factories import ArticleFactory, EditorFactory, OutletFactory, StoryFactory, VersionFactory
from tests.web import PIER, WOLVES, Answer, Web, web

pytestmark = pytest.mark.django_db
RATE = "The central bank raised its interest rate to five per cent, and economists warned of a recession."
OTHERS = (
    RATE,
    "A comet will be seen above Orkney in April, astronomers of Kirkwall said, the brightest for three decades.",
    "Three bakers of Leeds won the prize for the best pork pie of the county at the fair in Harrogate.",
    "Parliament passed the bill on leasehold by forty votes; the peers had sent it back twice.",
    "A striker of Rovers broke his ankle in training and misses the final against Athletic.",
    "The museum of Lerwick shows a hoard of Viking silver that a crofter ploughed up in October.",
)
NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def stored(text: str, *, story: Story | None = None, hours: float = 0, at: dt.datetime | None = NOON) -> Article:
    article: Article = ArticleFactory(story=story, published_at=at + dt.timedelta(hours=hours) if at else None)
    VersionFactory(article=article, text=f"{text.format(place='Tayport')} So says {article.outlet}.")
    return article


@pytest.fixture
def pier() -> Story:
    """An open story with two articles, and others around it."""
    story: Story = StoryFactory(title="Pier shut")
    stored(PIER, story=story)
    stored(PIER, story=story, hours=1)
    for number, text in enumerate(OTHERS):
        stored(text, story=StoryFactory(), hours=number / 4)
    return story


def joined(*articles: Article) -> list[tuple[Article, Story]]:
    return [(joining.article, joining.story) for joining in join_open_stories([article.pk for article in articles])]


def test_an_arrival_joins_the_story_that_it_clearly_belongs_to(pier: Story) -> None:
    article, other = stored(PIER, hours=3), stored(WOLVES, hours=3)
    assert joined(article, other) == [(article, pier)]
    article.refresh_from_db()
    assert article.story == pier
    joining = Joining.objects.get()
    assert (joining.belongs, 0.25 <= joining.likeness <= 1) == (None, True)
    assert [proposal.articles[0].pk for proposal in proposals()] == [other.pk]


def test_only_arrivals_are_put_anywhere(pier: Story) -> None:
    waiting, arrival = stored(PIER, hours=3), stored(WOLVES, hours=3)
    assert joined(arrival) == []
    waiting.refresh_from_db()
    assert waiting.story is None
    assert proposals()[0].story == pier


def test_a_story_that_an_editor_has_closed_or_that_has_rested_is_not_joined(pier: Story) -> None:
    assert joined(stored(PIER, hours=24 * 6)) == []
    Story.objects.update(open=False)
    article = stored(PIER, hours=3)
    assert joined(article) == []
    assert proposals()[0].story == pier


def test_an_article_that_stands_in_a_story_stays_there(pier: Story) -> None:
    article = stored(PIER, story=StoryFactory(title="Another"), hours=3)
    assert joined(article) == []
    assert pier.articles.count() == 2


def test_what_was_taken_out_is_remembered(pier: Story) -> None:
    article, beside = stored(PIER, hours=3), stored(PIER, hours=4)
    join_open_stories([article.pk])
    editor = EditorFactory()
    check(Joining.objects.get(), belongs=False, by=editor)

    assert joined(article) == []
    article.refresh_from_db()
    assert article.story is None
    assert {(p.story, tuple(a.pk for a in p.articles)) for p in proposals()} == {
        (pier, (beside.pk,)),
        (None, (article.pk,)),
    }
    joining = Joining.objects.get()
    assert (joining.belongs, joining.checked_by, joining.checked_at is None) == (False, editor, False)
    told = article.history.order_by("history_id").values_list("story", "history_user", "history_change_reason")
    assert list(told)[-2:] == [
        (pier.pk, None, "Joined by likeness"),
        (None, editor.pk, "It does not belong in the story"),
    ]


def test_of_two_editors_the_second_changes_nothing(pier: Story) -> None:
    article = stored(PIER, hours=3)
    join_open_stories([article.pk])
    seen_by_both = Joining.objects.get()
    assert check(seen_by_both, belongs=True, by=EditorFactory())
    assert not check(seen_by_both, belongs=False, by=EditorFactory())
    article.refresh_from_db()
    assert (article.story, Joining.objects.get().belongs) == (pier, True)


def test_what_an_editor_has_moved_meanwhile_is_left_where_it_is(pier: Story) -> None:
    article, elsewhere = stored(PIER, hours=3), StoryFactory()
    join_open_stories([article.pk])
    Article.objects.filter(pk=article.pk).update(story=elsewhere)
    check(Joining.objects.get(), belongs=False, by=EditorFactory())
    article.refresh_from_db()
    assert article.story == elsewhere
    assert not Joining.objects.standing().exists()
    assert pier.articles.count() == 2


def test_an_import_without_a_story_joins_one_and_says_so(
    pier: Story, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "news.csv"
    text = PIER.format(place="Tayport")
    rows.write_text(f'text,outlet,date\n"{text}",The Herald,2026-03-04T15:00:00Z\n"{WOLVES}",The Herald,\n')

    call_command("import", "--dry-run", str(rows))
    assert not Joining.objects.exists()
    capsys.readouterr()
    call_command("import", str(rows))

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("news.csv, line 2 (The Herald), joined “Pier shut” by its likeness: check it")
    assert lines[1].endswith("news.csv, line 3 (The Herald)")
    assert [run.story for run in Run.objects.all()] == [pier]


def test_looking_takes_no_more_queries_for_more_articles(
    pier: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        stored(WOLVES, story=StoryFactory() if number % 2 else None, hours=number)
    arrivals = [stored(RATE, hours=24 * 20 + number).pk for number in range(4)]
    with django_assert_num_queries(4):
        assert join_open_stories(arrivals) == []
    assert pier.pk


@pytest.fixture
def served(settings: Settings) -> Iterator[Web]:
    with web() as server:
        settings.PARALLAX_FETCH = True
        settings.PARALLAX_FETCH_TEST_SERVERS = server.servers
        yield server


@pytest.mark.django_db(transaction=True)
def test_what_feeds_and_addresses_bring_joins_and_is_analysed(served: Web, pier: Story) -> None:
    item = "<item><link>{}</link><pubDate>Wed, 04 Mar 2026 18:30:00 GMT</pubDate></item>"
    listed = [served.article("/pier", "Pier shut"), served.article("/wolves", "Four wolves", told=WOLVES)]
    rss = f'<rss version="2.0"><channel>{"".join(item.format(address) for address in listed)}</channel></rss>'
    served.answers["/feed"] = Answer(rss.encode(), headers={"Content-Type": "application/rss+xml"})
    Feed.objects.create(outlet=OutletFactory(name="The Herald"), address=served.at("/feed"))
    fetch_next(feeds=True)
    meta = '<meta property="article:published_time" content="2026-03-04T19:00:00Z">'
    ask_for([served.article("/again", "Old pier closed", head=meta, said="Yes.")], story=None, started_by=None)
    fetch_next(feeds=False)

    assert [(joining.article.headline, joining.story) for joining in Joining.objects.all()] == [
        ("Pier shut", pier),
        ("Old pier closed", pier),
    ]
    assert {run.story for run in Run.objects.all()} == {pier}
    assert Article.objects.get(headline="Four wolves").story is None
