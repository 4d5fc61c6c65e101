"""Names in capitals, with what stands before and behind them."""

import pytest

from articles.analysis.speakers.candidates import candidates_in, is_title_line


def names(text: str) -> list[str]:
    return [candidate.name for candidate in candidates_in("a", text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("said Ann Roe.", ["Ann Roe"]),
        ("Sen. Ann M. Roe said", ["Ann M. Roe"]),
        ("Director of National Safety Ann Roe", ["Ann Roe"]),
        ("Senate Majority Leader Ann Roe", ["Ann Roe"]),
        ("Harbour Chairman", []),
        ("Ann Roe Friday said", ["Ann Roe"]),
        ("Paul de la Ferne Jr. said", ["Paul de la Ferne"]),
        ('Paul "Budge" Ferne', ["Paul Ferne"]),
        ("Zoë Åkerström-Roe", ["Zoë Åkerström-Roe"]),
        ("Mr. King said", ["King"]),
    ],
)
def test_names_without_what_does_not_belong_to_them(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("President Roe", "president"),
        ("Vice President Roe", "vice president"),
        ("former President Roe", "former president"),
        ("Mr. Roe", "mr."),
        ("Roe", None),
    ],
)
def test_the_title_before_a_name(text: str, title: str | None) -> None:
    (candidate,) = candidates_in("a", text, 0, len(text))

    assert candidate.title == title


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Roe Campaign Answers Harbour Board Over Closed Pier", True),
        ("Roe campaign answers harbour board over closed pier", False),
        ("Mary Delling, Paul Ferne and Anna Voss.", False),
        ("", False),
    ],
)
def test_headings_in_which_capitals_tell_nothing(line: str, heading: bool) -> None:
    assert is_title_line(line) is heading
