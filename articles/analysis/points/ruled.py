"""Cells as editors have ruled: the point is here, or the article does not have it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from articles.analysis.points.coverage import CARRIED, likely, status_of
from articles.analysis.rulings.values import OnCell, Place, find
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import AnalysedArticle, Cell, Nearest, Ruled, Status, Thing


class RuledCells:
    """Rulings on cells, each given to the point that most of its places are statements of.

    In ``incomplete`` articles, those known to be cut, nothing can be said to be absent.
    """

    def __init__(self, articles: Mapping[str, AnalysedArticle], incomplete: Collection[str] = ()) -> None:
        self.articles, self.incomplete = articles, incomplete
        self.of_point: dict[int, list[OnCell]] = defaultdict(list)
        self.others: list[OnCell] = []  # those that find no statement may be about a narrated point

    def give(
        self, rulings: Sequence[OnCell], places: Sequence[tuple[int, Place]], members: Sequence[Sequence[int]]
    ) -> None:
        """``places``: the numbers of statements and where they are found; ``members``: those of each point."""
        point_of = {statement: number for number, statements in enumerate(members) for statement in statements}
        for ruling in rulings:
            found = (find(place, places) for place in ruling.point)
            met = Counter(point_of[statement] for statement in found if statement is not None)
            if met:
                self.of_point[max(met, key=lambda point: (met[point], -point))].append(ruling)
            else:
                self.others.append(ruling)

    def heeded(
        self, number: int, cells: Mapping[str, Cell], said: Sequence[str]
    ) -> tuple[dict[str, Cell], frozenset[str]]:
        """The cells of a point made of statements, and the articles that are known to be without it."""
        return self._heeded(self.of_point.get(number, ()), cells, said)

    def heeded_narration(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        """The cells of a narrated point."""
        told = [(n, Place(key, cell.spans)) for n, (key, cell) in enumerate(cells.items()) if cell.spans]
        mine = [ruling for ruling in self.others if any(find(place, told) is not None for place in ruling.point)]
        first = next(key for key, cell in cells.items() if cell.status is Status.VERBATIM)
        said = [self.articles[first].text[start:end] for start, end in cells[first].spans]
        return self._heeded([r for r in mine if r.passage or r.article != first], cells, said)[0]

    def _heeded(
        self, rulings: Sequence[OnCell], cells: Mapping[str, Cell], said: Sequence[str]
    ) -> tuple[dict[str, Cell], frozenset[str]]:
        result = dict(cells)
        for ruling in rulings:  # the oldest first: of two on one cell the later counts
            cell = cells.get(ruling.article)
            if cell is not None and (now := self._cell(ruling, cell, said)) is not None:
                result[ruling.article] = replace(now, ruled=_ruled(ruling, cell))
        without = {key for key, cell in result.items() if cell.ruled and cell.status is Status.ABSENT}
        return result, frozenset(without)

    def _cell(self, ruling: OnCell, cell: Cell, said: Sequence[str]) -> Cell | None:
        """What a ruling makes of a cell; None where it cannot be heeded."""
        if ruling.passage is not None:
            if cell.statements:
                return cell  # the article's own statement says where it is
            text = self.articles[ruling.article].text
            texts = [text[s.start : s.end] for part in ruling.passage.parts for s in sentences_in(text, *part)]
            return Cell(status_of(texts, said), (), ruling.passage.parts, None)
        if cell.statements or ruling.article in self.incomplete:
            return None
        refuted = Nearest(cell.spans[0], likely(CARRIED)) if cell.spans else None
        return Cell(Status.ABSENT, (), (), cell.nearest or refuted)


def _ruled(ruling: OnCell, cell: Cell) -> Ruled:
    machine = {
        "status": cell.status.value,
        "spans": [list(span) for span in cell.spans],
        "nearest": list(cell.nearest.span) if cell.nearest else None,
    }
    return Ruled(Thing.COVERAGE, ruling.id, machine, cell.nearest.score if cell.nearest else None)
