"""What changed between two versions: nothing is lost, what stayed is called so, and paragraphs find their new forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.text.folding import fold
from articles.comparison.alignment import Piece
from articles.comparison.changes import Became, Paragraph, changes
from articles.comparison.stretches import SHOWN, excerpts, stretches, summary

WORDS = "the ferry to Oake will sail on Friday after a vote of the council ended it said nobody 41 £1.4m".split()
paragraph = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
text = st.lists(paragraph, max_size=8).map("\n\n".join) | st.text(max_size=60)


def told(older: str, newer: str) -> list[tuple[str, str]]:
    """What became of each paragraph, with what went in brackets and what came in braces."""
    signs = {"same": "{}", "there": "[{}]", "here": "<{}>"}
    return [
        (one.became.value, "".join(signs[piece.kind].format(piece.text) for piece in one.pieces))
        for one in changes(older, newer)
    ]


def words(paragraphs: tuple[Paragraph, ...], *kinds: str) -> list[str]:
    joined = " ".join(piece.text for one in paragraphs for piece in one.pieces if piece.kind in kinds)
    return fold(joined).split()


@pytest.mark.parametrize(
    ("older", "newer", "expected"),
    [
        ("", "", []),
        ("One.", "One.", [("same", "One.")]),
        ("“One” – two.\n\nThree.", "\"One\"  - two.\nThree.", [("same", '"One" - two.'), ("same", "Three.")]),
        ("", "One.", [("added", "<One.>")]),
        ("One.", "", [("removed", "[One.]")]),
        (
            "The ferry sails on Friday.", "The last ferry sails on Monday.",
            [("changed", "The< last> ferry sails on[ Friday]< Monday>.")],
        ),
        (
            "The pier is shut.\nIt opened in 1931.", "The pier is shut.\nA bus will run.\nIt opened in 1931.",
            [("same", "The pier is shut."), ("added", "<A bus will run.>"), ("same", "It opened in 1931.")],
        ),
        (
            "The pier is shut.\nStorms are forecast.\nIt opened in 1931.",
            "The pier is shut for good.\nIt opened in 1930.",
            [
                ("changed", "The pier is shut< for good>."), ("removed", "[Storms are forecast.]"),
                ("changed", "It opened in[ 1931]< 1930>."),
            ],
        ),
    ],
)  # fmt: skip
def test_what_became_of_each_paragraph(older: str, newer: str, expected: list[tuple[str, str]]) -> None:
    assert told(older, newer) == expected


@given(text, text)
def test_no_word_of_either_version_is_lost(older: str, newer: str) -> None:
    found = changes(older, newer)
    letters = ("".join(words(found, "same", kind)) for kind in ("there", "here"))
    assert list(letters) == ["".join(fold(older).split()), "".join(fold(newer).split())]


@given(text)
def test_a_text_has_not_changed_from_itself(same: str) -> None:
    assert {one.became for one in changes(same, same)} <= {Became.SAME}


@given(text, text)
def test_what_is_shown_and_what_is_folded_are_all_paragraphs_in_order(older: str, newer: str) -> None:
    found = changes(older, newer)
    parts = list(stretches(found))
    assert [one for part in parts for one in part.paragraphs] == list(found)
    folded = [one for part in parts if part.folded for one in part.paragraphs]
    assert all(one.became is Became.SAME for one in folded)


def test_long_texts_that_have_nothing_in_common_are_not_set_against_each_other_pair_by_pair() -> None:
    older = "\n".join(f"old paragraph {number} of many words about ferries" for number in range(20_000))
    newer = "\n".join(f"new sentence {number} that tells of another harbour" for number in range(20_000))
    assert len(changes(older, newer)) == 40_000
    assert told("one " * 100_000, "one two " * 100_000)[0][0] == "changed"


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        ("One.", " One. ", "Only spaces, marks or line breaks changed."),
        ("", "One more.", "1\u00a0paragraph added · 2\u00a0words added, 0 removed"),
        (
            "The pier is shut.\nIt opened in 1931.\nStorms are forecast.", "The pier is shut now.\nIt opened in 1930.",
            "2\u00a0paragraphs changed, 1 removed · 2\u00a0words added, 4 removed",
        ),
    ],
)  # fmt: skip
def test_changes_are_counted(older: str, newer: str, said: str) -> None:
    assert summary(changes(older, newer)) == said


def test_one_paragraph_stands_on_either_side_of_a_change() -> None:
    older = "\n".join(f"Paragraph {number}." for number in range(9))
    parts = list(stretches(changes(older, older.replace("Paragraph 4.", "Quite another line."))))
    assert [(part.folded, len(part.paragraphs)) for part in parts] == [
        ("3\u00a0paragraphs unchanged", 3),
        ("", 4),
        ("3\u00a0paragraphs unchanged", 3),
    ]


def test_excerpts_hold_little_more_than_what_changed() -> None:
    line = " ".join(f"word{number}" for number in range(80))
    older, newer = f"{line} old {line}", f"{line} new {line}"
    (part,), left_out = excerpts(changes(older, newer))
    (shown,) = part.paragraphs
    assert shown.pieces == (
        Piece("same", f"… {line[-60:].partition(' ')[2]}"),
        Piece("there", " old"),
        Piece("here", " new"),
        Piece("same", f" {line[:60].rpartition(' ')[0]} …"),
    )
    assert left_out == 0


def test_a_text_that_was_written_anew_is_not_given_away_by_its_excerpts() -> None:
    newer = "\n".join(" ".join(f"word{line}x{number}" for number in range(80)) for line in range(10))
    (part,), left_out = excerpts(changes("Quite another text.", newer))
    assert (len(part.paragraphs), left_out) == (6, 5)
    assert all(len(piece.text) <= SHOWN + 2 for one in part.paragraphs for piece in one.pieces)
    assert excerpts(changes("One.", "One.")) == ((), 0)
