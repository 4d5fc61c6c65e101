from pathlib import Path

import pytest

from articles.evaluation.arrivals import arrivals_of
from articles.evaluation.lines import BadFile, rows_of
from articles.evaluation.same_statement import SameStatementTask
from articles.evaluation.target_tone import TargetToneTask


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.jsonl"


def test_blank_lines_are_no_rows_but_count_as_lines(file: Path) -> None:
    file.write_bytes(b'{"a": 1}\n\n{"a": 2}\r\n')
    assert [(row.values["a"], row.place) for row in rows_of(file)] == [
        (1, "line 1 of rows.jsonl"),
        (2, "line 3 of rows.jsonl"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file rows.jsonl holds no row: write one JSON object a line."),
        (
            b'{"a": 1}\n{"a": \n',
            "In line 2 of rows.jsonl, there is no whole JSON object: expecting value at character 6.",
        ),
        (b"[1]\n", "In line 1 of rows.jsonl, there is no JSON object: write one object a line."),
        (b'{}\n"\xff"\n', "In line 2 of rows.jsonl, byte 1 is not UTF-8: save the file as UTF-8."),
    ],
)
def test_a_bad_file_is_told_in_one_sentence_that_names_the_line(file: Path, content: bytes, sentence: str) -> None:
    file.write_bytes(content)
    with pytest.raises(BadFile) as told:
        rows_of(file)
    assert str(told.value) == sentence


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"none\.jsonl cannot be read: No such file or directory\."):
        rows_of(tmp_path / "none.jsonl")


def test_a_label_that_no_task_knows_is_told(file: Path) -> None:
    file.write_text('{"sentence": "A b.", "start": 0, "end": 1, "polarity": "bad"}')
    with pytest.raises(BadFile) as told:
        TargetToneTask().items(file)
    assert str(told.value) == (
        "In line 1 of rows.jsonl, the key polarity must hold one of negative, neutral, positive."
    )


def test_a_target_outside_its_sentence_is_told(file: Path) -> None:
    file.write_text('{"sentence": "A b.", "start": 2, "end": 9}')
    with pytest.raises(BadFile, match=r"In line 1 of rows\.jsonl, start and end must mark characters"):
        TargetToneTask().items(file)


def test_an_answer_that_does_not_fit_is_named_within_its_line(file: Path) -> None:
    file.write_text('{"question": "Why?", "answers": [{"text": "a"}, {"text": 5}]}')
    with pytest.raises(BadFile) as told:
        SameStatementTask().items(file)
    assert str(told.value) == "In answer 2 of line 1 of rows.jsonl, the key text must hold a text."


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": "b", "title": "t", "text": "x", "date": "soon"}', "the key date must hold a date like"),
        ('{"id": "a", "title": "t", "text": "x", "date": "2026-01-02"}', "the id 'a' stands a second time"),
        ('{"title": "t", "text": "x", "date": "2026-01-02"}', "the key id must hold a text"),
        ('{"id": "b", "title": "t", "text": 3, "date": "2026-01-02"}', "the key text must hold a text"),
    ],
)
def test_an_article_that_cannot_be_grouped_is_named_by_its_line(file: Path, line: str, what: str) -> None:
    file.write_text('{"id": "a", "title": null, "text": null, "date": "2026-01-01T10:00:00-05:00"}\n' + line)
    with pytest.raises(BadFile, match=r"^In line 2 of rows\.jsonl, ") as told:
        arrivals_of(rows_of(file))
    assert what in str(told.value)
