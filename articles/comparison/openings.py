"""Links from a number to its passages: the page side by side with the filter or the marks that show them."""

from collections.abc import Iterable, Sequence

from articles.analysis.types import Span
from articles.comparison.filters import MOST_COLUMNS, Facet, Filters
from articles.comparison.page import StoryPage
from articles.comparison.rows import ArticleRow, Passage
from articles.comparison.tabs import SIDE_BY_SIDE, path_of


class Openings:
    """Addresses on the page side by side. An article that stands there anyway is shown among the others."""

    def __init__(self, page: StoryPage) -> None:
        self._path = path_of(page.story, SIDE_BY_SIDE)
        self._narrowed = page.filters.at(None).showing(()).marking(()).without(Facet.OUTLET)
        self._plain = self._narrowed.cleared()
        beside = [piece[0] for piece in page.rows.pieces]
        few = beside if len(beside) <= MOST_COLUMNS else []
        self._places = {article.version_id: place for place, article in enumerate(few, 1)}

    def text(self, article: ArticleRow) -> str:
        """The whole article."""
        return self._at(article, self._plain, "")

    def statements(self, article: ArticleRow, facet: Facet, *values: str, first: str = "") -> str:
        """The statements of an article with these values in one facet, at the ``first`` of them ("s3")."""
        return self._at(article, self._narrowed.only(facet, *values), f"-{first}" if first else "")

    def marked(self, article: ArticleRow, spans: Iterable[Span]) -> str:
        """An article with passages marked, at the first of them."""
        places = sorted(spans)
        passages = tuple(Passage(article.version_id, span) for span in places)
        anchor = f"-m{places[0].start}" if places else ""
        return self._at(article, self._plain.marking(passages), anchor)

    def marked_in_all(self, places: Sequence[tuple[ArticleRow, Span]]) -> str:
        """Several articles, as many as fit, each with its passages marked."""
        shown = list({article.version_id: article for article, _ in places}.values())[:MOST_COLUMNS]
        passages = tuple(Passage(article.version_id, span) for article, span in places if article in shown)
        filters, first = self._plain.marking(passages), self._places.get(shown[0].version_id, 1)
        if not all(article.version_id in self._places for article in shown):
            filters, first = filters.showing(tuple(article.key for article in shown)), 1
        return f"{self._path}{filters.query_string()}#a{first}-m{passages[0].span.start}"

    def point(self, number: int, article: ArticleRow, *, nearest: bool = False) -> str:
        """A point, opened at its passage in an article, or at what comes nearest to it there."""
        return self._at(article, self._plain.at(number), "-nearest" if nearest else f"-p{number}")

    def _at(self, article: ArticleRow, filters: Filters, anchor: str) -> str:
        place = self._places.get(article.version_id)
        if place is None:
            place, filters = 1, filters.showing((article.key,))
        return f"{self._path}{filters.query_string().removesuffix('?')}#a{place}{anchor}"
