"""Statements and points named by the characters that they are made of: ids and numbers change with every comparison."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple, Self

from articles.analysis.types import Span
from articles.comparison.rows import Passage, PointRow, StatementRow

_MOST = 60  # passages that tell a point from others: more only make an address longer
_KEY = re.compile(r"(\d{1,18})-(\d{1,9})-(\d{1,9})", re.ASCII)


class Place(NamedTuple):
    """Where a statement or a passage begins and ends: a version, and ``str`` indices into its text."""

    version: int
    start: int
    end: int

    @classmethod
    def parse(cls, key: str) -> Self | None:
        """The place that an address or a form names as "7-120-164"; None for anything else."""
        match = _KEY.fullmatch(key)
        return cls(*map(int, match.groups())) if match else None

    @property
    def key(self) -> str:
        """Its name in addresses, forms and ids."""
        return f"{self.version}-{self.start}-{self.end}"


def place_of(statement: StatementRow) -> Place:
    """The place of a statement: from its first part to its last."""
    return Place(statement.version_id, statement.parts[0].start, statement.parts[-1].end)


def passages_of_point(point: PointRow) -> tuple[Passage, ...]:
    """Every passage that a point is made of, its statements' first; none twice."""
    told = [Passage(statement.version_id, part) for statement in point.statements for part in statement.parts]
    carried = [Passage(version, span) for version, cell in point.cells.items() for span in cell.spans]
    return tuple(dict.fromkeys((*told, *carried)))


def point_made_of(points: Iterable[PointRow], passages: Iterable[Passage]) -> PointRow | None:
    """The point that has these passages, or what comes nearest to them; None where none shares a character with them.

    A longer passage that some other point is told by in other words is not taken for the statement within it. Of two
    as near the one whose statements they are comes first.
    """
    wanted = tuple(passages)
    best: tuple[float, float, int] | None = None
    found = None
    for point in points:
        near = _nearness(wanted, passages_of_point(point))
        if near:
            told = [Passage(one.version_id, part) for one in point.statements for part in one.parts]
            rank = near, _nearness(wanted, told), -point.number
            if best is None or rank > best:
                best, found = rank, point
    return found


def written(passages: Iterable[Passage]) -> str:
    """Passages as an address or a form names them: "7-120-164 8-30-60"; at most 60 of them."""
    return " ".join(Place(one.version_id, *one.span).key for one in islice(passages, _MOST))


def read_passages(text: str) -> tuple[Passage, ...]:
    """The passages of a ``written`` text; whatever else stands in it is left out."""
    places = (Place.parse(key) for key in islice(text.split(), _MOST))
    return tuple(Passage(place.version, Span(place.start, place.end)) for place in places if place)


def version_key(version: int, sha256: str) -> str:
    """How addresses name a text: "7-3f2a9c01b2d4"; the number alone would not survive a move to another database."""
    return f"{version}-{sha256[:12]}"


def parts_key(parts: Sequence[Span]) -> str:
    """How addresses name characters: "120-164+200-230"; parts that overlap are one."""
    apart: list[Span] = []
    for part in sorted(parts):
        if apart and part.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, part.end))
        else:
            apart.append(part)
    return "+".join(f"{part.start}-{part.end}" for part in apart)


def _nearness(wanted: Iterable[Passage], those: Sequence[Passage]) -> float:
    """Over the wanted passages the sum of their characters, each counted as far as one of ``those`` is that passage.

    How far is twice what both share over what both have (Dice), 0 to 1.
    """
    return sum(
        max((_alike(one.span, other.span) for other in those if other.version_id == one.version_id), default=0.0)
        * (one.span.end - one.span.start)
        for one in wanted
    )


def _alike(one: Span, other: Span) -> float:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return 2 * shared / (one.end - one.start + other.end - other.start) if shared else 0.0
