"""The text of a column with its marks, each paragraph written but once for what of the filters changes it."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from articles.analysis.types import Loaded, Span
from articles.comparison.excerpts import excerpt_html, excerpts, visible_in, without_repeated_signs
from articles.comparison.keeping import Keeper
from articles.comparison.marks import Block, Mark, from_its_first_letter, is_bare, lay_out, render_block
from articles.comparison.ordered import InOrder
from articles.comparison.remembering import once_for_rows
from articles.comparison.rows import ArticleRow, PointRow, StoryRows
from articles.comparison.said import Said, passages_in, said_in, statements_in
from articles.comparison.text_marks import (
    Marking,
    boilerplate_mark,
    further_marks,
    loaded_marks,
    passage_mark,
    statement_marks,
)

_KEY = 400  # bytes of what a paragraph is kept under, roughly

_paragraphs: Keeper[str] = Keeper(24_000_000, lambda html: _KEY + len(html))


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A block with what may be marked in it. Of the filters only what concerns these points and this wording counts.

    ``passages`` have the id of their mark, ``statements`` are places in the list of all. ``bare`` is the white space
    between two paragraphs, which has no marks; else it is empty. ``token`` stands for it among keys.
    """

    block: Block
    boilerplate: tuple[Mark, ...]
    passages: tuple[tuple[PointRow, Span, str], ...]
    statements: tuple[int, ...]
    loaded: tuple[Loaded, ...]
    points: frozenset[int | None]
    places: frozenset[int]
    wording: frozenset[str]
    bare: str
    token: object = field(default_factory=object)


def text_html(
    rows: StoryRows,
    article: ArticleRow,
    ident: str,
    marking: Marking,
    nearest: tuple[Span, float] | None = None,
    *,
    whole: bool,
) -> SafeString:
    """The text with its marks, whose ids begin with ``ident``; without ``whole`` only the sentences around them."""
    text = _text(rows, article.version_id, ident, whole=whole)
    cuts = () if whole else _cuts(rows, article.version_id, nearest[0] if nearest else None)
    return mark_safe(text.html(marking, nearest, cuts))  # noqa: S308 - it escapes all text  # nosec B308


class _Text:
    def __init__(self, article: ArticleRow, ident: str, rows: StoryRows, *, whole: bool) -> None:
        self._article, self._ident, self._whole = article, ident, whole
        self._said = statements_in(rows, article.version_id)
        self._paragraphs = _paragraphs_of(article, rows, ident, whole=whole)

    def html(self, marking: Marking, nearest: tuple[Span, float] | None, cuts: tuple[tuple[Span, ...], ...]) -> str:
        """The paragraphs under the filters; where the text is not whole, their ``cuts`` are shown."""
        firsts = self._firsts(marking)
        further = list(further_marks(self._article, self._ident, marking, nearest))
        ordered = InOrder((mark.span, mark) for mark in further) if further else None
        pieces = []
        for number, paragraph in enumerate(self._paragraphs):
            if paragraph.bare:
                pieces.append(paragraph.bare)
                continue
            others = tuple(ordered.within(paragraph.block.span)) if ordered else ()
            shown = () if self._whole else cuts[number]
            key: Hashable = (
                paragraph.token,
                marking.told & paragraph.points,
                marking.chosen if marking.chosen in paragraph.points else None,
                firsts & paragraph.places,
                marking.wording & paragraph.wording,
                others,
                shown,
            )
            html = _paragraphs.get(key)
            if html is None:
                html = _paragraphs.keep(key, self._written(paragraph, marking, firsts, others, shown))
            pieces.append(html)
        return "".join(pieces) if self._whole else without_repeated_signs(pieces)

    def _firsts(self, marking: Marking) -> frozenset[int]:
        """The places of the statements that name a speaker in full: those that stand out first of all of theirs."""
        named: dict[str | None, int] = {}
        for place, said in enumerate(self._said):
            if said.number in marking.told:
                named.setdefault(said.statement.speaker, place)
        return frozenset(named.values())

    def _written(
        self,
        paragraph: _Paragraph,
        marking: Marking,
        firsts: frozenset[int],
        others: tuple[Mark, ...],
        shown: tuple[Span, ...],
    ) -> str:
        text, ident = self._article.text, self._ident
        marks = [*paragraph.boilerplate]
        marks += [passage_mark(point, span, name, marking) for point, span, name in paragraph.passages]
        for place in paragraph.statements:
            marks += statement_marks(self._said[place], text, ident, marking, first=place in firsts)
        marks += [*loaded_marks(paragraph.loaded, ident, marking), *others]
        if not self._whole:
            return excerpt_html(text, paragraph.block, shown, marks)
        return render_block(text, paragraph.block, [from_its_first_letter(mark, text) for mark in marks])


@once_for_rows
def _text(rows: StoryRows, version: int, ident: str, *, whole: bool) -> _Text:
    article = next(one for one in rows.articles if one.version_id == version)
    return _Text(article, ident, rows, whole=whole)


@once_for_rows
def _cuts(rows: StoryRows, version: int, nearest: Span | None) -> tuple[tuple[Span, ...], ...]:
    """What is shown of each paragraph to those who do not see whole texts."""
    article = next(one for one in rows.articles if one.version_id == version)
    visible = excerpts(article, [*said_in(article, rows), *([nearest] if nearest else [])])
    return tuple(visible_in(article.text, block, visible) for block in _blocks(article))


def _blocks(article: ArticleRow) -> list[Block]:
    headline = article.headline_span
    return [Block(span, "para is-headline" if span == headline else "para") for span in article.paragraphs]


def _paragraphs_of(article: ArticleRow, rows: StoryRows, ident: str, *, whole: bool) -> tuple[_Paragraph, ...]:
    said = statements_in(rows, article.version_id)
    boilerplate = InOrder((span, boilerplate_mark(span)) for span in article.boilerplate)
    passages = InOrder(
        (span, (place, order))
        for place, (_, spans) in enumerate(passages_in(rows, article.version_id))
        for order, span in enumerate(spans)
    )
    statements = InOrder((span, place) for place, one in enumerate(said) for span in _spans(one))
    loaded = InOrder((term.span, term) for term in article.loaded)

    def paragraph(block: Block) -> _Paragraph:
        points = passages_in(rows, article.version_id)
        told = [(*points[place], order) for place, order in sorted(passages.within(block.span))]
        places = sorted({*statements.within(block.span)})
        terms = tuple(loaded.within(block.span))
        return _Paragraph(
            block,
            boilerplate=tuple(boilerplate.within(block.span)),
            passages=tuple(
                (point, spans[order], "" if order else f"{ident}-p{point.number}") for point, spans, order in told
            ),
            statements=tuple(places),
            loaded=terms,
            points=frozenset({*(point.number for point, _, _ in told), *(said[place].number for place in places)}),
            places=frozenset(places),
            wording=frozenset(term.category for term in terms),
            bare=render_block(article.text, block, ()) if is_bare(article.text, block) else "",
        )

    return tuple(map(paragraph, lay_out(article.text, _blocks(article)) if whole else _blocks(article)))


def _spans(said: Said) -> Iterable[Span]:
    """Where a statement has marks; its speaker stands before a quotation mark that opens right before it."""
    first, *others = said.statement.parts
    yield from (Span(max(0, first.start - 1), first.end), *others)
    if said.cue:
        yield said.cue
