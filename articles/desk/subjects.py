"""What a ruling is about, as the comparison has it at this moment."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from articles.analysis.types import Span
from articles.comparison.loading import load, nearest_passages
from articles.comparison.rows import ArticleRow, PointRow, StatementRow, StoryRows
from articles.desk.names import Names, names_of
from articles.desk.seen import passage_of
from articles.models import Story
from articles.rulings import Passage


@dataclass(frozen=True, slots=True)
class Subject:
    """One statement with its article and its point."""

    statement: StatementRow
    article: ArticleRow
    point: PointRow | None

    @property
    def rest(self) -> tuple[Passage, ...]:
        """The other statements of its point."""
        told = self.point.statements if self.point else ()
        return tuple(passage_of(other) for other in told if other is not self.statement)


def point_passages(point: PointRow) -> tuple[Passage, ...]:
    """A point as the rulings name it: its statements, or of a narrated one the passages of its articles."""
    if point.statements:
        return tuple(map(passage_of, point.statements))
    return tuple(Passage(version, cell.spans) for version, cell in point.cells.items() if cell.spans)


class Desk:
    """A story as its editors rule on it; read once a request, in seven queries at most."""

    def __init__(self, story: Story) -> None:
        self.story = story

    @cached_property
    def rows(self) -> StoryRows:
        """The comparison that the story shows; without one there is nothing to rule on."""
        return load(self.story.comparison) if self.story.comparison else StoryRows((), (), False, (), (), (), {}, {})

    @cached_property
    def names(self) -> Names:
        """What forms suggest."""
        return names_of(self.rows)

    def article(self, version: int) -> ArticleRow | None:
        """The article that a version stands for in the comparison."""
        return next((article for article in self.rows.articles if article.version_id == version), None)

    def statement(self, passage: Passage) -> Subject | None:
        """The statement at exactly this passage; None where a later comparison has none there."""
        article = self.article(passage.version)
        for statement in self.rows.statements:
            if article and passage_of(statement) == passage:
                point = next((point for point in self.rows.points if statement in point.statements), None)
                return Subject(statement, article, point)
        return None

    def statements_with(self, passage: Passage) -> tuple[Passage, ...]:
        """All statements of the point that has this one; this one alone where it is gone by now."""
        subject = self.statement(passage)
        return (passage, *subject.rest) if subject else (passage,)

    def point(self, passage: Passage) -> PointRow | None:
        """The point that has this passage among those that name it; None where none has it by now."""
        return next((one for one in self.rows.points if passage in point_passages(one)), None)

    def nearest(self, point: PointRow, version: int) -> Span | None:
        """The passage of a version that comes nearest to a point that it lacks; one query."""
        assert self.story.comparison is not None
        return nearest_passages(self.story.comparison, point.number).get(version, (None, 0.0))[0]
