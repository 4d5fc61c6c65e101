"""What stands between quotation marks."""

import pytest

from articles.analysis.text.layout import lay_out
from articles.analysis.text.quotations import house_mark, quotations_in


def found(text: str) -> list[tuple[list[str], bool]]:
    quotations = quotations_in(text, lay_out(text, headline=False).paragraphs)
    return [([text[p.start : p.end] for p in q.parts], q.closed) for q in quotations]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("", []),
        ("“”", []),
        ("“ ”", []),
        ("The pier shut.", []),
        ("“A.” and “B.”", [(["A."], True), (["B."], True)]),
        ('"A," he said. "B."', [(["A,"], True), (["B."], True)]),
        ("“A.\n\n“B.”", [(["A.", "B."], True)]),
        ("“A.\n\nB.\n\n“C.”", [(["A."], False), (["C."], True)]),
        ("He said “the ‘big’ one”.", [(["the ‘big’ one"], True)]),
        pytest.param(
            'He said "the "big" one".',
            [(['the "big" one'], True)],
            marks=pytest.mark.xfail(reason="a nested straight mark is let open but not shut"),
        ),
        ("He said: “The pier is shut.\n\nThe board met.", [(["The pier is shut."], False)]),
        ("'It's the lads' boat,' he said.", [(["It's the lads' boat,"], True)]),
        ("‘We don’t know,’ he said.", [(["We don’t know,"], True)]),
        ("The boat of the '90s is the lads' own.", []),
        ('A plank of 12" by 6" and 9\'.', []),
        ("“A” and ‘B’", [(["A"], True)]),
        ("''A,'' he said. ''B.''", [(["A,"], True), (["B."], True)]),
        ("``A,'' he said.", [(["A,"], True)]),
        ("''I said, 'A,''' he said.", [(["I said, 'A,'"], True)]),
        ("''A.\n\n''B.''", [(["A.", "B."], True)]),
        ('<a title="A">He</a> said "B."', [(["B."], True)]),
    ],
)
def test_the_words_between_marks(text: str, quotations: list[tuple[list[str], bool]]) -> None:
    assert found(text) == quotations


def test_outer_bounds_hold_the_marks() -> None:
    text = "He said “no.”"
    (quotation,) = quotations_in(text, lay_out(text, headline=False).paragraphs)

    assert (quotation.start, quotation.end) == (8, 13)
    assert text[quotation.start : quotation.end] == "“no.”"


def test_outer_bounds_hold_twin_marks() -> None:
    text = "He said ''no.''"
    (quotation,) = quotations_in(text, lay_out(text, headline=False).paragraphs)

    assert text[quotation.start : quotation.end] == "''no.''"


@pytest.mark.parametrize(("text", "mark"), [("", "'"), ("'a'", "'"), ("\"a\" and 'b'", '"'), ("12\" and 'b'", "'")])
def test_a_house_quotes_with_double_marks_or_single_ones(text: str, mark: str) -> None:
    assert house_mark(text) == mark
