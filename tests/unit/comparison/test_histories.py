"""Since when a passage stands in a text, and since when no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.comparison.histories import History, VersionRow, stands_in, when

START = datetime(2022, 6, 21, 8, 0, tzinfo=UTC)
SAID = "We will not go back without a deal."


def history(*texts: str, incomplete: int = 0) -> History:
    return History(
        tuple(
            VersionRow(number, START + timedelta(hours=number), text, number != incomplete)
            for number, text in enumerate(texts, start=1)
        )
    )


WITH, WITHOUT = f"Ann Lee spoke. “{SAID}”", "Ann Lee spoke."


def number(row: VersionRow | None) -> int | None:
    return row.number if row else None


@pytest.mark.parametrize(
    ("texts", "added"),
    [
        ((WITH, WITH), None),
        ((WITHOUT, WITH), 2),
        ((WITHOUT, WITH, WITH), 2),
        ((WITH, WITHOUT, WITH), 3),
        ((WITHOUT, WITHOUT, WITH), 3),
    ],
)
def test_since_when_a_passage_stands_there(texts: tuple[str, ...], added: int | None) -> None:
    assert number(history(*texts).added(SAID)) == added
    assert history(*texts).gone(SAID) is None


@pytest.mark.parametrize(
    ("texts", "gone"), [((WITH, WITHOUT), 2), ((WITH, WITHOUT, WITHOUT), 2), ((WITHOUT, WITHOUT), None)]
)
def test_since_when_a_passage_stands_there_no_longer(texts: tuple[str, ...], gone: int | None) -> None:
    assert number(history(*texts).gone(SAID)) == gone


@pytest.mark.parametrize(
    ("texts", "incomplete", "added"),
    [
        ((WITHOUT, WITH), 1, None),
        ((WITHOUT, WITHOUT, WITH), 1, 3),
        ((WITHOUT, WITHOUT, WITH), 2, None),
    ],
)
def test_an_incomplete_text_without_a_passage_proves_nothing(
    texts: tuple[str, ...], incomplete: int, added: int | None
) -> None:
    assert number(history(*texts, incomplete=incomplete).added(SAID)) == added


def test_nothing_has_gone_from_a_text_that_is_cut_off() -> None:
    assert history(WITH, WITHOUT, incomplete=2).gone(SAID) is None


def test_a_few_words_are_not_called_gone() -> None:
    assert history("We will not go.", "Nobody goes.").gone("We will not go") is None


@pytest.mark.parametrize(
    ("passage", "text", "stands"),
    [
        ("we will not go", "“We will  not\ngo”, she said", True),
        ("will not go", "we will not gossip", False),
        ("", "anything", True),
        ("We will not go back without a fair deal", "They said: we will not go back without a deal", True),
        ("We will not go back for 500 jobs and a deal", "we will not go back for 600 jobs and a deal", False),
        ("We will go back to work without a deal", "we will not go back to work without a deal", False),
    ],
)
def test_a_passage_stands_in_a_text_but_for_small_changes(passage: str, text: str, stands: bool) -> None:
    assert stands_in(passage, text) is stands


def test_when_is_told_in_words_for_all_or_for_some() -> None:
    first, second = history(WITHOUT, WITH).versions
    assert when([second, second]) == ("Tuesday 21 June 2022, 11:00", True)
    assert when([None, second]) == ("Tuesday 21 June 2022, 11:00", False)
    assert when([second, first]) == ("Tuesday 21 June 2022, 10:00 and Tuesday 21 June 2022, 11:00", True)
    assert when([None]) == ("", False)
