"""Two passages word by word."""

import pytest

from articles.analysis.text.differences import differences

type Row = tuple[str, str | None, str | None]


def rows(left: str, right: str) -> list[Row]:
    return [
        (
            d.op,
            left[d.left.start : d.left.end] if d.left else None,
            right[d.right.start : d.right.end] if d.right else None,
        )
        for d in differences(left, right)
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("", "", []),
        ("pier", "pier", [("same", "pier", "pier")]),
        ("pier", "", [("left_only", "pier", None)]),
        ("", "pier", [("right_only", None, "pier")]),
        ("the picket line", "the picket lines", [("same", "the picket", "the picket"), ("changed", "line", "lines")]),
        ("No-one came", "No one came", [("changed", "No-one", "No one"), ("same", "came", "came")]),
        ("the old pier", "the pier", [("same", "the", "the"), ("left_only", "old", None), ("same", "pier", "pier")]),
        ("pay & jobs", "pay and jobs",
         [("same", "pay", "pay"), ("changed", "&", "and"), ("same", "jobs", "jobs")]),
        ("The Pier", "The pier", [("same", "The", "The"), ("changed", "Pier", "pier")]),
        ("so it is.", "so it is!", [("same", "so it is", "so it is"), ("changed", ".", "!")]),
    ],
)  # fmt: skip
def test_words_are_aligned_in_order(left: str, right: str, expected: list[Row]) -> None:
    assert rows(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [("It’s “so”", 'It\'s "so"'), ("10–15", "10-15"), ("no\u00a0break", "no  break"), ("a\r\nb", "a\nb")],
)
def test_kinds_of_marks_dashes_and_spaces_are_no_difference(left: str, right: str) -> None:
    assert rows(left, right) == [("same", left, right)]
