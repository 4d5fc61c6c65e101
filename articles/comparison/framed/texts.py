"""The articles of a page as they are measured: words, voices, and the statements that the filters leave."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from articles.analysis.naming import NamedText, Names, names_of, role_of
from articles.analysis.text.quotations import quotations_in
from articles.analysis.types import Span
from articles.comparison.openings import Openings
from articles.comparison.page import StoryPage
from articles.comparison.pieces import Piece, chosen_of, pieces_of
from articles.comparison.rows import ArticleRow, SideRow, StatementRow
from articles.framing import Text, Told, Words, words_in
from articles.known import current_knowledge


@dataclass(frozen=True, slots=True)
class Outlet:
    """One piece that stands on the page, its text with the statements that the filters leave, and its words."""

    piece: Piece
    text: Text
    words: Words

    @property
    def article(self) -> ArticleRow:
        """The article that is measured."""
        return self.piece.article

    @property
    def name(self) -> str:
        """What it is called on the page."""
        return self.piece.name


class Measured:
    """All that the sections of the view are made of. ``all_words`` are those of every piece, shown or not."""

    def __init__(self, page: StoryPage) -> None:
        self.page = page
        self.opening = Openings(page)
        self.sides: dict[str, SideRow] = dict(page.rows.sides)
        self._told = self._statements(page)
        self._remaining = {point.number for point in page.remaining}
        pieces = pieces_of(page.rows)
        whole = {piece.article.key: self._text(piece.article) for piece in pieces}
        self.all_words = {key: words_in(text) for key, text in whole.items()}
        self.articles = {piece.article.key: piece.article for piece in pieces}
        self.names_of_pieces = {piece.article.key: piece.name for piece in pieces}
        self.outlets = tuple(
            Outlet(piece, self._narrowed(whole[piece.article.key]), self.all_words[piece.article.key])
            for piece in chosen_of(pieces, page.filters)
        )
        self.side_of = {one.speaker: one.side for one in page.rows.statements if one.side}

    @cached_property
    def counted(self) -> tuple[int, int]:
        """How many statements of the shown outlets the filters leave, and of how many."""
        keys = {outlet.article.version_id for outlet in self.outlets}
        return (
            sum(len(outlet.text.told) for outlet in self.outlets),
            sum(one.version_id in keys for one in self.page.rows.statements),
        )

    @cached_property
    def names(self) -> Names:
        """What is named in the texts of all pieces."""
        return _names(self)

    @cached_property
    def by_key(self) -> dict[str, Outlet]:
        """The shown outlets by the keys of their articles."""
        return {outlet.article.key: outlet for outlet in self.outlets}

    @cached_property
    def texts(self) -> list[Text]:
        """The texts of the shown outlets, with roles where they are known."""
        return [
            replace(text, told=tuple(replace(one, role=self._role(one)) for one in text.told))
            for text in (outlet.text for outlet in self.outlets)
        ]

    def _role(self, told: Told) -> str | None:
        return told.role or self.names.roles.get(told.speaker or "")

    def _statements(self, page: StoryPage) -> dict[int, list[tuple[StatementRow, int | None]]]:
        """The statements of each version with the number of their point."""
        numbers = {(one.version_id, one.ident): point.number for point in page.rows.points for one in point.statements}
        told: dict[int, list[tuple[StatementRow, int | None]]] = defaultdict(list)
        for one in page.rows.statements:
            told[one.version_id].append((one, numbers.get((one.version_id, one.ident))))
        return told

    def _text(self, article: ArticleRow) -> Text:
        return Text(
            key=article.key,
            text=article.text,
            paragraphs=article.paragraphs,
            headline=article.headline_span,
            boilerplate=article.boilerplate,
            quoted=_quoted(article.text, body_of(article)),
            told=tuple(_told(one) for one, _ in self._told[article.version_id]),
        )

    def _narrowed(self, text: Text) -> Text:
        """The same with the statements of points that the filters leave."""
        if not self.page.filters.narrows:
            return text
        statements = self._told[self.articles[text.key].version_id]
        kept = tuple(told for told, (_, number) in zip(text.told, statements, strict=True) if number in self._remaining)
        return replace(text, told=kept)


def body_of(article: ArticleRow) -> tuple[Span, ...]:
    """The paragraphs of an article without its boilerplate."""
    left_out = set(article.boilerplate)
    return tuple(span for span in article.paragraphs if span not in left_out)


def _told(one: StatementRow) -> Told:
    return Told(
        ident=one.ident,
        parts=one.parts,
        kind=one.kind,
        paragraph=one.paragraph,
        in_headline=one.in_headline,
        speaker=one.speaker,
        side=one.side.name if one.side else None,
        role=role_of(one.speaker_kind, ()),
        stance=one.stance,
        cue=one.cue,
        cue_tone=one.cue_tone,
    )


@lru_cache(maxsize=512)
def _quoted(text: str, body: tuple[Span, ...]) -> tuple[Span, ...]:
    """All that stands between quotation marks in a text."""
    return tuple(part for quotation in quotations_in(text, body) for part in quotation.parts)


def _names(measured: Measured) -> Names:
    texts = tuple(
        NamedText(article.key, article.text, body_of(article), _quoted(article.text, body_of(article)))
        for article in measured.articles.values()
    )
    return names_of(texts, current_knowledge())
