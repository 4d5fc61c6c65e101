"""``evaluate``, ``group`` and ``extract`` as a person calls them."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

BRIDGE = "Engineers closed the Tay bridge after finding a crack in a steel girder near Newport."
WOLVES = "Rangers released four wolves into a Norfolk forest despite protests by sheep farmers."


def output_of(*arguments: str) -> tuple[Any, str]:
    """What a command writes on stdout, as JSON, and on stderr."""
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    rows = [
        {"id": "w", "story": "2", "title": "Wolves", "text": WOLVES, "date": "2026-03-02T08:00:00Z", "outlet": "A"},
        {"id": "b2", "story": "1", "title": "Bridge", "text": BRIDGE, "date": "2026-03-01T09:00:00Z", "outlet": "B"},
        {"id": "b1", "story": "1", "title": "Bridge", "text": BRIDGE, "date": "2026-03-01T08:00:00Z", "outlet": "A"},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_group_gives_each_id_once_in_order_of_time(articles: Path) -> None:
    given, told = output_of("group", str(articles), "--format", "json")
    assert given == {"stories": [{"articles": ["b1", "b2"]}, {"articles": ["w"]}]}
    assert told == "Grouping 3 articles\n"


def test_group_names_the_line_that_it_cannot_use(articles: Path) -> None:
    articles.write_text(articles.read_text() + '{"id": "x", "title": "", "text": "", "date": "yesterday"}\n')
    with pytest.raises(CommandError) as told:
        output_of("group", str(articles))
    assert str(told.value) == (
        "In line 4 of articles.jsonl, the key date must hold a date like 2026-11-22T06:30:00+00:00."
    )


def test_evaluate_gives_metrics_and_one_prediction_a_row_in_order(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "predictions.jsonl"
    given, told = output_of("evaluate", "grouping", str(articles), "--predictions", str(out))
    assert given == {
        "task": "grouping", "rows": 3, "labelled": 3, "b_cubed_f1": 1.0, "b_cubed_precision": 1.0,
        "b_cubed_recall": 1.0, "stories_found": 2, "stories_meant": 2,
    }  # fmt: skip
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {"story": "w"}, {"story": "b1"}, {"story": "b1"},
    ]  # fmt: skip
    assert told == "3 of 3 rows\n"


def test_evaluate_accepts_rows_without_labels(tmp_path: Path) -> None:
    file, out = tmp_path / "answers.jsonl", tmp_path / "predictions.jsonl"
    file.write_text('{"question": "Why?", "answers": [{"text": "to stop drugs"}, {"text": "to stop the drugs"}]}\n')
    given, _ = output_of("evaluate", "same_statement", str(file), "--predictions", str(out))
    assert given == {"task": "same_statement", "rows": 1, "labelled": 0, "balanced_accuracy": None}
    assert out.read_text() == '{"same": [[0, 1]]}\n'


def test_evaluate_names_the_line_that_it_cannot_use(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "A."}\n{"text": 7}\n')
    with pytest.raises(CommandError) as told:
        output_of("evaluate", "attribution", str(file))
    assert str(told.value) == "In line 2 of rows.jsonl, the key text must hold a text."


def test_evaluate_says_when_the_predictions_cannot_be_written(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        output_of("evaluate", "grouping", str(articles), "--predictions", str(tmp_path / "none" / "out.jsonl"))


def test_extract_gives_the_article_of_a_page(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    paragraphs = [f"The council said on day {n} that the bridge over the river would stay closed." for n in range(5)]
    file.write_text(
        "<html lang='en'><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        + "</article></body></html>"
    )
    given, told = output_of("extract", str(file), "--format", "json")
    assert given == {
        "title": "Bridge closed", "byline": None, "published": None, "language": "en",
        "body": "\n\n".join(paragraphs), "complete": True,
    }  # fmt: skip
    assert told == ""


def test_extract_refuses_in_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("")
    with pytest.raises(CommandError) as told:
        output_of("extract", str(file))
    assert str(told.value) == f"{file} holds no article that can be told from the page: paste its text."
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        output_of("extract", str(tmp_path / "none.html"))
