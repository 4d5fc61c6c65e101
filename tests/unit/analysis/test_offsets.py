"""Whatever the text, no reading fails and every span is true to it."""

import json
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.analysis import compare, decode_reading, encode_reading, read
from articles.analysis.knowledge import Knowledge, KnownSide, KnownSpeaker
from articles.analysis.output import comparison_json
from articles.analysis.text.differences import differences
from articles.analysis.text.folding import fold
from articles.analysis.text.layout import lay_out
from articles.analysis.text.quotations import quotations_in
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import Comparison, Span, SpeakerKind, Status
from articles.framing import measure

KNOWLEDGE = Knowledge(
    sides=(KnownSide("Harbour Party", "Harb", "blue", ("Harbourites", "D-")), KnownSide("Crews", "Crew", "teal")),
    speakers=(
        KnownSpeaker("Mara Delling", SpeakerKind.PERSON, "Harbour Party", ("Delling",)),
        KnownSpeaker("Harbour Workers’ Union", SpeakerKind.ORGANISATION, "Crews", ("HWU",)),
    ),
)
ODD = (
    "aZé1 .,:;!?'\"“”‘’„«»`´′″‛-–—…()[]@#£%\n\r\t"
    "\u00a0\u2028\u2029\u200b\ufeff\u0085\x00\u0301\u20dd\U0001f6a2\U0001d504ßİǅ"
)
PIECES = [
    *"\"'“”‘’.,:;-—…\n\r() ", "\r\n", "\n\n", "\r\n\r\n", "\u2028", "\u00a0", "\x00", "\U0001f6a2", "e\u0301",
    "Mara Delling", "MARA\u00a0Delling", "Delling’s office", "Tobias “Toby” Ferne", "Sen. Jane Roe, D-Ohio,", "the HWU",
    "the memo", "Harbourites", "she", "He", "They", "who", " said", " says ", " told the board", " to go", " that ",
    "said:", "saying", "according to", "Asked what", "was criticised by", "urged", "denied", "called it", "did not say",
    "the pier is shut", "It will not open.", "U.S.", "£4.2m", "READ MORE: ", "READ NEXT:\n- ", "Advertisement",
    "the selfish strike", "a disgrace", "and", "of", "“The pier is shut,”", "‘We won’t go,’",
]  # fmt: skip
any_text = st.text(max_size=120) | st.text(alphabet=ODD, max_size=160)
composed = st.lists(st.sampled_from(PIECES), max_size=28).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=28
).map("".join)
texts = any_text | composed

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=100, deadline=None)


