"""The task that measures how often arrivals join the right story by themselves."""

import json
from pathlib import Path

from articles.evaluation.joining import JoiningTask
from articles.evaluation.task import evaluate

BRIDGE = "Engineers closed the Tay bridge after finding a crack in a steel girder near Newport. {}"
WOLVES = "Rangers released four wolves into a Norfolk forest despite protests by sheep farmers. {}"
BUDGET = "The chancellor raised fuel duty and froze income tax thresholds in a spring budget. {}"


def rows(tmp_path: Path, *lines: tuple[str, str | None]) -> Path:
    """Articles an hour apart, each with its text and its story."""
    file = tmp_path / "rows.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for hour, (text, story) in enumerate(lines):
            row = {"id": f"a{hour}", "title": "", "text": text.format(hour), "date": f"2026-03-01T{hour:02}:00:00Z"}
            out.write(json.dumps(row | ({"story": story} if story else {})) + "\n")
    return file


def test_right_and_wrong_joinings_are_counted(tmp_path: Path) -> None:
    file = rows(
        tmp_path,
        (BRIDGE, "bridge"), (WOLVES, "wolves"), (BUDGET, "budget"),  # the first of a story can join nothing
        (BRIDGE, "bridge"), (WOLVES, "other wolves"), (BUDGET.replace("raised", "kept"), "budget"), (BRIDGE, None),
    )  # fmt: skip
    task = JoiningTask()
    found = evaluate(task, task.items(file))
    assert [line["story"] for line in found.lines] == [None, None, None, "bridge", "wolves", "budget", "bridge"]
    assert found.figures == {
        "rows": 7, "labelled": 6, "precision": 2 / 3, "recall": 1.0, "joined": 3, "could_join": 2,
    }  # fmt: skip


def test_no_article_is_told_its_own_story_or_that_of_a_later_one(tmp_path: Path) -> None:
    for item in JoiningTask().items(rows(tmp_path, (BRIDGE, "bridge"), (BRIDGE, "bridge"), (WOLVES, "wolves"))):
        assert item.given.article.id not in item.given.story_of
        assert all(one.date < item.given.article.date for one in item.given.before)


def test_rows_without_stories_have_no_figures(tmp_path: Path) -> None:
    task = JoiningTask()
    assert evaluate(task, task.items(rows(tmp_path, (BRIDGE, None)))).figures["precision"] is None
