"""Charts by month."""

from datetime import date

from articles.across.months import side_charts
from articles.comparison.rows import SideRow

UNION, BOARD = SideRow("Northern Union", "Union", "vermilion"), SideRow("Harbour Board", "Board", "blue")


def test_months_without_a_story_are_gaps_and_bars_are_of_one_scale() -> None:
    months, (union, board) = side_charts(
        [UNION, BOARD],
        {
            "Northern Union": {date(2025, 11, 1): (1, 4), date(2026, 2, 1): (2, 2)},
            "Harbour Board": {date(2026, 1, 1): (0, 1)},
        },
    )
    assert months == (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert [(bar.here, bar.anyone) for bar in union.bars] == [(1, 4), (0, 0), (0, 0), (2, 2)]
    assert [(bar.here_height, bar.anyone_height) for bar in union.bars] == [(10, 40), (0, 0), (0, 0), (20, 20)]
    assert [bar.anyone_height for bar in board.bars] == [0, 0, 10, 0]
    assert (union.here, union.anyone, union.width) == (3, 6, 48)


def test_only_the_last_two_years_stand_there() -> None:
    months, _ = side_charts([UNION], {"Northern Union": {date(2020, 1, 1): (9, 9), date(2026, 6, 1): (1, 1)}})
    assert (months[0], months[-1], len(months)) == (date(2024, 7, 1), date(2026, 6, 1), 24)


def test_two_months_are_no_course() -> None:
    assert side_charts([UNION], {"Northern Union": {date(2026, 5, 1): (1, 1), date(2026, 6, 1): (1, 1)}}) == ((), ())
    assert side_charts([UNION], {}) == ((), ())
