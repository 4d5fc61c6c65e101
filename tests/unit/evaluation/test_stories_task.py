import json
from pathlib import Path
from typing import Any

import pytest

from articles.analysis.knowledge import Knowledge
from articles.evaluation.lines import BadFile
from articles.evaluation.stories import StoriesTask, StoryMetrics
from articles.evaluation.task import evaluate


def task() -> StoriesTask:
    return StoriesTask(Knowledge(), lambda _comparison: {"measured": True})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for outlet in ("fox", "nyt"):
        story = tmp_path / "stories" / "07"
        story.mkdir(parents=True, exist_ok=True)
        (story / f"{outlet}.txt").write_text('"The bridge is closed," Tom Gray said.\n\nNobody else spoke.\n')
    return tmp_path / "stories"


GOLD: dict[str, Any] = {
    "statements": [
        {"id": f"S{n}", "article": outlet, "start": 1, "end": 21, "kind": "direct", "speaker": "Tom Gray",
         "stance": "neutral", "group": "G1"}
        for n, outlet in enumerate(("fox", "nyt"))
    ],
    "groups": [{"id": "G1", "gist": "closed", "outlets": ["fox", "nyt"]}],
    "only_in_one": [],
    "near_groups": [],
}  # fmt: skip


@pytest.mark.parametrize("place", ["gold/stories/07.json", "stories/07.json"])
def test_gold_is_found_beside_the_folder_or_in_it(folder: Path, place: str) -> None:
    gold = folder.parent / place
    gold.parent.mkdir(parents=True, exist_ok=True)
    gold.write_text(json.dumps(GOLD))
    result = evaluate(task(), task().items(folder))
    assert result.figures["labelled"] == 1
    assert (result.figures["quoted_recall"], result.figures["precision"]) == (1.0, 1.0)
    assert (result.figures["speaker"], result.figures["shared_complete"]) == (1.0, 1.0)
    assert [article["file"] for article in result.lines[0]["articles"]] == ["fox", "nyt"]
    assert result.lines[0]["framing"] == {"measured": True}


def test_without_gold_there_are_predictions_and_no_metrics(folder: Path) -> None:
    result = evaluate(task(), task().items(folder))
    assert len(result.lines) == 1
    assert result.figures["quoted_recall"] is None


def test_a_folder_without_stories_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds no story"):
        task().items(tmp_path)


def compared(points: list[dict[str, Any]], outlets: tuple[str, ...] = ("a", "b")) -> dict[str, Any]:
    """Articles of two statements each, at 0 to 10 and at 20 to 30."""
    statements = [
        {
            "id": f"s{n}",
            "parts": [[start, start + 10]],
            "speaker": "Tom Gray",
            "stance": "neutral",
            "in_headline": False,
        }
        for n, start in enumerate((0, 20), start=1)
    ]
    return {"articles": [{"file": outlet, "statements": statements} for outlet in outlets], "points": points}


def point(only_in: str | None, **cells: tuple[str, list[str]]) -> dict[str, Any]:
    return {
        "only_in": only_in,
        "coverage": {outlet: {"status": status, "statements": ids} for outlet, (status, ids) in cells.items()},
    }


def gold(
    groups: dict[str, str], outlets: dict[str, list[str]], alone: list[str], near: list[list[str]]
) -> dict[str, Any]:
    """``groups``: "a1" (outlet and number of the statement) to group."""
    return {
        "statements": [
            {"id": key, "article": key[0], "start": 20 * (int(key[1]) - 1), "end": 20 * (int(key[1]) - 1) + 10,
             "kind": "direct", "speaker": "Gray", "stance": "neutral", "group": group}
            for key, group in groups.items()
        ],
        "groups": [{"id": group, "outlets": where} for group, where in outlets.items()],
        "only_in_one": [{"group": group, "outlet": outlets[group][0]} for group in alone],
        "near_groups": near,
    }  # fmt: skip


def test_points_by_hand() -> None:
    labels = gold(
        {"a1": "G1", "b1": "G1", "a2": "G2", "b2": "G3"}, {"G1": ["a", "b"], "G2": ["a"], "G3": ["b"]}, ["G2", "G3"], []
    )
    points = [
        point(None, a=("verbatim", ["s1"]), b=("variant", ["s1"])),
        point("a", a=("verbatim", ["s2"]), b=("absent", [])),
        point(None, a=("paraphrase", []), b=("verbatim", ["s2"])),
    ]
    metrics = StoryMetrics()
    metrics.add(compared(points), labels)
    figures = metrics.figures()
    assert (figures["only_precision"], figures["only_recall"], figures["points_said_alone"]) == (1.0, 0.5, 1)
    assert figures["shared_complete"] == 1.0
    assert figures["carried_precision"] == 4 / 5
    assert figures["points_unmixed"] == 1.0


def test_a_point_that_joins_two_groups_is_mixed_unless_they_are_near() -> None:
    where = {"G1": ["a"], "G2": ["b"]}
    points = [point(None, a=("verbatim", ["s1"]), b=("verbatim", ["s1"]))]
    for near, unmixed in (([], 0.0), ([["G2", "G1"]], 1.0)):
        metrics = StoryMetrics()
        metrics.add(compared(points), gold({"a1": "G1", "b1": "G2"}, where, ["G1", "G2"], near))
        assert metrics.figures()["points_unmixed"] == unmixed


def test_a_shared_statement_said_to_stand_alone_costs_both_figures() -> None:
    labels = gold({"a1": "G1", "b1": "G1"}, {"G1": ["a", "b"]}, [], [])
    points = [
        point("a", a=("verbatim", ["s1"]), b=("absent", [])),
        point("b", a=("absent", []), b=("verbatim", ["s1"])),
    ]
    metrics = StoryMetrics()
    metrics.add(compared(points), labels)
    assert (metrics.figures()["only_precision"], metrics.figures()["shared_complete"]) == (0.0, 0.0)
