"""Rulings outlive analyses, versions, stories and articles; where their text is gone they say so."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from articles.analysis import Reading, read
from articles.analysis.types import FindingKind, Kind, Span
from articles.models import Article, Ruling, RulingState, Run, Story, Version
from articles.models import Reading as StoredReading
from articles.pipeline import analyse_story, withdraw
from articles.rulings import (
    Asked,
    CarriedHere,
    FindingIs,
    KindIs,
    Missed,
    NoStatement,
    NotCarried,
    Passage,
    Refused,
    Ruled,
    SpanIs,
    SpeakerIs,
    Split,
    rule,
    standing,
    stands,
)
from articles.rulings import withdraw as undo
from tests.factories import StoryFactory, VersionFactory
from tests.integration.rulings.harbour import analysed_story, at, fresh, passage, ruled, seen, shown, statement
from tests.integration.texts import FIRST, SECOND

pytestmark = pytest.mark.django_db
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"
BOATS = "Boats stayed in the bay while crews watched from the wall"
IN_FIRST, IN_SECOND = "after a night of storms", "Boats stayed"


def states(story: Story) -> dict[str, str]:
    return {one.ruling.kind: one.state.value for one in standing(fresh(story))}


def read_anew(monkeypatch: pytest.MonkeyPatch, story: Story, changed: Callable[[Reading], Reading]) -> None:
    """Analyse the story with another version of the analysis, which reads otherwise."""
    monkeypatch.setattr("articles.pipeline.readings.ANALYSIS_VERSION", "2030.01+other")
    monkeypatch.setattr("articles.pipeline.readings.read", lambda text: changed(read(text)))
    analyse_story(story.pk)
    assert shown(story).analysis_version == "2030.01+other"


def new_version(words: str, text: str, story: Story) -> Version:
    article = Version.objects.filter(text__contains=words)[0].article
    version: Version = VersionFactory(article=article, number=article.versions.count() + 1, text=text)
    analyse_story(story.pk)
    return version


def rule_on_everything(story: Story, editor: User) -> None:
    first, second = at(story, SAFE, IN_FIRST), at(story, SAFE, IN_SECOND)
    ruled(story, SpeakerIs(first, "Ada Quay"), editor)
    ruled(story, KindIs(second, Kind.MIXED), editor)
    ruled(story, Split((first,), (second,)), editor)
    ruled(
        story, Missed(passage("Council leader Maria Field has closed the harbour"), Kind.INDIRECT, "Ned Hurst"), editor
    )
    ruled(story, CarriedHere((at(story, DISGRACE),), passage(BOATS)), editor)
    start = second.parts[0].start
    ruled(story, SpanIs(second, (Span(start, start + len(SAFE)),)), editor)


def everything_is_as_ruled(story: Story) -> None:
    first, second = statement(story, SAFE, IN_FIRST), statement(story, SAFE, IN_SECOND)
    assert (str(first.speaker), second.kind) == ("Ada Quay", "mixed")
    assert [second.version.text[start:end] for start, end in second.parts] == [SAFE]
    assert first.point != second.point
    assert str(statement(story, "has closed the harbour").speaker) == "Ned Hurst"
    disgrace = statement(story, DISGRACE).point
    assert disgrace is not None
    cell = disgrace.coverage.get(version=second.version)
    assert [second.version.text[start:end] for start, end in cell.spans] == [BOATS]
    assert set(states(story).values()) == {RulingState.IN_EFFECT}


def test_another_version_of_the_analysis_changes_no_ruling(monkeypatch: pytest.MonkeyPatch, editor: User) -> None:
    story = analysed_story()
    rule_on_everything(story, editor)
    everything_is_as_ruled(story)
    read_anew(monkeypatch, story, lambda reading: reading)
    everything_is_as_ruled(story)


def test_an_analysis_that_cuts_statements_otherwise_changes_no_ruling(
    monkeypatch: pytest.MonkeyPatch, editor: User
) -> None:
    def shorter(reading: Reading) -> Reading:
        cut = (
            replace(draft, parts=(Span(draft.start, draft.end - 1), *draft.parts[1:]))
            if len(draft.parts) == 1
            else draft
            for draft in reading.drafts
        )
        return replace(reading, drafts=tuple(cut))

    story = analysed_story()
    rule_on_everything(story, editor)
    read_anew(monkeypatch, story, shorter)
    everything_is_as_ruled(story)


def test_an_analysis_that_finds_a_statement_no_more_does_not_take_it_from_the_editor(
    monkeypatch: pytest.MonkeyPatch, editor: User
) -> None:
    story = analysed_story()
    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    removed = at(story, SAFE, IN_FIRST)
    ruled(story, NoStatement(removed), editor)
    read_anew(monkeypatch, story, lambda reading: replace(reading, drafts=()))
    row = statement(story, DISGRACE)
    assert (str(row.speaker), row.ruled["speaker"]["machine"]) == ("Ada Quay", None)
    assert shown(story).statements.count() == 1
    assert states(story) == {"speaker": "in_effect", "removed": "idle"}

    monkeypatch.undo()
    analyse_story(story.pk)
    assert states(story) == {"speaker": "in_effect", "removed": "in_effect"}
    assert statement(story, DISGRACE).ruled["speaker"]["machine"]["speaker"] == "Tom Reed"


def test_a_new_version_that_keeps_the_words_keeps_the_rulings(editor: User) -> None:
    story = analysed_story()
    rule_on_everything(story, editor)
    new_version(IN_FIRST, f"Updated on Sunday.\n\n{FIRST}\nMore to follow.\n", story)
    new_version(IN_SECOND, SECOND.replace("The harbour was closed on Friday.\n\n", ""), story)
    assert {row.version.number for row in shown(story).statements.select_related("version")} == {2}
    everything_is_as_ruled(story)
    assert {anchor.version_id for anchor in Ruling.objects.earliest("pk").anchors.all()} == {
        Version.objects.get(text=FIRST).pk
    }


def test_words_that_are_gone_leave_their_ruling_unanchored_and_no_look_alike_gets_it(editor: User) -> None:
    story = analysed_story()
    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    said = FIRST.splitlines(keepends=True)[4]
    new_version(IN_FIRST, FIRST.replace(said, "") + said.replace("Tom Reed", "Ann Hill"), story)
    assert states(story) == {"speaker": "unanchored"}
    assert str(statement(story, DISGRACE).speaker) == "Ann Hill"
    assert statement(story, DISGRACE).ruled == {}
    (one,) = standing(fresh(story))
    assert one.ruling.anchors.get(role="about").quote.startswith(DISGRACE)

    new_version(IN_FIRST, f"Updated.\n\n{FIRST}", story)  # the words are back
    assert states(story) == {"speaker": "in_effect"}


def test_a_speaker_that_the_outlet_itself_corrects_is_not_overruled(editor: User) -> None:
    story = analysed_story()
    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    ruled(story, KindIs(at(story, DISGRACE), Kind.MIXED), editor)
    new_version(IN_FIRST, FIRST.replace("Tom Reed", "Ann Hill"), story)
    assert states(story) == {"speaker": "unanchored", "kind": "in_effect"}
    assert (str(statement(story, DISGRACE).speaker), statement(story, DISGRACE).kind) == ("Ann Hill", "mixed")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (SECOND.replace("The harbour was closed on Friday.\n\n", ""), "in_effect"),
        (f"{SECOND}\nThe guild is angry.\n", "unanchored"),
    ],
    ids=["less", "more"],
)
def test_an_absence_holds_until_the_article_says_more(editor: User, text: str, state: str) -> None:
    story = analysed_story()
    second = Version.objects.get(text=SECOND)
    ruled(story, NotCarried((at(story, DISGRACE),), second.pk), editor)
    new_version(IN_SECOND, text, story)
    assert states(story) == {"absent": state}


def test_a_finding_that_is_no_more_leaves_its_ruling_idle(editor: User) -> None:
    story = analysed_story()
    row = shown(story).findings.all()[0]
    evidence = tuple(Passage(version, (Span(start, end),)) for version, start, end in row.evidence)
    ruled(story, FindingIs(True, FindingKind(row.kind), row.version_id, tuple(row.about), evidence), editor)
    ruled(story, CarriedHere((at(story, DISGRACE),), passage(BOATS)), editor)
    assert row.text not in shown(story).findings.values_list("text", flat=True)
    assert states(story) == {"finding_confirmed": "idle", "carried": "in_effect"}


def test_rulings_go_with_their_article_to_another_story(editor: User) -> None:
    story = analysed_story()
    outcome = ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    other = StoryFactory(title="Guild")
    Article.objects.filter(versions__text=FIRST).update(story=other)
    analyse_story(story.pk)
    analyse_story(other.pk)
    assert states(other) == {"speaker": "in_effect"}
    assert str(statement(other, DISGRACE).speaker) == "Ada Quay"
    assert states(story) == {"speaker": "unanchored"}
    undo(outcome.ruling, editor)
    assert str(statement(other, DISGRACE).speaker) == "Tom Reed"


def test_a_ruling_outlives_its_article_and_its_story(editor: User) -> None:
    story = analysed_story()
    ruled(story, SpeakerIs(at(story, DISGRACE), "Ada Quay"), editor)
    articles = Article.objects.filter(versions__text=FIRST)
    withdraw(articles)
    articles.delete()
    analyse_story(story.pk)
    assert states(story) == {"speaker": "unanchored"}
    story.delete()
    ruling = Ruling.objects.get()
    assert (ruling.story, ruling.anchors.get(role="about").version) == (None, None)
    assert ruling.anchors.get(role="about").quote.startswith(DISGRACE)


def test_where_a_text_has_yet_to_be_read_a_run_is_started(editor: User) -> None:
    story = analysed_story()
    what = SpeakerIs(at(story, DISGRACE), "Ada Quay")
    before = seen(story, what)
    StoredReading.objects.filter(version__text=SECOND).delete()
    outcome = rule(story, Asked(what, before), editor)
    assert isinstance(outcome, Ruled)
    assert (outcome.comparison, outcome.run) == (None, Run.objects.get())
    assert Run.objects.get().started_by == editor
    assert states(story) == {"speaker": "waiting"}
    analyse_story(story.pk)
    assert states(story) == {"speaker": "in_effect"}


def test_what_was_seen_in_an_older_version_can_be_ruled_where_its_words_still_stand(editor: User) -> None:
    story = analysed_story()
    speaker, kind = SpeakerIs(at(story, DISGRACE), "Ada Quay"), KindIs(at(story, SAFE, IN_FIRST), Kind.MIXED)
    new_version(IN_FIRST, f"Updated.\n\n{FIRST}".replace("not safe", "unsafe"), story)
    outcome = ruled(story, speaker, editor)
    assert outcome.ruling.anchors.get(role="about").version == Version.objects.get(text=FIRST)
    assert str(statement(story, DISGRACE).speaker) == "Ada Quay"
    assert stands(fresh(story), kind) == Refused(
        "The passage has changed in a newer version of the article: load the page again."
    )
