"""Characters made plain one for one."""

import pytest

from articles.analysis.text.folding import fold, trim


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("It’s “so”", 'It\'s "so"'),
        ("«so» „so‟", '"so" "so"'),
        ("no\u00a0break\u202fspace\ttab", "no break space tab"),
        ("10–15 — all", "10-15 - all"),
        ("one\r\ntwo\u2028three\u2029four", "one\n\ntwo\nthree\nfour"),
        ("Ünïcode \U0001f6a2 stays", "Ünïcode \U0001f6a2 stays"),
        ("half a pair \ud83d", "half a pair \ufffd"),
    ],
)
def test_marks_dashes_and_spaces_are_made_plain(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("start", "end", "also", "bounds"),
    [(0, 9, "", (2, 7)), (0, 9, ",", (3, 7)), (0, 2, "", (2, 2)), (3, 7, "", (3, 7)), (4, 4, "", (4, 4))],
)
def test_white_space_at_the_edges_is_left_out(start: int, end: int, also: str, bounds: tuple[int, int]) -> None:
    assert trim("  ,pier  ", start, end, also) == bounds
