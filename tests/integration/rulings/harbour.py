"""A made story with its editor, and words for what tests of rulings do again and again."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from articles.analysis.types import Span
from articles.models import Comparison, Statement, Story, Version
from articles.pipeline import analyse_story
from articles.rulings import Asked, Passage, Ruled, Seen, Stands, What, rule, stands
from tests.factories import OutletFactory, StoryFactory, VersionFactory
from tests.integration.texts import FIRST, SECOND


def analysed_story(texts: Sequence[str] = (FIRST, SECOND)) -> Story:
    story: Story = StoryFactory(title="Harbour closed")
    for number, text in enumerate(texts):
        VersionFactory(article__story=story, article__outlet=OutletFactory(name=f"Paper {number + 1}"), text=text)
    analyse_story(story.pk)
    return fresh(story)


def fresh(story: Story) -> Story:
    return Story.objects.select_related("comparison").get(pk=story.pk)


def shown(story: Story) -> Comparison:
    comparison = fresh(story).comparison
    assert comparison is not None
    return comparison


def version_with(words: str) -> Version:
    return Version.objects.get(text__contains=words)


def passage(words: str, text: str | None = None) -> Passage:
    """The newest text that has ``words`` (as ``text`` tells, where several have them), and where."""
    version = Version.objects.filter(text__contains=text or words).order_by("-number", "pk")[0]
    start = version.text.index(words)
    return Passage(version.pk, (Span(start, start + len(words)),))


def statement(story: Story, words: str, text: str | None = None) -> Statement:
    """The statement as it stands now that has ``words``."""
    rows = shown(story).statements.select_related("version", "speaker", "side", "point")
    found = [
        row
        for row in rows
        if words in " ".join(row.version.text[start:end] for start, end in row.parts)
        and (text is None or text in row.version.text)
    ]
    assert len(found) == 1, [str(row) for row in found]
    return found[0]


def at(story: Story, words: str, text: str | None = None) -> Passage:
    """The place of the statement that has ``words``."""
    row = statement(story, words, text)
    return Passage(row.version_id, tuple(Span(*part) for part in row.parts))


def seen(story: Story, what: What) -> Seen:
    there = stands(fresh(story), what)
    assert isinstance(there, Stands), there
    return there.seen


def ruled(story: Story, what: What, editor: User, reason: str = "") -> Ruled:
    """Rule on what stands now."""
    outcome = rule(story, Asked(what, seen(story, what), reason), editor)
    assert isinstance(outcome, Ruled), outcome
    return outcome
