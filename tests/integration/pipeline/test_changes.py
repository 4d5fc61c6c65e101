"""What a new text changes in an open story, in the story's terms."""

import pytest

from articles.across.changes import change_view
from articles.models import Article, Story, StoryChange, Version
from articles.pipeline import analyse_story
from tests.factories import OutletFactory, SideFactory, SpeakerFactory, StoryFactory, VersionFactory
from tests.integration.texts import FIRST, SECOND

pytestmark = pytest.mark.django_db
MAYOR = "Council leader Maria Field said: “The harbour is not safe and we will not risk a single boat.”"
GUILD = "Tom Reed of the Fishing Guild said: “This is a disgraceful decision by Maria Field and members will pay.”"
MAYOR_WORDS = "Maria Field’s words, “The harbour is not safe and we will not risk a single boat”"
GUILD_WORDS = "Tom Reed’s words, “This is a disgraceful decision by Maria Field and members will pay”"


def add(story: Story, outlet: str, text: str, headline: str = "") -> Version:
    made: Version = VersionFactory(
        article__story=story, article__outlet=OutletFactory(name=outlet), article__headline=headline, text=text
    )
    return made


def change(article: Article, text: str) -> Version:
    made: Version = VersionFactory(article=article, number=2, text=text)
    return made


def told(story: Story) -> list[tuple[str, list[str]]]:
    changes = StoryChange.objects.filter(story=story).order_by("pk").select_related("story", "version__article__outlet")
    views = [change_view(one) for one in changes]
    return [(view.title, [sentence.text for sentence in view.sentences]) for view in views]


@pytest.fixture
def story() -> Story:
    made: Story = StoryFactory(title="Harbour closed")
    add(made, "Bay News", FIRST)
    add(made, "Coast Post", SECOND)
    analyse_story(made.pk)
    return made


def test_the_first_comparison_and_one_of_the_same_texts_change_nothing(story: Story) -> None:
    SpeakerFactory(name="Somebody Else", known=True)
    analyse_story(story.pk)
    assert told(story) == []


def test_an_article_that_joins_tells_which_points_it_carries_and_where_they_stood(story: Story) -> None:
    add(story, "The Herald", f"The quay was empty.\n\n{MAYOR}\n\n{GUILD}", "Empty quay")
    analyse_story(story.pk)
    assert told(story) == [
        (
            "The Herald has joined the story, “Empty quay”: 2\u00a0points that others have",
            [
                f"The Herald now carries {MAYOR_WORDS} (also in Bay News and Coast Post).",
                f"The Herald now carries {GUILD_WORDS} (so far only in Bay News).",
            ],
        )
    ]


def test_a_text_that_changed_tells_only_what_is_new_and_what_is_there_no_longer(story: Story) -> None:
    article = Article.objects.get(outlet__name="Coast Post")
    change(article, f"{SECOND}\n{GUILD}\n")
    analyse_story(story.pk)
    assert told(story) == [
        (
            "Coast Post has changed its text: 1\u00a0point that others have",
            [f"Coast Post now carries {GUILD_WORDS} (so far only in Bay News)."],
        )
    ]
    Version.objects.create(article=article, number=3, text="Boats stayed in the bay while crews watched.", sha256="3")
    analyse_story(story.pk)
    title, sentences = told(story)[-1]
    assert title == "Coast Post has changed its text: 2\u00a0points no longer"
    assert sentences[0] == f"Coast Post no longer has {MAYOR_WORDS} (still in Bay News)."


def test_a_side_that_nobody_quoted_before_comes_first(story: Story) -> None:
    SpeakerFactory(name="Sue Park", known=True, side=SideFactory(name="Pilots", short_name="Pil"))
    analyse_story(story.pk)
    add(story, "The Herald", "Sue Park said: “Pilots were never asked about any of this.”")
    analyse_story(story.pk)
    ((title, sentences),) = told(story)
    assert title == "The Herald has joined the story: 1\u00a0point alone"
    assert sentences == [
        "The Herald is the first to quote Pilots.",
        "The Herald alone has Sue Park’s words for Pilots, “Pilots were never asked about any of this”.",
    ]


def test_a_closed_story_tells_nothing(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(open=False)
    add(story, "The Herald", GUILD)
    analyse_story(story.pk)
    assert told(story) == []
