"""What follows from rows is worked out once, and no reader can make it grow without end."""

from articles.comparison.remembering import once_for_rows, token_of
from articles.comparison.rows import StoryRows

CALLS: list[int] = []


@once_for_rows
def doubled(rows: StoryRows, number: int) -> int:  # noqa: ARG001 - whatever they are
    CALLS.append(number)
    return 2 * number


def rows() -> StoryRows:
    return StoryRows((), (), False, (), (), (), {}, {})


def test_it_is_worked_out_once_for_the_same_rows() -> None:
    CALLS.clear()
    one, other = rows(), rows()
    assert [doubled(one, 1), doubled(one, 1), doubled(one, 2), doubled(other, 1)] == [2, 2, 4, 2]
    assert CALLS == [1, 2, 1]


def test_of_very_many_the_first_are_worked_out_anew() -> None:
    CALLS.clear()
    one = rows()
    assert [doubled(one, number) for number in range(2001)] == list(range(0, 4002, 2))
    assert doubled(one, 0) == 0
    assert [*range(2001), 0] == CALLS


def test_rows_have_a_token_that_no_other_rows_have() -> None:
    one, other = rows(), rows()
    assert token_of(one) == token_of(one)
    assert token_of(one) != token_of(other)
