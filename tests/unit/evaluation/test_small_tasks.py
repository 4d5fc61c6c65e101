"""Grouping, answers, extraction: metrics by hand."""

import gzip
import json
from pathlib import Path

import pytest

from articles.evaluation.extraction import ExtractionTask, shingle_f1
from articles.evaluation.grouping import GroupingTask, b_cubed
from articles.evaluation.lines import BadFile
from articles.evaluation.same_statement import balanced_accuracy
from articles.evaluation.task import evaluate


def test_b_cubed_by_hand() -> None:
    scores = b_cubed(["x", "x", "x", "y"], ["a", "a", "b", "b"])
    assert scores.precision == (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4
    assert scores.recall == (1 + 1 + 1 / 2 + 1 / 2) / 4
    assert b_cubed(["x", "y"], ["a", "b"]).f1 == 1.0
    assert b_cubed([], []).f1 == 0.0


def test_balanced_accuracy_by_hand() -> None:
    assert balanced_accuracy([(0, 1)], (1, 1, 1, 2)) == (1 / 3 + 1) / 2
    assert balanced_accuracy([(0, 1), (0, 2), (1, 2), (3, 2)], (1, 1, 1, 2)) == (1 + 2 / 3) / 2


def test_balanced_accuracy_where_only_one_sort_of_pair_is_there() -> None:
    assert balanced_accuracy([], (1, 2)) == 1.0
    assert balanced_accuracy([], (1, 1)) == 0.0
    assert balanced_accuracy([], (1,)) == 1.0


def test_shingles_of_four_words_by_hand() -> None:
    assert shingle_f1("one two three four", "one two three four five") == 2 * 1 * 0.5 / 1.5
    assert shingle_f1("One, two: three – four!", "One two three four") == 1.0
    assert shingle_f1("", "") == 1.0
    assert shingle_f1("", "one") == 0.0
    assert shingle_f1("one", "one") == 1.0


def test_pages_of_a_folder_stand_in_order_of_name_with_and_without_bodies(tmp_path: Path) -> None:
    page = "<html><body><article>" + "<p>The town will build a bridge over the river by May.</p>" * 3 + "</article>"
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "a.json").write_text(json.dumps({"url": "x", "body": "Not this text at all."}))
    task = ExtractionTask()
    items = task.items(tmp_path)
    assert [item.label for item in items] == ["Not this text at all.", None]
    result = evaluate(task, items)
    assert result.figures == {"rows": 2, "labelled": 1, "f1": 0.0, "worst": 0.0}
    assert result.lines[0] == result.lines[1]
    assert str(result.lines[0]["body"]).startswith("The town will build a bridge")


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="holds no page"):
        ExtractionTask().items(tmp_path)
    with pytest.raises(BadFile, match="is no folder"):
        ExtractionTask().items(tmp_path / "none")


def test_grouping_gives_each_line_the_name_of_its_story_whatever_the_order_of_lines(tmp_path: Path) -> None:
    def line(ident: str, day: int, words: str) -> str:
        return json.dumps({"id": ident, "title": words, "text": words * 3, "date": f"2026-03-{day:02d}T10:00:00Z"})

    bridge, wolves = "Bridge over Tay closed by crack. ", "Wolves return to Norfolk forest. "
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join([line("late", 2, bridge), line("other", 2, wolves), line("early", 1, bridge)]))
    task = GroupingTask()
    result = evaluate(task, task.items(file))
    assert [row["story"] for row in result.lines] == ["early", "other", "early"]
    assert result.figures["b_cubed_f1"] is None
