"""A part of a page that is written once, with gaps that are filled each time."""

from typing import Any

import pytest
from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from articles.comparison.keeping import Keeper

PART = "{{ story.title }}: <a href='{{ query }}'>{{ count }}</a> {{ query }}"


class Story:
    """A story that counts how often its title is asked for."""

    def __init__(self, title: str) -> None:
        self._title, self.asked = title, 0

    def title(self) -> str:
        self.asked += 1
        return self._title


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    Keeper.forget_all()


def shown(story: Story, query: str | SafeString, *, key: object = "stamp", also: object = 1) -> str:
    loaders = [("django.template.loaders.locmem.Loader", {"part.html": PART})]
    engine = Engine(loaders=loaders, libraries={"kept": "articles.templatetags.kept"})
    page = engine.from_string('{% load kept %}{% kept "part.html" of="story" and=also query=query count=7 %}')
    context: dict[str, Any] = {"story": story, "query": query, "also": also}
    return page.render(Context(context | ({"kept": {"story": key}} if key else {})))


def test_it_is_written_once_and_its_gaps_are_filled_each_time() -> None:
    story = Story("Pier <shut>")
    assert [shown(story, query) for query in ("?a=1", "?b=2")] == [
        "Pier &lt;shut&gt;: <a href='?a=1'>7</a> ?a=1",
        "Pier &lt;shut&gt;: <a href='?b=2'>7</a> ?b=2",
    ]
    assert story.asked == 1


def test_what_is_put_in_is_escaped_as_by_any_template() -> None:
    for key in ("stamp", None):
        assert shown(Story("Pier"), "'><b>&", key=key).endswith("</a> &#x27;&gt;&lt;b&gt;&amp;")
        assert shown(Story("Pier"), mark_safe("<b>"), key=key).endswith("</a> <b>")


def test_another_story_and_what_it_is_made_of_besides_have_a_part_of_their_own() -> None:
    assert [
        shown(Story("Pier"), "?", key="one"),
        shown(Story("Quay"), "?", key="two"),
        shown(Story("Mole"), "?", key="one", also=2),
        shown(Story("Dock"), "?", key="one"),
    ] == [f"{name}: <a href='?'>7</a> ?" for name in ("Pier", "Quay", "Mole", "Pier")]


def test_where_nothing_may_be_kept_it_is_written_each_time() -> None:
    story = Story("Pier")
    assert shown(story, "?a", key=None) == shown(story, "?a", key=None) == "Pier: <a href='?a'>7</a> ?a"
    assert story.asked == 2
