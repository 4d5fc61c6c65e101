"""Headline, paragraphs and the lines that are no part of the report."""

import pytest

from articles.analysis.text.layout import lay_out


def headline(text: str, *, may: bool = True) -> str | None:
    span = lay_out(text, headline=may).headline
    return None if span is None else text[span.start : span.end]


def left_out(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    return [text[span.start : span.end] for span in lay_out(text, headline=False).boilerplate]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pier shut\n\nIt shut on Friday.", "Pier shut"),
        ("Pier shut\r\n\r\nIt shut on Friday.", "Pier shut"),
        ("\n\nPier shut\n\nIt shut on Friday.", "Pier shut"),
        ("Pier to shut...\n\nIt shut on Friday.", "Pier to shut..."),
        ("Pier shut.\n\nPier shut.\n\nIt shut on Friday.", "Pier shut."),
        ("Pier shut.\n\nIt shut on Friday.", None),
        ("“Pier shut.”\n\nIt shut on Friday.", None),
        ("Pier shut\nIt shut on Friday.", None),
        ("Pier shut\r\nIt shut on Friday.", None),
        ("Pier shut", None),
        ("", None),
    ],
)
def test_the_first_line_is_a_headline_when_a_blank_line_follows_and_it_is_no_sentence(
    text: str, found: str | None
) -> None:
    assert headline(text) == found


def test_a_text_can_be_said_to_have_no_headline() -> None:
    assert headline("Pier shut\n\nIt shut on Friday.", may=False) is None


def test_a_headline_that_is_repeated_is_left_out_the_second_time() -> None:
    text = "Pier shut\n\nPier shut\n\nIt shut on Friday."
    layout = lay_out(text)

    assert [tuple(span) for span in layout.boilerplate] == [(11, 20)]
    assert [text[span.start : span.end] for span in layout.body] == ["It shut on Friday."]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Pier sale ‘a lie’, says harbour master",
        "Read next | Pier sold",
        "Watch: the pier falls",
        "Picture: Oona Rackstraw",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below the picture",
        "Follow us on every platform",
        "© Quayside Media 2026",
        "All rights reserved.",
        "Sign up to our newsletter for the news of the quay",
        "Get all the news of the quay delivered to your inbox: subscribe here",
        "Tobias Ferne/Getty Images",
        "(Reuters/Tobias Ferne)",
        "Picture Getty",
        "The Quayside Post:",
        "This article was updated on Friday.",
        "Tobias Ferne and Jane Roe contributed to this report.",
    ],
)
def test_promos_captions_and_credits_are_left_out(line: str) -> None:
    assert left_out("The pier shut.", line, "It will not open.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Sources: the board has met twice",
        "The Quayside Post: strike is off",
        "She read more of the report to the board.",
        "The board will watch the sale.",
        "He asked members to sign up for the strike.",
        "- Pier shut",
        "Reuters reported that the pier was shut, and that it would not open before June at the earliest.",
    ],
)
def test_lines_of_the_report_stay(line: str) -> None:
    assert left_out("The pier shut.", line) == []


def test_a_list_goes_with_its_label_and_ends_with_its_bullets() -> None:
    assert left_out("The pier shut.", "READ NEXT:", "- Pier sold", "• Board out", "1. Crews in", "It is shut.") == [
        "READ NEXT:", "- Pier sold", "• Board out", "1. Crews in",
    ]  # fmt: skip
