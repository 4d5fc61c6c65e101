"""Which stories count for a measure that goes across them, and the addresses of their points."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from articles.across.hits import point_address, side_row
from articles.analysis.types import Span, Status
from articles.comparison.rows import Passage, SideRow
from articles.comparison.words import without_name
from articles.models import Comparison, Coverage, Outlet, Point, Story
from articles.models.stories import day_of_story

CARRYING = tuple(status.value for status in Status if status.carries)
STORY_DAY = day_of_story("comparison__story__")


def shown() -> QuerySet[Comparison]:
    """The comparison of every story that has one."""
    return Comparison.objects.filter(story__comparison=F("pk"))


def shared() -> QuerySet[Comparison]:
    """Those of stories that two outlets or more tell: by one alone nothing can be missing."""
    outlets = Count("framings__reading__version__article__outlet", distinct=True)
    return shown().annotate(outlets=outlets).filter(outlets__gte=2)


def shared_by(outlet: Outlet) -> QuerySet[Comparison]:
    """Those that an outlet tells in a text that is complete: nothing follows from the silence of another."""
    mine = Q(framings__reading__version__article__outlet=outlet, framings__reading__version__complete=True)
    return shared().annotate(mine=Count("framings", filter=mine)).filter(mine__gt=0)


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point as it stands in a list of another page."""

    gist: str
    speaker: str
    side: SideRow | None
    href: str


@dataclass(frozen=True, slots=True)
class StoryPoints:
    """A story with some of its points."""

    title: str
    href: str
    date: date | None
    points: tuple[PointLine, ...]


def newest_points(points: QuerySet[Point], most: int) -> tuple[StoryPoints, ...]:
    """The points of the newest stories, at most so many, by story; two queries."""
    ordered = points.annotate(day=STORY_DAY).order_by("-day", "-comparison__story", "number")
    rows = list(ordered.select_related("comparison__story", "speaker", "side")[:most])
    carried = Coverage.objects.filter(point__in=[row.pk for row in rows], status__in=CARRYING).order_by("version")
    passages: dict[int, list[Passage]] = defaultdict(list)
    for point, version, spans in carried.values_list("point", "version", "spans"):
        passages[point] += [Passage(version, Span(*span)) for span in spans]
    of_story: dict[Story, list[PointLine]] = {}
    for row in rows:
        of_story.setdefault(row.comparison.story, []).append(_line(row, passages[row.pk]))
    return tuple(
        StoryPoints(story.title, story.get_absolute_url(), story.date, tuple(lines))
        for story, lines in of_story.items()
    )


def _line(point: Point, passages: Sequence[Passage]) -> PointLine:
    speaker = point.speaker.name if point.speaker else ""
    gist = without_name(point.gist, speaker)
    return PointLine(gist[:1].upper() + gist[1:], speaker, side_row(point.side), _address(point, passages))


def _address(point: Point, passages: Iterable[Passage]) -> str:
    return point_address(point.comparison.story, list(passages)[:4])
