"""Lines that open with who speaks and a colon."""

import pytest

from articles.analysis.statements.transcripts import labelled, turns_in
from articles.analysis.text.layout import lay_out
from articles.analysis.types import Span


def turns(text: str) -> list[tuple[str, list[str]]]:
    found = turns_in(text, lay_out(text, headline=False).paragraphs)
    return [(text[t.who.start : t.who.end], [text[p.start : p.end] for p in t.parts]) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("ROE: So.\n\nHOLM: No.", []),
        ("ROE: So.\n\nROE: And so.\n\nROE: Yes.", []),
        ("ROE: So.\n\nHOLM: No.\n\nROE: Yes.", [("ROE", ["So."]), ("HOLM", ["No."]), ("ROE", ["Yes."])]),
        (
            "ANN ROE, host: So.\n\nIndeed.\n\n(Laughter)\n\nHOLM (on tape): No.\n\nROE: Yes.\n\nThe end.",
            [("ANN ROE, host", ["So.", "Indeed."]), ("HOLM", ["No."]), ("ROE", ["Yes."])],
        ),
        ("“ROE: So.”\n\n“HOLM: No.”\n\n“ROE: Yes.”", [("ROE", ["So."]), ("HOLM", ["No."]), ("ROE", ["Yes."])]),
    ],
)
def test_turns(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert turns(text) == expected


@pytest.mark.parametrize(("source", "found"), [("Ann Roe", True), ("Piers Holm", False)])
def test_a_headline_speaks_only_for_a_source_of_the_article(source: str, found: bool) -> None:
    text = f"Roe: The pier must go\n\n{source} said so."
    start = text.index(source)

    turn = labelled(text, Span(0, text.index("\n")), [Span(start, start + len(source))])

    assert (turn is not None) is found
    if turn is not None:
        assert [text[p.start : p.end] for p in turn.parts] == ["The pier must go"]
