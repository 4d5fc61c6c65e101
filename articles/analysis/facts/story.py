"""The texts of a story as the finders of facts read them: folded once, with what each of their words tells."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from articles.analysis.facts.contexts import Context, Rarity
from articles.analysis.facts.types import Piece
from articles.analysis.knowledge import Knowledge
from articles.analysis.speakers.names import registry_of
from articles.analysis.speakers.registry import Registry
from articles.analysis.text.folding import fold
from articles.analysis.types import Span


class Story:
    """The pieces of a story. Texts go by their number."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.folded = tuple(fold(piece.text) for piece in pieces)

    @cached_property
    def rarity(self) -> Rarity:
        """What each word tells within this story."""
        return Rarity(self.folded[number][start:end] for number, (start, end), _ in self.sentences())

    def sentences(self) -> Iterator[tuple[int, Span, frozenset[int]]]:
        """Each sentence with the number of its text and the points whose statements stand in it."""
        for number, piece in enumerate(self.pieces):
            points = self._points[number]
            for sentence in piece.sentences:
                yield number, sentence, frozenset(points.get(sentence, ()))

    def sentence_at(self, number: int, at: int) -> Span | None:
        """The sentence of a text that holds a character, None for one of none."""
        sentences = self.pieces[number].sentences
        place = bisect_right(sentences, at, key=lambda s: s.start) - 1
        return sentences[place] if place >= 0 and at < sentences[place].end else None

    @cached_property
    def people(self) -> Registry:
        """The people of the story; the keys of the articles are the numbers of the texts as words."""
        pieces = {str(number): piece for number, piece in enumerate(self.pieces)}
        return registry_of(
            {key: piece.text for key, piece in pieces.items()},
            {key: piece.body for key, piece in pieces.items()},
            Knowledge(),
            {key: [told.source for told in piece.told if told.source] for key, piece in pieces.items()},
        )

    def context(self, number: int, sentence: Span, mention: Span) -> Context:
        """What stands around a mention."""
        return self.rarity.context(self.folded[number], sentence, mention)

    @cached_property
    def _points(self) -> list[dict[Span, set[int]]]:
        return [_points_of(piece) for piece in self.pieces]


def _points_of(piece: Piece) -> dict[Span, set[int]]:
    found: dict[Span, set[int]] = {}
    spoken = [(told.point, part) for told in piece.told if told.point is not None for part in told.parts]
    for point, part in spoken:
        at = max(0, bisect_right(piece.sentences, part.start, key=lambda s: s.start) - 1)
        while at < len(piece.sentences) and piece.sentences[at].start < part.end:
            found.setdefault(piece.sentences[at], set()).add(point)
            at += 1
    return found
