from collections.abc import Sequence

import pytest

from articles.analysis.stance.acts import acts_in
from articles.analysis.text.parses import parses
from articles.analysis.types import Span

PARTIES = ("Delling", "Voss", "Dockers")


def acts(text: str, parties: Sequence[str] = PARTIES) -> list[tuple[str, int, str]]:
    (doc,) = parses([text])
    if doc is None:
        pytest.skip("no language model is installed")

    def named(head: Span) -> Span | None:
        return head if text[head.start : head.end] in parties else None

    return [
        (text[act.subject.start : act.subject.end], act.sign, text[act.object.start : act.object.end])
        for act in acts_in(doc, named)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Delling blasted Voss on Monday.", [("Delling", -1, "Voss")]),
        ("Delling praised Voss on Monday.", [("Delling", 1, "Voss")]),
        ("Voss was criticised by Delling.", [("Delling", -1, "Voss")]),
        ("Delling refused to support Voss.", [("Delling", -1, "Voss")]),
        ("Delling did not support Voss.", [("Delling", -1, "Voss")]),
        ("Dockers oppose Voss's nomination.", [("Dockers", -1, "Voss")]),
        ("Delling met Voss on Monday.", []),
        ("The crowd cheered Voss.", []),
    ],
)
def test_who_acts_for_or_against_whom(text: str, found: list[tuple[str, int, str]]) -> None:
    assert acts(text) == found
