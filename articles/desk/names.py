"""What the forms of rulings offer to choose from: names, sides, points."""

from dataclasses import dataclass

from django.db.models import Q

from articles.analysis.types import PointKind
from articles.comparison.rows import PointRow, StoryRows
from articles.comparison.words import shortened
from articles.desk.seen import passage_of
from articles.models import Speaker

_MOST = 500  # names in one list: whoever is not among them is typed
_LABEL = 90


@dataclass(frozen=True, slots=True)
class Names:
    """Speakers and targets that can be suggested, those of the story first."""

    speakers: tuple[str, ...]
    targets: tuple[str, ...]


def names_of(rows: StoryRows) -> Names:
    """The names that forms about a story suggest, in one query."""
    here = sorted({statement.speaker for statement in rows.statements if statement.speaker})
    known = Speaker.objects.filter(Q(known=True) | Q(side__isnull=False)).exclude(name__in=here)
    targets = sorted({target for statement in rows.statements for _, target in statement.stances if target})
    return Names(
        speakers=(*here, *known.values_list("name", flat=True)[:_MOST]),
        targets=tuple(dict.fromkeys((*targets, *here, *rows.sides)))[:_MOST],
    )


def point_choices(rows: StoryRows, without: PointRow | None) -> list[tuple[str, str]]:
    """The points that are made of statements, each named by the passage of its first one; ``without`` is left out."""
    return [
        (str(passage_of(point.statements[0])), f"{point.number}  {shortened(point.gist, _LABEL)}")
        for point in rows.points
        if point.kind == PointKind.STATEMENT and point.statements and point is not without
    ]
