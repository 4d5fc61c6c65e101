import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.analysis.knowledge import KnowledgeError, knowledge_from_json
from articles.management import seeds
from articles.models import Article, Outlet, OutletSource, Run, RunState, Side, Speaker, Story, Version
from articles.pipeline import current_knowledge, store_knowledge


def load(*arguments: str) -> str:
    said = io.StringIO()
    call_command("load_seeds", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_three_files_are_stored_to_the_byte_with_what_is_known_of_them(seed_files: tuple[Path, ...]) -> None:
    assert "waits for the worker" in load()
    story = Story.objects.get()
    assert (story.title, story.date) == (
        "Sarwar joins rail picket line against Starmer’s instruction",
        date(2022, 6, 21),
    )
    stored = {version.file_name: version for version in Version.objects.select_related("article__outlet")}
    assert {name: version.text.encode() for name, version in stored.items()} == {
        file.name: file.read_bytes() for file in seed_files
    }
    assert [
        (article.outlet.name, article.outlet_source, article.outlet.licensed)
        for article in story.articles.select_related("outlet")
    ] == [
        ("Daily Record", OutletSource.NAMED, True),
        ("The Herald", OutletSource.INFERRED, True),
        ("The National", OutletSource.NAMED, True),
    ]
    missing = set(Article.objects.values_list("headline", "byline", "url", "published_at"))
    assert missing == {("", "", "", None)}
    assert Run.objects.get().state == RunState.WAITING


@pytest.mark.django_db
def test_now_means_that_the_story_is_there_when_the_command_ends() -> None:
    assert "(analysed)" in load("--now")
    story = Story.objects.get()
    assert story.comparison is not None
    assert Run.objects.get().state == RunState.DONE
    (only_herald,) = story.comparison.findings.filter(rank=1)
    assert (
        only_herald.text
        == "Only The Herald carries the Scottish Conservatives’ criticism of Anas Sarwar and the strikes."
    )


@pytest.mark.django_db
def test_the_starter_knowledge_comes_back_as_it_was_written(root: Path) -> None:
    load()
    written = knowledge_from_json(json.loads((root / "seeds" / "knowledge.json").read_text("utf-8")))
    stored = current_knowledge()
    assert {side.name: set(side.aliases) for side in stored.sides} == {
        side.name: set(side.aliases) for side in written.sides
    }
    assert {(row.name, row.kind, row.side, frozenset(row.aliases)) for row in stored.speakers} == {
        (row.name, row.kind, row.side, frozenset(row.aliases)) for row in written.speakers
    }


@pytest.mark.django_db
def test_the_knowledge_can_be_loaded_without_the_story(root: Path) -> None:
    assert load("--knowledge-only") == "Loaded the starter sides and speakers.\n"
    written = knowledge_from_json(json.loads((root / "seeds" / "knowledge.json").read_text("utf-8")))
    assert {side.name for side in current_knowledge().sides} == {side.name for side in written.sides}
    assert (Story.objects.count(), Outlet.objects.count(), Run.objects.count()) == (0, 0, 0)
    assert load("--knowledge-only").startswith("Nothing was loaded: ")


@pytest.mark.django_db
def test_what_editors_changed_and_deleted_stays_so() -> None:
    load()
    Version.objects.all()[0].article.delete()
    Outlet.objects.filter(name="The National").update(licensed=False)
    side = Side.objects.all()[0]
    side.name = "Renamed"
    side.save()
    Side.objects.exclude(pk=side.pk)[0].delete()
    before = [
        list(model.objects.order_by("pk").values()) for model in (Article, Outlet, Side, Speaker, Story, Version, Run)
    ]
    assert load() == "Nothing was loaded: this database has sides already, and they stay as they are.\n"
    after = [
        list(model.objects.order_by("pk").values()) for model in (Article, Outlet, Side, Speaker, Story, Version, Run)
    ]
    assert after == before


@pytest.mark.django_db
def test_a_seed_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(root / "seeds", folder)
    plan = json.loads((folder / "stories.json").read_text("utf-8"))
    plan["stories"][0]["articles"][2]["file"] = "empty.txt"
    (folder / "empty.txt").write_bytes(b"")
    (folder / "stories.json").write_text(json.dumps(plan), "utf-8")
    with pytest.raises(seeds.BadSeeds, match=r"^empty\.txt is empty"):
        seeds.load(folder)
    assert (Side.objects.count(), Article.objects.count(), Story.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_speakers_found_before_become_known_with_the_first_load() -> None:
    Speaker.objects.create(name="Keir Starmer", kind="document")
    load()
    assert list(Speaker.objects.filter(name="Keir Starmer").values_list("kind", "known")) == [("person", True)]


def test_knowledge_that_does_not_fit_names_the_entry() -> None:
    with pytest.raises(KnowledgeError, match="'A' names the side 'B'"):
        knowledge_from_json({"speakers": [{"name": "A", "side": "B"}]})


@pytest.mark.django_db
def test_sides_keep_an_editor_from_being_overruled() -> None:
    Side.objects.create(name="Ours", short_name="O")
    assert store_knowledge(knowledge_from_json({"sides": [{"name": "Theirs"}]})) is False
    assert [side.name for side in Side.objects.all()] == ["Ours"]
