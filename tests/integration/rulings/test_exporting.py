import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.analysis.types import Kind, SpeakerKind, Tone
from articles.models import Story, Version
from articles.rulings import (
    IsStatement,
    Missed,
    NoStatement,
    NotCarried,
    SpeakerIs,
    StanceGiven,
    StancesAre,
    withdraw,
)
from tests.factories import SideAliasFactory
from tests.integration.rulings.harbour import analysed_story, at, passage, ruled, statement
from tests.integration.texts import FIRST, SECOND

pytestmark = pytest.mark.django_db
SAFE, DISGRACE = "The harbour is not safe", "This is a disgraceful decision"
BOATS = "crews watched from the wall"


def exported(out: Path, *options: str) -> str:
    told = StringIO()
    call_command("export_rulings", str(out), *options, stdout=told)
    return told.getvalue()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def evaluated(task: str, out: Path, name: str) -> dict[str, Any]:
    told = StringIO()
    call_command(
        "evaluate", task, str(out / name), knowledge=str(out / "knowledge.json"), stdout=told, stderr=StringIO()
    )
    return dict(json.loads(told.getvalue()))


def ruled_story(editor: User) -> Story:
    """The first article judged in every statement, one of the second's corrected and one added."""
    SideAliasFactory(name="The Guild", side__name="Fishing Guild")
    story = analysed_story()
    ruled(story, IsStatement(at(story, SAFE, "after a night")), editor)
    ruled(story, SpeakerIs(at(story, DISGRACE), "Tom Reed", SpeakerKind.PERSON), editor, "Heard it.")
    ruled(story, StancesAre(at(story, DISGRACE), (StanceGiven(Tone.CRITICISM, "Maria Field"),)), editor)
    ruled(story, Missed(passage(BOATS), Kind.INDIRECT, "Ada Quay"), editor)
    ruled(story, NotCarried((at(story, DISGRACE),), Version.objects.get(text=SECOND).pk), editor)
    return story


def test_articles_are_written_with_their_statements_as_they_stand(tmp_path: Path, editor: User) -> None:
    story = ruled_story(editor)
    told = exported(tmp_path / "out")
    assert "attribution.jsonl: articles with their statements (2)" in told
    first, second = lines(tmp_path / "out" / "attribution.jsonl")
    assert (first["id"], first["text"]) == (f"{story.slug}/paper-1", FIRST)
    assert (first["statements"], first["judged"]) == (2, 2)
    assert (second["text"], second["judged"]) == (SECOND, 1)
    content = [[SECOND[slice(*part)] for part in one["content"]] for one in second["attributions"]]
    assert [BOATS] in content
    disgrace = statement(story, DISGRACE)
    (sourced,) = (one for one in first["attributions"] if one["source"])
    assert sourced == {
        "content": disgrace.parts,
        "cue": [disgrace.cue],
        "source": [disgrace.speaker_span],
        "quoted": True,
    }


def test_stories_are_written_as_gold_and_only_what_editors_searched_is_said_to_stand_alone(
    tmp_path: Path, editor: User
) -> None:
    story = ruled_story(editor)
    exported(tmp_path)
    assert (tmp_path / "stories" / story.slug / "paper-2.txt").read_bytes() == SECOND.encode()
    gold = json.loads((tmp_path / "gold" / "stories" / f"{story.slug}.json").read_text(encoding="utf-8"))
    group = {one["id"]: one for one in gold["groups"]}
    safe, alone = ([s for s in gold["statements"] if s["stance"] and words in text(s)] for words in (SAFE, DISGRACE))
    assert [one["article"] for one in safe] == ["paper-1", "paper-2"]
    assert len({one["group"] for one in safe}) == 1
    assert group[safe[0]["group"]]["outlets"] == ["paper-1", "paper-2"]
    assert gold["only_in_one"] == [{"group": alone[0]["group"], "outlet": "paper-1"}]
    assert (alone[0]["speaker"], alone[0]["stance"], alone[0]["target"]) == ("Tom Reed", "criticism", "Maria Field")


def text(gold: dict[str, Any]) -> str:
    return {"paper-1": FIRST, "paper-2": SECOND}[gold["article"]][gold["start"] : gold["end"]]


def test_the_core_is_measured_on_what_was_exported(tmp_path: Path, editor: User) -> None:
    ruled_story(editor)
    exported(tmp_path)
    attribution = evaluated("attribution", tmp_path, "attribution.jsonl")
    assert (attribution["labelled"], attribution["all_contents"]) == (2, 4)
    assert attribution["all_overlap_precision"] == 1.0
    assert attribution["all_overlap_recall"] == 0.75  # the one that an editor had to add
    assert attribution["all_source"] == 1.0
    stories = evaluated("stories", tmp_path, "stories")
    assert (stories["labelled"], stories["statements"]) == (1, 4)
    assert stories["quoted_recall"] == 1.0
    assert stories["indirect_recall"] == 0.0
    assert stories["only_precision"] == 1.0
    tone = evaluated("target_tone", tmp_path, "target_tone.jsonl")
    assert tone["labelled"] == 1


def test_only_whole_articles_are_written_where_that_is_asked_for(tmp_path: Path, editor: User) -> None:
    story = ruled_story(editor)
    exported(tmp_path / "some", "--whole")
    assert [row["id"] for row in lines(tmp_path / "some" / "attribution.jsonl")] == [f"{story.slug}/paper-1"]
    assert not (tmp_path / "some" / "stories").exists()
    ruled(story, IsStatement(at(story, SAFE, "Boats stayed")), editor)
    exported(tmp_path / "all", "--whole")
    assert len(lines(tmp_path / "all" / "attribution.jsonl")) == 2
    assert (tmp_path / "all" / "stories" / story.slug).is_dir()


def test_an_article_that_lost_a_false_statement_was_judged(tmp_path: Path, editor: User) -> None:
    story = analysed_story()
    ruled(story, NoStatement(at(story, DISGRACE)), editor)
    exported(tmp_path)
    (row,) = lines(tmp_path / "attribution.jsonl")
    assert (row["text"], row["statements"], row["judged"]) == (FIRST, 1, 1)


def test_every_ruling_is_written_as_it_was_made(tmp_path: Path, editor: User) -> None:
    story = ruled_story(editor)
    undone = ruled(story, SpeakerIs(at(story, DISGRACE), "Ben Mole"), editor).ruling
    withdraw(undone, editor)
    exported(tmp_path)
    rows = lines(tmp_path / "rulings.jsonl")
    assert [row["kind"] for row in rows] == ["confirmed", "speaker", "stances", "added", "absent", "speaker"]
    last = rows[-1]
    assert (last["editor"], last["withdrawn_by"], last["replaces"]) == ("ines", "ines", [rows[1]["id"]])
    assert rows[1]["reason"] == "Heard it."
    assert any(anchor["quote"].startswith(DISGRACE) for anchor in last["anchors"])
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Of the 4 statements in `attribution.jsonl` editors have judged 3" in readme
    assert f"manage.py evaluate stories {tmp_path / 'stories'} --knowledge {tmp_path / 'knowledge.json'}" in readme


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept")
    with pytest.raises(CommandError, match="is not empty: name a new one"):
        exported(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_rulings_there_is_nothing_to_measure_on(tmp_path: Path) -> None:
    analysed_story()
    exported(tmp_path)
    assert (tmp_path / "attribution.jsonl").read_text() == ""
    assert not (tmp_path / "stories").exists()
    assert "manage.py evaluate" not in (tmp_path / "README.md").read_text(encoding="utf-8")
