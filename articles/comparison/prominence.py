"""How prominent an article makes a point: where it first stands there, and how much of the text it takes up."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from articles.analysis.types import Span
from articles.comparison.rows import ArticleRow, PointRow
from articles.framing import count_words


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article first carries a point, and with what ``share`` (0 to 1) of its words.

    ``paragraph`` counts from 1, of ``paragraphs``; the lede is the first one of the report itself.
    """

    headline: bool
    lede: bool
    paragraph: int
    paragraphs: int
    share: float

    @property
    def rank(self) -> tuple[int, int]:
        """Orders places, the most prominent first."""
        return (0, 0) if self.headline else (1, self.paragraph)


class Places:
    """Answers for all points of a story; each article's paragraphs are laid out once."""

    def __init__(self, articles: Iterable[ArticleRow]) -> None:
        self._layouts = {article.version_id: _Layout(article) for article in articles}

    def of(self, point: PointRow, version: int) -> Placed | None:
        """Where an article carries a point, None where it does not."""
        cell = point.cells.get(version)
        if cell is None or not cell.spans or version not in self._layouts:
            return None
        layout = self._layouts[version]
        in_headline = any(s.in_headline for s in point.statements if s.version_id == version)
        return layout.placed(cell.spans, in_headline=in_headline)


class _Layout:
    def __init__(self, article: ArticleRow) -> None:
        self.article = article
        self.starts = [paragraph.start for paragraph in article.paragraphs]
        self.words = int(article.measures.get("words", 0))
        skipped = {*article.boilerplate, article.headline_span}
        body = (number for number, span in enumerate(article.paragraphs, 1) if span not in skipped)
        self.lede = next(body, 0)

    def placed(self, spans: tuple[Span, ...], *, in_headline: bool) -> Placed:
        first = min(span.start for span in spans)
        head = self.article.headline_span
        paragraph = max(1, bisect_right(self.starts, first))
        words = sum(count_words(self.article.text[span.start : span.end]) for span in spans)
        return Placed(
            headline=in_headline or (head is not None and head.start <= first < head.end),
            lede=paragraph == self.lede,
            paragraph=paragraph,
            paragraphs=len(self.starts),
            share=min(1.0, words / self.words) if self.words else 0.0,
        )