def check_order(spans: Sequence[Span], length: int) -> None:
    """Inside the text, not empty, in order, apart."""
    assert all(0 <= span.start < span.end <= length for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


def check_inside(spans: Sequence[Span | None], length: int) -> None:
    assert all(0 <= span.start < span.end <= length for span in spans if span is not None)


def check(comparison: Comparison, texts: dict[str, str]) -> None:
    assert {key: article.text for key, article in comparison.articles.items()} == texts
    for key, article in comparison.articles.items():
        text, length = texts[key], len(texts[key])
        for spans in (article.paragraphs, article.sentences, article.boilerplate):
            check_order(spans, length)
        check_inside([article.headline, *(loaded.span for loaded in article.loaded)], length)
        assert set(article.boilerplate) <= set(article.paragraphs)
        report = [p for p in article.paragraphs if p not in set(article.boilerplate)]
        assert all(any(p.start <= s.start and s.end <= p.end for p in report) for s in article.sentences)
        assert article.headline is None or article.headline in report
        assert [s.id for s in article.statements] == [f"s{n}" for n in range(1, len(article.statements) + 1)]
        for statement in article.statements:
            check_order(statement.parts, length)
            check_inside([statement.cue, statement.speaker_span, *(s.span for s in statement.stances)], length)
            assert all(text[p.start : p.end] == text[p.start : p.end].strip() for p in statement.parts)
            assert all(any(p.start <= part.start and part.end <= p.end for p in report) for part in statement.parts)
            assert 0.0 <= statement.confidence <= 1.0
            assert 1 <= statement.paragraph <= len(article.paragraphs)
    for point in comparison.points:
        assert list(point.coverage) == list(texts)
        others = [cell.status for key, cell in point.coverage.items() if key != point.only_in]
        assert point.only_in is None or set(others) == {Status.ABSENT}
        for key, cell in point.coverage.items():
            check_inside([*cell.spans, cell.nearest.span if cell.nearest else None], len(texts[key]))
            assert cell.status.carries == bool(cell.spans)
            assert {*cell.statements} <= {s.id for s in comparison.articles[key].statements}
    assert [finding.rank for finding in comparison.findings] == list(range(1, len(comparison.findings) + 1))
    for finding in comparison.findings:
        for evidence in (*finding.evidence, *finding.nearest):
            check_inside([evidence.span], len(texts[evidence.article]))


@given(texts, st.booleans())
@few
@example("", True)
@example("\x00", True)
@example("“", False)
@example("Advertisement", False)
def test_a_reading_is_true_to_any_text(text: str, headline: bool) -> None:
    reading = read(text, headline=headline)

    check(compare({"a": reading}, KNOWLEDGE), {"a": text})
    assert decode_reading(text, json.loads(json.dumps(encode_reading(reading)))) == reading


@given(texts, texts)
@few
@example("", "")
@example("", "Mara Delling said the pier is shut.")
def test_a_comparison_is_true_to_any_two_texts(first: str, second: str) -> None:
    comparison = compare({"a": read(first), "b": read(second)}, KNOWLEDGE)

    check(comparison, {"a": first, "b": second})
    json.dumps(comparison_json(comparison, measure(comparison)))


@given(texts)
@many
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(texts)
@many
def test_layout_takes_every_visible_character_once(text: str) -> None:
    layout = lay_out(text)

    check_order(layout.paragraphs, len(text))
    taken = {at for span in layout.paragraphs for at in range(*span)}
    assert all(fold(text[at]).isspace() for at in range(len(text)) if at not in taken)


@given(texts)
@many
def test_sentences_of_a_paragraph_are_apart_and_leave_nothing_out(text: str) -> None:
    spans = sentences_in(text, 0, len(text))

    check_order(spans, len(text))
    taken = {at for span in spans for at in range(*span)}
    assert all(fold(text[at]).isspace() for at in range(len(text)) if at not in taken)


@given(texts)
@many
def test_quotations_are_apart_and_within_their_marks(text: str) -> None:
    paragraphs = lay_out(text).paragraphs
    found = quotations_in(text, paragraphs)

    check_order([outer for quotation in found for outer in quotation.outer], len(text))
    for quotation in found:
        assert len(quotation.parts) == len(quotation.outer)
        assert quotation.outer[0].start < quotation.parts[0].start
        assert all(o.start <= p.start < p.end <= o.end for p, o in zip(quotation.parts, quotation.outer, strict=True))
        assert all(any(p.start <= o.start and o.end <= p.end for p in paragraphs) for o in quotation.outer)


@given(texts, texts)
@many
def test_differences_go_through_both_texts_in_order(left: str, right: str) -> None:
    found = differences(left, right)

    check_order([d.left for d in found if d.left is not None], len(left))
    check_order([d.right for d in found if d.right is not None], len(right))
    assert all((d.left is None) == (d.op == "right_only") for d in found)
    assert all((d.right is None) == (d.op == "left_only") for d in found)


@pytest.mark.parametrize("text", ["", "\n\n", "Pier", "Advertisement", "READ MORE: pier shut", "\ufeff"])
def test_a_text_with_no_report_says_nothing(text: str) -> None:
    comparison = compare({"a": read(text), "b": read(text)}, Knowledge())

    assert [article.statements for article in comparison.articles.values()] == [(), ()]
    assert comparison.points == ()
    assert comparison.findings == ()
