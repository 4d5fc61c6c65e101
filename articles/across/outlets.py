"""An outlet across stories: whom it quotes, whom it does not, who comes first, month by month; and its points alone.

All is counted by the database, in as many queries for five hundred stories as for one. Counted are stories that another
outlet tells too. No score and no verdict follow: each number is one of stories, and leads to some of them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse

from articles.across.compared import CARRYING, STORY_DAY, StoryPoints, newest_points, shared, shared_by, shown
from articles.across.months import SideChart, side_charts
from articles.across.shares import ENOUGH, Share, share
from articles.comparison.rows import SideRow
from articles.comparison.words import count
from articles.models import Article, Comparison, Outlet, Point, Side, Statement

_SPEAKERS = 12
_POINTS = 20
_CHARTS = 6


@dataclass(frozen=True, slots=True)
class SideLine:
    """A side: in how many stories it is quoted here, of those in which anyone quotes it, and where it comes first."""

    side: SideRow
    quoted: Share
    missing: int
    first: Share


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker: quoted in how many stories here, of those in which anyone quotes them; first in how many articles."""

    name: str
    href: str
    quoted: Share
    missing: int
    first: Share


@dataclass(frozen=True, slots=True)
class OutletPage:
    """The page of an outlet; ``too_early`` says that there are too few stories, ``unread`` which are left out."""

    outlet: Outlet
    summary: str
    stories: int
    too_early: str
    unread: str
    sides: tuple[SideLine, ...]
    most: tuple[SpeakerLine, ...]
    elsewhere: tuple[SpeakerLine, ...]
    charts: tuple[SideChart, ...]
    months: tuple[date, ...]
    alone_total: int
    alone: tuple[StoryPoints, ...]
    missing_total: int
    missing: tuple[StoryPoints, ...]
    enough: int = ENOUGH


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in the list of all."""

    name: str
    href: str
    articles: str
    shared: str
    alone: str


def outlet_list() -> tuple[OutletLine, ...]:
    """Every outlet that has an article, by name; three queries."""
    of_article = "framings__reading__version__article__outlet"
    stories = dict(
        shown().filter(pk__in=shared().values("pk")).values_list(of_article).annotate(Count("pk", distinct=True))
    )
    alone = dict(_shown_points().order_by().values_list("only_in__article__outlet").annotate(Count("pk")))
    outlets = Outlet.objects.annotate(number=Count("articles")).filter(number__gt=0).order_by("name")
    return tuple(
        OutletLine(
            name=outlet.name,
            href=reverse("outlet", args=[outlet.slug]),
            articles=count(outlet.number, "article"),
            shared=count(stories.get(outlet.pk, 0), "story told by others too", "stories told by others too"),
            alone=count(alone.get(outlet.pk, 0), "point") + " alone",
        )
        for outlet in outlets
    )


def outlet_page(outlet: Outlet) -> OutletPage:
    """What is known of an outlet."""
    stories = shared_by(outlet)
    number = stories.count()
    told = Statement.objects.filter(comparison__in=stories.values("pk"))
    sides, first = _sides(told, outlet), _firsts(told, outlet, "speaker")
    months, charts = _charts(told, outlet, [line.side for line in sides[:_CHARTS]])
    alone, missing = _alone(outlet), _missing(stories, outlet)
    return OutletPage(
        outlet=outlet,
        summary=_summary(outlet, number),
        stories=number,
        too_early="" if number >= ENOUGH else _too_early(number),
        unread=_unread(outlet, number),
        sides=sides,
        most=_speakers(told, outlet, "here", first),
        elsewhere=_speakers(told, outlet, "missing", first),
        charts=charts,
        months=months,
        alone_total=alone.count(),
        alone=newest_points(alone, _POINTS),
        missing_total=missing.count(),
        missing=newest_points(missing, _POINTS),
    )


def _summary(outlet: Outlet, number: int) -> str:
    articles = Article.objects.filter(outlet=outlet).count()
    return f"{count(articles, 'article')}, {count(number, 'story', 'stories')} that other outlets tell too"


def _too_early(number: int) -> str:
    return (
        f"It is too early to say: of {count(number, 'story', 'stories')} told by others too there are counts alone,"
        f" and shares from {ENOUGH} on."
    )


def _unread(outlet: Outlet, number: int) -> str:
    told = shared().filter(framings__reading__version__article__outlet=outlet).distinct().count() - number
    if not told:
        return ""
    left_out = (
        f"{count(told, 'story', 'stories')} with an incomplete text of it {'is' if told == 1 else 'are'} left out"
    )
    return f"{left_out}: nothing follows from its silence."


def _counted(told: QuerySet[Statement], outlet: Outlet, *fields: str) -> Any:  # noqa: ANN401 - rows with counts
    """By the fields, in how many stories ``anyone`` quotes somebody, how many are ``here`` and ``missing`` here."""
    stories = Count("comparison", distinct=True)
    here = Count("comparison", distinct=True, filter=Q(version__article__outlet=outlet))
    return told.order_by().values(*fields).annotate(anyone=stories, here=here, missing=stories - here)


def _sides(told: QuerySet[Statement], outlet: Outlet) -> tuple[SideLine, ...]:
    """Four queries: the names of sides, who is quoted, and who is first."""
    sides = {pk: SideRow(*names) for pk, *names in Side.objects.values_list("pk", "name", "short_name", "colour")}
    rows = _counted(told.filter(side__isnull=False), outlet, "side").order_by("-anyone", "side__name")
    first = _firsts(told, outlet, "side")
    return tuple(
        SideLine(
            side=sides[row["side"]],
            quoted=share(row["here"], row["anyone"]),
            missing=row["missing"],
            first=first[row["side"]],
        )
        for row in rows
    )


def _firsts(told: QuerySet[Statement], outlet: Outlet, field: str) -> dict[int, Share]:
    """For each side or speaker (``field``) in how many of the outlet's articles it is the first of all that are known.

    Two queries. Of two at one place both are first.
    """
    known = {f"{field}__isnull": False}
    earlier = Statement.objects.filter(
        comparison=OuterRef("comparison"), version=OuterRef("version"), start__lt=OuterRef("start"), **known
    )
    first = told.filter(~Exists(earlier), version__article__outlet=outlet, version__complete=True, **known).order_by()
    articles = first.aggregate(number=Count("version", distinct=True))["number"]
    numbers = first.values_list(field).annotate(Count("version", distinct=True))
    return defaultdict(lambda: share(0, articles), {pk: share(number, articles) for pk, number in numbers})


def _speakers(
    told: QuerySet[Statement], outlet: Outlet, most: str, first: Mapping[int, Share]
) -> tuple[SpeakerLine, ...]:
    """The speakers with ``most`` stories in which they are quoted ``here``, or by others and ``missing`` here."""
    named = told.filter(speaker__isnull=False)
    rows = _counted(named, outlet, "speaker", "speaker__name")
    rows = rows.filter(**{f"{most}__gt": 0}).order_by(f"-{most}", "anyone", "speaker__name")
    return tuple(_speaker(row, first[row["speaker"]]) for row in rows[:_SPEAKERS])


def _speaker(row: dict[str, Any], first: Share) -> SpeakerLine:
    return SpeakerLine(
        name=row["speaker__name"],
        href=reverse("speaker", args=[row["speaker"]]),
        quoted=share(row["here"], row["anyone"]),
        missing=row["missing"],
        first=first,
    )


def _charts(
    told: QuerySet[Statement], outlet: Outlet, sides: list[SideRow]
) -> tuple[tuple[date, ...], tuple[SideChart, ...]]:
    """One query."""
    of_sides = told.filter(side__name__in=[side.name for side in sides]).annotate(month=TruncMonth(STORY_DAY))
    rows = _counted(of_sides, outlet, "month", "side__name")
    counts: dict[str, dict[date, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        counts[row["side__name"]][row["month"]] = (row["here"], row["anyone"])
    return side_charts(sides, counts)


def _shown_points() -> QuerySet[Point]:
    return Point.objects.filter(comparison__story__comparison=F("comparison"), only_in__isnull=False)


def _alone(outlet: Outlet) -> QuerySet[Point]:
    return _shown_points().filter(only_in__article__outlet=outlet)


def _missing(stories: QuerySet[Comparison], outlet: Outlet) -> QuerySet[Point]:
    """Points that every other article of the story carries, two at least, and this outlet's was found without."""
    here = Q(coverage__version__article__outlet=outlet)
    return (
        Point.objects.filter(comparison__in=stories.values("pk"))
        .annotate(
            here=Count("coverage", filter=here),
            absent=Count("coverage", filter=here & Q(coverage__status="absent")),
            others=Count("coverage", filter=~here),
            carrying=Count("coverage", filter=~here & Q(coverage__status__in=CARRYING)),
        )
        .filter(here__gt=0, absent=F("here"), others__gte=2, carrying=F("others"))
    )
