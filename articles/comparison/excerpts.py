"""What readers without an account see of a text that is not licensed: the sentences around its marks."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from articles.analysis.types import Span
from articles.comparison.marks import Block, Mark, render
from articles.comparison.ordered import InOrder
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
    ordered = InOrder((mark.span, mark) for mark in marks)
    return without_repeated_signs(
        excerpt_html(text, block, visible_in(text, block, visible), ordered.within(block.span)) for block in blocks
    )


def visible_in(text: str, block: Block, visible: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of a block that are visible."""
    start, end = block.span
    inside = [one for one in visible if one.start < end and one.end > start and one.start < one.end]
    return tuple(joined(text, [Span(max(one.start, start), min(one.end, end)) for one in inside]))


def excerpt_html(text: str, block: Block, shown: Sequence[Span], marks: Sequence[Mark]) -> str:
    """A block of which these parts are shown; the sign alone where nothing is."""
    if not shown:
        return _LEFT_OUT
    html = _GAP.join(render(text, marks, span) for span in shown)
    before = _GAP if text[block.span.start : shown[0].start].strip() else ""
    after = _GAP if text[shown[-1].end : block.span.end].strip() else ""
    return f'<p class="{escape(block.classes)}">{before}{html}{after}</p>'


def without_repeated_signs(pieces: Iterable[str]) -> str:
    """Excerpts one behind the other: where several blocks in a row are left out, one sign says so."""
    return "".join(_LEFT_OUT if left_out else "".join(run) for left_out, run in groupby(pieces, _LEFT_OUT.__eq__))


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing but white space between them made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
