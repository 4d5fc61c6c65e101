"""What is kept of readers' pages is new as soon as a ruling or a new version has changed the story."""

from django.test import Client

from articles.models import Role, Ruling, Story
from articles.pipeline import analyse_story
from tests.factories import VersionFactory
from tests.integration.desk.conftest import person
from tests.integration.desk.test_ruling import correct, facts, page_of
from tests.integration.pages.reading import Element

QUERIES = ("?point=1", "?point=1&kind=direct")


def test_what_is_kept_of_an_open_point_is_new_after_a_ruling(story: Story, mara: Client) -> None:
    reader = Client()
    before = [_told(reader, story, query) for query in QUERIES]
    assert all("Maria Field" in label and "an editor" not in facts for label, facts in before)
    correct(mara, story).send(mara, "Save", speaker="Tom Reed", reason="The reply names him")
    assert Ruling.objects.count() == 1
    after = [_told(reader, story, query) for query in (*QUERIES, "?point=1&stance=neutral")]
    assert all("Tom Reed" in label and "an editor" in facts for label, facts in after)


def _told(client: Client, story: Story, query: str) -> tuple[str, str]:
    """Whose words the first statement of Bay News is said to be, and what stands under its telling."""
    page = page_of(client, story, query)
    label = page.one("#a1").all(".speaker")[0].attributes["data-label"]
    return label, facts(page, "Bay News")


def test_what_is_kept_of_a_text_is_new_after_a_new_version(client: Client, story: Story) -> None:
    client.force_login(person("rhea", Role.READER))
    before = _column(client, story)
    assert "a single boat" in before.one(".story-text").text
    text = "The harbour is open again, and every boat is out."
    VersionFactory(article=story.articles.get(outlet__name="Bay News"), number=2, text=text)
    analyse_story(story.pk)
    after = _column(client, story)
    assert after.one(".story-text").text.strip() == text
    assert before.one(".column-figures").text != after.one(".column-figures").text


def _column(client: Client, story: Story) -> Element:
    return page_of(client, story, "?kind=direct").one("#a1")
