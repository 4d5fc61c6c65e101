"""Where sentences end."""

import pytest

from articles.analysis.text.sentences import sentences_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("  \n ", []),
        ("Pier", ["Pier"]),
        ("The pier shut. It sank.", ["The pier shut.", "It sank."]),
        ("Mr. Voss met Dr. Roe. They left.", ["Mr. Voss met Dr. Roe.", "They left."]),
        ("J. R. Voss spoke. He left.", ["J. R. Voss spoke.", "He left."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("Sen. Roe, D-Ohio, left at 5 p.m. Monday. She came back.",
         ["Sen. Roe, D-Ohio, left at 5 p.m. Monday.", "She came back."]),
        ("It cost $3.5 million. It fell 2.5%. It sank.", ["It cost $3.5 million.", "It fell 2.5%.", "It sank."]),
        ("Well... Nobody knew. Wait… yes. Go.", ["Well...", "Nobody knew.", "Wait… yes.", "Go."]),
        ("She said no. He left.", ["She said no.", "He left."]),
        (
            "He fell ill. It was a near miss. They went to mass. It was over.",
            ["He fell ill.", "It was a near miss.", "They went to mass.", "It was over."],
        ),
        ("“Is it so?” he asked. “Yes.”", ["“Is it so?” he asked.", "“Yes.”"]),
        ("‘It is so.’ ‘Is it?’", ["‘It is so.’", "‘Is it?’"]),
        ("He said: “No.” She left.", ["He said: “No.”", "She left."]),
        ("Who? Me! You.", ["Who?", "Me!", "You."]),
        ("It was not I. You did it.", ["It was not I.", "You did it."]),
        ("(It sank.) It rose.", ["(It sank.)", "It rose."]),
        ("He is No. 1. She is not.", ["He is No. 1.", "She is not."]),
        ("It grew.\u00a0£4m was paid.", ["It grew.", "£4m was paid."]),
    ],
)  # fmt: skip
def test_sentences_end_at_stops_that_end_them(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences_in(text, 0, len(text))] == sentences


def test_spans_are_those_of_the_whole_text() -> None:
    text = "Not this. One here. Two here. Nor this."

    assert [tuple(span) for span in sentences_in(text, 10, 29)] == [(10, 19), (20, 29)]
