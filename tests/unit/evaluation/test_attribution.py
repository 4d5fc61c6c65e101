import json
from pathlib import Path
from typing import Any

from articles.analysis.knowledge import Knowledge
from articles.evaluation.attribution import Attribution, AttributionTask, trimmed
from articles.evaluation.task import Judged, evaluate

TEXT = 'Mr Gray said that "the bridge is closed," and Ms Hill thinks that it may stay closed for weeks.'


def span(part: str) -> list[int]:
    start = TEXT.index(part)
    return [start, start + len(part)]


def statement(part: str, speaker: str | None, kind: str) -> dict[str, Any]:
    return {"parts": [span(part)], "speaker_span": span(speaker) if speaker else None, "kind": kind}


GOLD = [
    Attribution([span('that "the bridge is closed,"')], [span("Mr Gray")], quoted=True),
    Attribution([span("that it may stay closed for weeks")], [span("Ms Hill")], quoted=False),
]


def figures(*given: dict[str, Any]) -> dict[str, float | int | None]:
    return AttributionTask(Knowledge()).figures([Judged(TEXT, GOLD, list(given))])


def test_marks_edges_and_a_leading_that_are_trimmed_on_both_sides() -> None:
    assert trimmed(TEXT, [span('that "the bridge is closed,"')]) == trimmed(TEXT, [span("the bridge is closed")])
    assert trimmed(TEXT, [[0, 0], span(" that ")]) == trimmed(TEXT, [span("that")])


def test_all_right_is_one() -> None:
    found = figures(
        statement("the bridge is closed", "Gray", "mixed"),
        statement("it may stay closed for weeks", "Ms Hill", "indirect"),
    )
    names = ("overlap_f1", "exact_f1", "source")
    assert [found[f"{which}_{name}"] for which in ("quoted", "all") for name in names] == [1.0] * 6
    assert (found["quoted_contents"], found["all_contents"]) == (1, 2)


def test_a_content_that_overlaps_is_found_but_not_exact_and_a_wrong_source_counts_against() -> None:
    found = figures(statement("the bridge is", "Ms Hill", "direct"))
    assert (found["quoted_overlap_f1"], found["quoted_exact_f1"], found["quoted_source"]) == (1.0, 0.0, 0.0)
    assert (found["all_overlap_precision"], found["all_overlap_recall"]) == (1.0, 0.5)


def test_only_quoted_predictions_count_against_the_precision_of_quoted_ones() -> None:
    right, wrong = statement("the bridge is closed", None, "mixed"), statement("Mr Gray said", None, "indirect")
    assert figures(right, wrong)["quoted_overlap_precision"] == 1.0
    assert figures(right, wrong)["all_overlap_precision"] == 0.5
    assert figures(right, {**wrong, "kind": "direct"})["quoted_overlap_precision"] == 0.5
    assert figures(right)["quoted_source"] == 0.0


def test_articles_without_labels_are_predicted_and_not_measured(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"text": '"The bridge is closed," said Tom Gray.'}) + '\n{"text": ""}\n')
    task = AttributionTask(Knowledge())
    result = evaluate(task, task.items(file))
    assert result.figures["rows"] == 2
    assert result.figures["labelled"] == 0
    assert {value for key, value in result.figures.items() if key not in {"rows", "labelled"}} == {None}
    assert [[s["kind"] for s in line["statements"]] for line in result.lines] == [["direct"], []]
