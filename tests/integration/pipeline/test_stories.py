from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from articles.analysis import compare
from articles.analysis.types import Status
from articles.models import (
    Article,
    Comparison,
    Coverage,
    Finding,
    Framing,
    Point,
    Reading,
    Speaker,
    Statement,
    Story,
    Version,
)
from articles.pipeline import analyse_story, withdraw
from tests.at_once import at_once
from tests.factories import OutletFactory, SideAliasFactory, SideFactory, SpeakerFactory, StoryFactory, VersionFactory
from tests.integration.texts import FIRST, SECOND

STORED: list[type[Model]] = [Comparison, Coverage, Finding, Framing, Point, Reading, Statement]


def stored_rows() -> list[object]:
    return [list(model._default_manager.order_by("pk").values()) for model in STORED]


def harbour_story() -> Story:
    story = StoryFactory(title="Harbour closed")
    for outlet, text in (("Bay News", FIRST), ("Coast Post", SECOND)):
        VersionFactory(article__story=story, article__outlet=OutletFactory(name=outlet), text=text)
    return story


def shown(story: Story) -> Comparison:
    story.refresh_from_db()
    assert story.comparison is not None
    return story.comparison


def contents(story: Story) -> list[Any]:
    """All that a reader could see of the comparison, free of row numbers."""
    comparison = shown(story)
    outlets = dict(Version.objects.values_list("pk", "article__outlet__name"))
    return [
        [
            (outlets[row.version_id], row.ident, row.parts, str(row.speaker), str(row.side), row.stances, row.rule)
            for row in comparison.statements.select_related("speaker", "side").order_by("version__article", "start")
        ],
        [
            (row.number, row.gist, str(row.speaker), row.stance, row.target, outlets.get(row.only_in_id or 0))
            for row in comparison.points.select_related("speaker")
        ],
        sorted(
            (row.point.number, outlets[row.version_id], row.status, row.spans, row.nearest, row.score)
            for row in Coverage.objects.filter(point__comparison=comparison).select_related("point")
        ),
        [(row.rank, row.text) for row in comparison.findings.all()],
        [(row.position, row.measures) for row in comparison.framings.all()],
    ]


@pytest.mark.django_db
def test_a_story_gets_columns_points_cells_and_findings_that_fit_its_texts() -> None:
    story = harbour_story()
    comparison = analyse_story(story.pk)
    assert comparison == shown(story)
    framings = comparison.framings.select_related("reading__version__article__outlet")
    assert [row.reading.version.article.outlet.name for row in framings] == ["Bay News", "Coast Post"]
    assert all(row.measures["words"] > 0 for row in framings)
    quoted = {
        (row.version.text[start:end], str(row.speaker))
        for row in comparison.statements.select_related("version", "speaker")
        for start, end in row.parts
    }
    assert ("The harbour is not safe and we will not risk a single boat", "Maria Field") in {
        (text.rstrip(",."), speaker) for text, speaker in quoted
    }
    shared = comparison.points.get(gist__contains="The harbour is not safe")
    assert {cell.status for cell in shared.coverage.all()} == {Status.VERBATIM}
    assert shared.statements.count() == 2
    alone = comparison.points.get(only_in__isnull=False, kind="statement")
    assert alone.only_in is not None
    assert str(alone.speaker) == "Tom Reed"
    assert alone.only_in.text == FIRST
    assert sorted(alone.coverage.values_list("status", flat=True)) == [Status.ABSENT, Status.VERBATIM]
    assert comparison.findings.exists()
    for finding in comparison.findings.all():
        for version, start, end in finding.evidence:
            assert 0 <= start < end <= len(Version.objects.get(pk=version).text)


@pytest.mark.django_db
def test_progress_names_each_outlet_as_it_is_read() -> None:
    told: list[tuple[int, int, str]] = []
    analyse_story(harbour_story().pk, progress=lambda *step: told.append(step))
    assert told == [
        (0, 2, "Reading 1 of 2: Bay News"),
        (1, 2, "Reading 2 of 2: Coast Post"),
        (2, 2, "Comparing 2 articles"),
    ]


@pytest.mark.django_db
def test_nothing_changed_leaves_the_stored_comparison_as_it_is() -> None:
    story = harbour_story()
    first = analyse_story(story.pk)
    rows = stored_rows()
    assert analyse_story(story.pk) == first
    assert stored_rows() == rows


@pytest.mark.django_db
def test_a_known_side_changes_the_comparison_and_reads_no_text_again(monkeypatch: pytest.MonkeyPatch) -> None:
    story = harbour_story()
    first = analyse_story(story.pk)
    assert first is not None
    readings = list(Reading.objects.order_by("pk").values())
    speaker = Speaker.objects.get(name="Tom Reed")
    speaker.side = SideFactory(name="Fishing Guild")
    speaker.save()

    def never(_: str) -> None:
        raise AssertionError("a text was read again")

    monkeypatch.setattr("articles.pipeline.readings.read", never)
    second = analyse_story(story.pk)
    assert second != first
    assert [str(row) for row in Comparison.objects.filter(pk=first.pk)] == []
    assert list(Reading.objects.order_by("pk").values()) == readings
    assert {str(row.side) for row in shown(story).statements.filter(speaker=speaker)} == {"Fishing Guild"}


@pytest.mark.django_db
def test_what_the_machine_found_is_no_knowledge_until_an_editor_says_so() -> None:
    story = harbour_story()
    first = analyse_story(story.pk)
    assert Speaker.objects.filter(known=False, name="Maria Field").exists()
    SpeakerFactory(name="Someone Else")
    assert analyse_story(story.pk) == first
    Speaker.objects.filter(name="Someone Else").update(known=True)
    assert analyse_story(story.pk) != first


