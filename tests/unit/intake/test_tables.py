"""Tables of articles: the names of columns, and rows that are refused one by one."""

import json
from collections.abc import Mapping

import pytest

from articles.intake.rows import Reason, Refusal, Row
from articles.intake.tables import column_of, read_table

LIMIT = 10_000


def read(name: str, text: str) -> list[Row | Refusal]:
    return list(read_table(name, text.encode(), limit=LIMIT))


def lines(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("text", "text"),
        ("Full Text", "text"),
        ("article_body", "text"),
        ("Title", "headline"),
        ("Publish date", "published"),
        ("SOURCE", "outlet"),
        ("Link", "url"),
        ("likes", None),
        ("", None),
        (None, None),
    ],
)
def test_a_column_is_known_by_the_names_that_people_give_it(header: str | None, column: str | None) -> None:
    assert column_of(header) == column


@pytest.mark.parametrize("parted", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_parts_its_columns(parted: str) -> None:
    text = parted.join(["Title", "Body", "Source", "Date", "likes"]) + "\n"
    text += parted.join(["Pier  shut", '"The pier is shut.\n\nFor ever."', "The Courier", "21 June 2022", "7"]) + "\n"

    assert read("a.csv", text) == [
        Row(
            "The pier is shut.\n\nFor ever.", "a.csv", place="line 2", headline="Pier shut", outlet="The Courier",
            published="2022-06-21",
        )
    ]  # fmt: skip


def test_an_object_a_line_is_a_row() -> None:
    text = lines({"text": "The pier is shut.", "authors": ["Ada Brown", "Ben Cole"], "url": None}) + "\n"

    assert read("a.jsonl", text) == [Row("The pier is shut.", "a.jsonl", place="line 1", byline="Ada Brown, Ben Cole")]


def test_a_list_of_objects_is_a_table_too() -> None:
    assert read("a.json", '[{"text": "One."}, {"text": "Two."}]') == [
        Row("One.", "a.json", place="entry 1"),
        Row("Two.", "a.json", place="entry 2"),
    ]


def test_a_bad_row_is_refused_by_itself_and_can_be_mended() -> None:
    found = read("a.csv", "text,date,note\n,2022-06-21,a\nThe pier.,3/4/2026,b\nThe quay.,,c\n")

    assert found == [
        Refusal(
            Reason.BAD_ROW, "a.csv, line 2, has no text: fill the column text.", "a.csv", "line 2",
            {"text": "", "date": "2022-06-21", "note": "a"},
        ),
        Refusal(
            Reason.BAD_ROW,
            "a.csv, line 3, has a date that is not certain (3/4/2026): write it as 2022-06-21.", "a.csv", "line 3",
            {"text": "The pier.", "date": "3/4/2026", "note": "b"},
        ),
        Row("The quay.", "a.csv", place="line 4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "a.csv",
            "title,date\nA,2022\n",
            " has no column with the texts (its columns are: title, date): name it text.",
        ),
        ("a.csv", "text\n", " has no rows: check that it is the file that you meant."),
        ("a.csv", 'text\n"open\n', " breaks off at line 1 (unexpected end of data): mend it there."),
        ("a.jsonl", "\n", " has no rows: check that it is the file that you meant."),
        ("a.jsonl", "{\n", ", line 1, is no JSON: mend it."),
        ("a.jsonl", "3\n", ", line 1, is no object with named values: write it as {“text”: …}."),
        ("a.jsonl", lines({"text": "a" * 20_000}), ", line 1, is over the limit of 0.01 MB: add it as text alone."),
        ("a.jsonl", lines({"text": "\ud800"}), ", line 1, holds characters that no article has: copy the text again."),
        ("a.jsonl", lines({"text": "a\0b"}), ", line 1, holds characters that no article has: copy the text again."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(name: str, text: str, fault: str) -> None:
    (refusal,) = read(name, text)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence == name + fault


def test_a_table_in_another_encoding_than_it_says_is_refused_whole() -> None:
    (refusal,) = read_table(
        "a.csv", "text\n桟橋は閉鎖された。今日から工事が始まる。\n".encode("shift_jis"), limit=LIMIT
    )
    assert isinstance(refusal, Refusal)
    assert refusal.reason == Reason.BAD_TABLE


def test_the_column_of_reasons_is_left_out_when_refusals_are_given_again() -> None:
    (refusal,) = read("a.csv", "text,refused_because\n,no text\n")
    assert isinstance(refusal, Refusal)
    assert refusal.values == {"text": ""}
