"""What readers without an account see of a text that is not licensed: the sentences around its marks."""

from collections.abc import Iterable, Sequence
from html import escape

from articles.analysis.types import Span
from articles.comparison.marks import Block, Mark, MarksInOrder, render
from articles.comparison.rows import ArticleRow

_LEFT_OUT = '<p class="left-out"><span class="visually-hidden">Text left out</span></p>'
_GAP = '<span class="left-out-here"> […] </span>'


def excerpts(article: ArticleRow, passages: Iterable[Span]) -> tuple[Span, ...]:
    """The headline or the first sentence, and each sentence that holds a passage; in order, none twice."""
    return excerpt_spans(article.headline_span, article.sentences, passages)


def excerpt_spans(headline: Span | None, sentences: Sequence[Span], passages: Iterable[Span]) -> tuple[Span, ...]:
    """The same for a text of which only the layout is known."""
    wanted = sorted(passages)
    shown = [headline] if headline else list(sentences[:1])
    shown += [s for s in sentences if any(p.start < s.end and s.start < p.end for p in wanted)]
    return tuple(sorted(set(shown)))


def excerpts_html(text: str, blocks: Iterable[Block], visible: Sequence[Span], marks: Sequence[Mark]) -> str:
    """The visible parts of each block as a ``<p>``, with a sign wherever something is left out."""
    pieces: list[str] = []
    ordered = MarksInOrder(marks)
    for block in blocks:
        start, end = block.span
        inside = [one for one in visible if one.start < end and one.end > start and one.start < one.end]
        shown = joined(text, [Span(max(one.start, start), min(one.end, end)) for one in inside])
        if shown:
            pieces.append(f'<p class="{escape(block.classes)}">{_inside(text, block.span, shown, ordered)}</p>')
        elif pieces[-1:] != [_LEFT_OUT]:
            pieces.append(_LEFT_OUT)
    return "".join(pieces)


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but white space between them made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _inside(text: str, block: Span, shown: Sequence[Span], marks: MarksInOrder) -> str:
    html = _GAP.join(render(text, marks.within(span), span) for span in shown)
    before = _GAP if text[block.start : shown[0].start].strip() else ""
    after = _GAP if text[shown[-1].end : block.end].strip() else ""
    return f"{before}{html}{after}"