@pytest.mark.django_db
def test_the_same_inputs_give_the_same_comparison_again() -> None:
    story = harbour_story()
    SideAliasFactory(name="The Guild")
    analyse_story(story.pk)
    before, fingerprint = contents(story), shown(story).fingerprint
    Comparison.objects.all().delete()
    Reading.objects.all().delete()
    analyse_story(story.pk)
    assert contents(story) == before
    assert shown(story).fingerprint == fingerprint


@pytest.mark.django_db
def test_only_the_newest_version_of_an_article_is_compared() -> None:
    story = harbour_story()
    analyse_story(story.pk)
    article = Article.objects.get(outlet__name="Coast Post")
    newer = VersionFactory(article=article, number=2, text=SECOND.replace("on Friday", "on Saturday"))
    analyse_story(story.pk)
    compared = set(shown(story).framings.values_list("reading__version", flat=True))
    assert compared == {newer.pk, Version.objects.get(article__outlet__name="Bay News").pk}


@pytest.mark.django_db
def test_a_story_whose_articles_have_gone_has_no_comparison() -> None:
    story = harbour_story()
    analyse_story(story.pk)
    articles = Article.objects.all()
    assert withdraw(articles) == [story]
    story.refresh_from_db()
    assert story.comparison is None
    articles.delete()
    assert analyse_story(story.pk) is None
    Article.objects.all().delete()
    assert not Comparison.objects.exists()


@pytest.mark.django_db
def test_articles_taken_out_of_a_story_take_their_comparison_with_them() -> None:
    story = harbour_story()
    analyse_story(story.pk)
    Article.objects.update(story=None)
    assert analyse_story(story.pk) is None
    story.refresh_from_db()
    assert (story.comparison, Comparison.objects.count()) == (None, 0)


@pytest.mark.django_db
def test_knowledge_that_changes_during_the_work_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    story = harbour_story()
    calls: list[object] = []

    def compare_while_an_editor_works(*given: Any, **options: Any) -> object:
        result = compare(*given, **options)
        if not calls:
            SpeakerFactory(name="Tom Reed", side=SideFactory(name="Fishing Guild"))
        calls.append(result)
        return result

    monkeypatch.setattr("articles.pipeline.stories.compare", compare_while_an_editor_works)
    analyse_story(story.pk)
    assert len(calls) == 2
    assert {str(row.side) for row in shown(story).statements.filter(speaker__name="Tom Reed")} == {"Fishing Guild"}


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_what_is_said() -> None:
    def queries(text: str) -> int:
        version = VersionFactory(text=text)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            analyse_story(version.article.story_id)
        return len(captured)

    one = "Jan Brook said: “We will go home now and stay there for good.”\n"
    many = one + "".join(
        f"Ann Hill{'y' * n} said: “We have {n} reasons to go home and {n} to stay.”\n" for n in range(2, 40)
    )
    assert queries(many) == queries(one.replace("Jan Brook", "Ned Hurst"))


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_leave_one_right_comparison() -> None:
    story = harbour_story()
    analyse_story(story.pk)
    expected = contents(story)
    Comparison.objects.all().delete()
    Reading.objects.all().delete()
    assert [type(made) for made in at_once([lambda: analyse_story(story.pk)] * 3)] == [Comparison] * 3
    assert Comparison.objects.count() == 1
    assert Reading.objects.count() == 2
    assert contents(story) == expected


@pytest.mark.django_db
def test_a_piece_that_came_out_before_the_words_were_said_is_told_apart() -> None:
    story = StoryFactory(title="Harbour closed")
    texts = {
        "Bay News": "The harbour is closed.\n\n“We never wanted this and we will fight it,” Mara Quill said today.",
        "Coast Post": "Storms are forecast.\n\nShips were told to stay at sea until the wind falls on Sunday night.",
    }
    for day, (outlet, text) in zip((6, 3), texts.items(), strict=True):
        VersionFactory(
            article__story=story,
            article__outlet=OutletFactory(name=outlet),
            article__published_at=datetime(2026, 3, day, 12, tzinfo=UTC),
            text=text,
        )
    analyse_story(story.pk)

    (cell,) = Coverage.objects.filter(version__article__outlet__name="Coast Post", point__speaker__name="Mara Quill")
    assert (cell.status, cell.point.only_in) == (Status.TOO_EARLY.value, None)


@pytest.mark.django_db
def test_a_time_of_publication_that_changes_makes_a_new_comparison() -> None:
    story = harbour_story()
    analyse_story(story.pk)
    before = shown(story).fingerprint

    Article.objects.filter(story=story).update(published_at=datetime(2026, 3, 6, tzinfo=UTC))
    analyse_story(story.pk)

    assert shown(story).fingerprint != before


@pytest.mark.django_db
def test_nothing_follows_from_the_silence_of_an_incomplete_text() -> None:
    story = StoryFactory(title="Harbour closed")
    first = VersionFactory(
        article__story=story, text="The harbour is shut.\n\n“We will fight this closure,” Mara Quill said on Monday."
    )
    other = VersionFactory(
        article__story=story, text="Storms are forecast.\n\nShips were told to stay at sea all night."
    )
    analyse_story(story.pk)
    assert shown(story).points.get(speaker__name="Mara Quill").only_in == first

    Version.objects.filter(pk=other.pk).update(complete=False)
    analyse_story(story.pk)

    point = shown(story).points.get(speaker__name="Mara Quill")
    assert point.only_in is None
    assert point.coverage.get(version=other).status == Status.UNREADABLE.value
