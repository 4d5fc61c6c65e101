"""What findings are made of: a story's articles and points, and who is heard where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.analysis.points.pieces import Pieces
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import AnalysedArticle, Finding, Point, Span


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with what orders it: kind first, then how unheard its side is elsewhere, then its words."""

    weight: tuple[float, ...]
    finding: Finding


class Told:
    """A story as it is told: its articles and points, its pieces (copies counted ``once`` or each), who is heard."""

    def __init__(
        self,
        articles: Mapping[str, AnalysedArticle],
        points: Sequence[Point],
        names: Mapping[str, str],
        origins: Mapping[str, str],
    ) -> None:
        self.articles, self.points, self.names = articles, points, names
        self.pieces, self.once = Pieces({key: names[key] for key in articles}, origins), bool(origins)
        self.heard: dict[str, set[str]] = defaultdict(set)  # who is quoted in which pieces
        for key, article in articles.items():
            for statement in article.statements:
                for who in (statement.speaker, statement.organisation, statement.side):
                    if who:
                        self.heard[who].add(self.pieces.of[key])

    def paragraph(self, key: str, span: Span) -> int:
        """In which paragraph of an article a passage begins, from 1."""
        paragraphs = self.articles[key].paragraphs
        return next((n for n, p in enumerate(paragraphs, start=1) if p.start <= span.start < p.end), 1)

    def speakers(self, key: str) -> int:
        """How many speakers an article names."""
        return len({s.speaker for s in self.articles[key].statements if s.speaker})

    def sentences(self, key: str, spans: Sequence[Span]) -> list[Span]:
        """The sentences inside passages of an article."""
        return [s for span in spans for s in sentences_in(self.articles[key].text, *span)]
