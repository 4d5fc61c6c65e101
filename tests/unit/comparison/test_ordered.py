"""What stands in a part of a text is found whatever its length."""

from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.types import Span
from articles.comparison.ordered import InOrder, overlap

spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(*sorted(ends)))


@given(st.lists(spans, max_size=12), spans)
def test_all_that_share_a_character_are_found_by_their_starts(placed: list[Span], part: Span) -> None:
    found = InOrder(zip(placed, placed, strict=True)).within(part)
    assert found == sorted((span for span in placed if overlap(span, part)), key=lambda span: span.start)
