"""Text and marks to HTML, exactly: without its tags, the HTML is the text again.

Marks may overlap in any way. Where one ends inside another, the inner one is closed and opened again, so
that elements always nest; ``id`` and label then stand on its first piece only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import NamedTuple

from articles.analysis.types import Span
from articles.comparison.ordered import InOrder, overlap


class Mark(NamedTuple):
    """A stretch of text with its classes.

    Of two marks over the same characters the one with the smaller ``rank`` is outside. ``ident`` and
    ``label`` are written once, ``point`` (the number of a point) on every piece.
    """

    span: Span
    classes: str
    rank: int = 0
    ident: str = ""
    label: str = ""
    point: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph to be rendered: where it stands and the classes of its element; or what is ``between`` two."""

    span: Span
    classes: str = ""
    between: bool = False


def render(text: str, marks: Iterable[Mark], within: Span | None = None) -> str:
    """The characters ``within`` the text (all, when None) as escaped HTML with its marks as nested spans.

    Parts of marks that lie outside are left out; empty marks are dropped.
    """
    bounds = within or Span(0, len(text))
    kept = [mark for mark in marks if overlap(mark.span, bounds)]
    cuts = {bounds.start, bounds.end}
    for mark in kept:
        cuts |= {max(mark.span.start, bounds.start), min(mark.span.end, bounds.end)}
    kept.sort(key=lambda mark: (mark.rank, mark.span.start, -mark.span.end))
    edges = sorted(cuts)
    pieces: list[str] = []
    still: list[Mark] = []
    begun: set[int] = set()
    for start, end in pairwise(edges):
        here = [mark for mark in kept if mark.span.start <= start and mark.span.end >= end]
        same = _shared(still, here)
        pieces.append("</span>" * (len(still) - same))
        for mark in here[same:]:
            # A mark that began before these bounds has had its id and label in an earlier block.
            first = id(mark) not in begun and mark.span.start >= bounds.start
            pieces.append(_opening(mark, first=first))
            begun.add(id(mark))
        pieces.append(_escape(text[start:end]))
        still = here
    pieces.append("</span>" * len(still))
    return "".join(pieces)


def lay_out(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The whole text in its order: each block to the end of its line, and what stands between them as ``between``.

    Blocks must not overlap; one that does is left to the text between blocks.
    """
    laid: list[Block] = []
    at = 0
    for block in sorted(blocks, key=lambda block: block.span):
        if block.span.start < at or block.span.end <= block.span.start or block.span.end > len(text):
            continue
        end = _line_end(text, block.span.end)
        laid += [Block(Span(at, block.span.start), between=True), Block(Span(block.span.start, end), block.classes)]
        at = end
    laid.append(Block(Span(at, len(text)), between=True))
    return tuple(block for block in laid if block.span.start < block.span.end)


def is_bare(text: str, block: Block) -> bool:
    """Whether a block is nothing but the white space between two."""
    return block.between and not text[block.span.start : block.span.end].strip()


def render_block(text: str, block: Block, marks: Iterable[Mark]) -> str:
    """A block of the laid out text as a ``<p>``; white space between two stays bare: no mark is written there."""
    if is_bare(text, block):
        return _escape(text[block.span.start : block.span.end])
    return _paragraph(render(text, marks, block.span), block.classes)


def render_blocks(text: str, blocks: Iterable[Block], marks: Iterable[Mark]) -> str:
    """The whole text as it is laid out, with its marks."""
    begun = (from_its_first_letter(mark, text) for mark in marks)
    ordered = InOrder((mark.span, mark) for mark in begun)
    return "".join(render_block(text, block, ordered.within(block.span)) for block in lay_out(text, blocks))


def _line_end(text: str, end: int) -> int:
    """Over the blanks after a block: a no-break space between two paragraphs would stand as an empty line."""
    while end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return end


def from_its_first_letter(mark: Mark, text: str) -> Mark:
    """The mark without white space before it, which may stand between blocks, where no mark is written."""
    start, end = mark.span
    while start < end and text[start].isspace():
        start += 1
    return mark if start == mark.span.start else mark._replace(span=Span(start, end))


def _paragraph(html: str, classes: str) -> str:
    return f'<p class="{escape(classes)}">{html}</p>' if classes else f"<p>{html}</p>"


def _shared(still: Sequence[Mark], here: Sequence[Mark]) -> int:
    """How many of the outermost open marks go on."""
    count = 0
    for old, new in zip(still, here, strict=False):
        if old is not new:
            break
        count += 1
    return count


def _opening(mark: Mark, *, first: bool) -> str:
    attributes = [f'class="{escape(mark.classes)}"']
    if first and mark.ident:
        attributes.append(f'id="{escape(mark.ident)}"')
    if first and mark.label:
        attributes.append(f'data-label="{escape(mark.label)}"')
    if mark.point is not None:
        attributes.append(f'data-point="{mark.point}"')
    return f"<span {' '.join(attributes)}>"


def _escape(text: str) -> str:
    # A bare carriage return would reach the page as a line feed.
    return escape(text).replace("\r", "&#13;")
