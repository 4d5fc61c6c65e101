"""A speaker across stories: which outlets quote them and which do not, by what verbs and under what names."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Lower, Substr
from django.urls import reverse

from articles.across.compared import STORY_DAY, shared, shown
from articles.across.hits import point_address, side_row
from articles.across.shares import ENOUGH, Share, share
from articles.analysis.types import CueTone, Span
from articles.comparison.paging import Pages, pages_of
from articles.comparison.rows import Passage, SideRow
from articles.comparison.words import count, listed
from articles.models import Comparison, Framing, Side, Speaker, Statement

A_PAGE = 50
_STORIES = 20
_WORDS = 15


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A speaker in the list of all."""

    name: str
    href: str
    kind: str
    quoted: str


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """One page of all speakers who are quoted anywhere, those in most stories first."""

    total: str
    rows: tuple[SpeakerRow, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class OutletUse:
    """How one outlet quotes a speaker: in how many stories, and how many verbs of each tone introduce them."""

    name: str
    href: str
    quoted: Share
    missing: int
    statements: int
    neutral: int
    doubting: int
    heated: int


@dataclass(frozen=True, slots=True)
class Quoting:
    """An outlet that quotes a speaker in a story, with the way to the first statement."""

    name: str
    href: str
    statements: int


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in which a speaker is quoted: by whom, and by whom not."""

    title: str
    href: str
    date: date | None
    quoting: tuple[Quoting, ...]
    silent: str
    unread: str


@dataclass(frozen=True, slots=True)
class Used:
    """Words of a text and how often they are used."""

    text: str
    tone: str
    number: int
    outlets: int


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """The page of a speaker; ``too_early`` where there are too few stories for shares."""

    speaker: Speaker
    summary: str
    aliases: str
    sides: tuple[tuple[SideRow, int], ...]
    too_early: str
    outlets: tuple[OutletUse, ...]
    stories: tuple[StoryLine, ...]
    pages: Pages
    verbs: tuple[Used, ...]
    names: tuple[Used, ...]
    enough: int = ENOUGH


def speaker_list(page: int) -> SpeakerList:
    """All who are quoted; two queries."""
    told = Statement.objects.shown().filter(speaker__isnull=False).order_by()
    total = told.aggregate(number=Count("speaker", distinct=True))["number"]
    pages = pages_of(total, A_PAGE, page, lambda number: f"?page={number}")
    stories, outlets = Count("comparison", distinct=True), Count("version__article__outlet", distinct=True)
    rows = told.values("speaker", "speaker__name", "speaker__kind").annotate(stories=stories, outlets=outlets)
    ordered = rows.order_by("-stories", "-outlets", "speaker__name")
    return SpeakerList(
        total=count(total, "speaker"),
        rows=tuple(map(_row, ordered[pages.first - 1 : pages.first - 1 + A_PAGE])),
        pages=pages,
    )


def _row(row: Mapping[str, Any]) -> SpeakerRow:
    return SpeakerRow(
        name=row["speaker__name"],
        href=reverse("speaker", args=[row["speaker"]]),
        kind=row["speaker__kind"],
        quoted=f"quoted in {count(row['stories'], 'story', 'stories')} by {count(row['outlets'], 'outlet')}",
    )


def speaker_page(speaker: Speaker, page: int) -> SpeakerPage:
    """What is known of a speaker, with one page of their stories."""
    told = Statement.objects.shown().filter(speaker=speaker).order_by()
    stories = shown().filter(pk__in=told.values("comparison"))
    number = stories.count()
    several = shared().filter(pk__in=told.values("comparison"))
    pages = pages_of(number, _STORIES, page, lambda at: f"?page={at}#stories")
    return SpeakerPage(
        speaker=speaker,
        summary=_summary(told, number),
        aliases=", ".join(speaker.aliases.values_list("name", flat=True)),
        sides=_sides(told),
        too_early="" if number >= ENOUGH else _too_early(number),
        outlets=_outlets(told, several),
        stories=_stories(told, pages),
        pages=pages,
        verbs=_words(told.filter(cue__isnull=False).exclude(cue_tone=""), "cue", "cue_tone"),
        names=_words(told.filter(speaker_span__isnull=False), "speaker_span"),
    )


def _summary(told: QuerySet[Statement], stories: int) -> str:
    counts = told.aggregate(statements=Count("pk"), outlets=Count("version__article__outlet", distinct=True))
    if not stories:
        return "Not quoted in any story yet"
    return (
        f"{count(counts['statements'], 'statement')} in {count(stories, 'story', 'stories')}"
        f" by {count(counts['outlets'], 'outlet')}"
    )


def _too_early(number: int) -> str:
    return (
        f"It is too early to say how often outlets quote this speaker: of {count(number, 'story', 'stories')} there are"
        f" counts alone, and shares from {ENOUGH} on."
    )


def _sides(told: QuerySet[Statement]) -> tuple[tuple[SideRow, int], ...]:
    """For whom the speaker speaks, with the number of statements; most first."""
    rows = told.filter(side__isnull=False).values("side").annotate(number=Count("pk")).order_by("-number")
    numbers = {row["side"]: row["number"] for row in rows}
    sides = Side.objects.in_bulk(list(numbers))
    return tuple((side, number) for pk, number in numbers.items() if (side := side_row(sides.get(pk))))


def _outlets(told: QuerySet[Statement], several: QuerySet[Comparison]) -> tuple[OutletUse, ...]:
    """Every outlet with a complete text in a story where several could quote the speaker; two queries.

    In such a story all its texts count for what they quote: only of silence does an incomplete one say nothing.
    """
    outlet = "version__article__outlet"
    texts = Framing.objects.filter(comparison__in=several.values("pk"), reading__version__complete=True).order_by()
    all_told = (
        texts.values("reading__version__article__outlet__slug", "reading__version__article__outlet__name")
        .annotate(number=Count("comparison", distinct=True))
        .values_list("reading__version__article__outlet__slug", "reading__version__article__outlet__name", "number")
    )
    complete = texts.filter(comparison=OuterRef("comparison"), reading__version__article__outlet=OuterRef(outlet))
    quoted = told.filter(Exists(complete), comparison__in=several.values("pk"))
    tones = {tone.value: Count("pk", filter=Q(cue_tone=tone.value)) for tone in CueTone}
    rows = quoted.values(f"{outlet}__slug").annotate(
        stories=Count("comparison", distinct=True), statements=Count("pk"), **tones
    )
    uses = {row[f"{outlet}__slug"]: row for row in rows}
    lines = [_use(slug, name, number, uses.get(slug, {})) for slug, name, number in all_told]
    return tuple(sorted(lines, key=lambda line: (-line.quoted.part, -line.quoted.whole, line.name)))


def _use(slug: str, name: str, told: int, row: dict[str, Any]) -> OutletUse:
    stories = row.get("stories", 0)
    return OutletUse(
        name=name,
        href=reverse("outlet", args=[slug]),
        quoted=share(stories, told),
        missing=told - stories,
        statements=row.get("statements", 0),
        neutral=row.get("neutral", 0),
        doubting=row.get("doubting", 0),
        heated=row.get("heated", 0),
    )


def _stories(told: QuerySet[Statement], pages: Pages) -> tuple[StoryLine, ...]:
    """One page of the stories, the newest first; four queries."""
    days = told.annotate(day=STORY_DAY).values("comparison", "day").distinct().order_by("-day", "-comparison")
    ids = [row["comparison"] for row in days[pages.first - 1 : max(pages.last, 0)]]
    comparisons = Comparison.objects.select_related("story").in_bulk(ids)
    first: dict[int, dict[str, Statement]] = defaultdict(dict)
    numbers: Counter[tuple[int, str]] = Counter()
    said = told.filter(comparison__in=ids).select_related("version__article__outlet").defer("version__text")
    for statement in said.order_by("version", "start"):
        name = statement.version.article.outlet.name
        first[statement.comparison_id].setdefault(name, statement)
        numbers[statement.comparison_id, name] += 1
    texts: dict[int, dict[str, bool]] = defaultdict(dict)
    framings = Framing.objects.filter(comparison__in=ids).order_by("comparison", "position")
    for comparison, name, complete in framings.values_list(
        "comparison", "reading__version__article__outlet__name", "reading__version__complete"
    ):
        texts[comparison][name] = texts[comparison].get(name, False) or complete
    return tuple(_story(comparisons[pk], first[pk], numbers, texts[pk]) for pk in ids)


def _story(
    comparison: Comparison,
    first: dict[str, Statement],
    numbers: Counter[tuple[int, str]],
    texts: dict[str, bool],
) -> StoryLine:
    story = comparison.story
    silent = [name for name, complete in texts.items() if name not in first and complete]
    unread = [name for name, complete in texts.items() if name not in first and not complete]
    return StoryLine(
        title=story.title,
        href=story.get_absolute_url(),
        date=story.date,
        quoting=tuple(
            Quoting(
                name,
                point_address(story, [Passage(one.version_id, Span(*part)) for part in one.parts]),
                numbers[comparison.pk, name],
            )
            for name, one in first.items()
        ),
        silent=listed(silent),
        unread=listed(unread),
    )


def _words(told: QuerySet[Statement], field: str, *also: str) -> tuple[Used, ...]:
    """The words of a span of each statement, small letters for verbs; the most used ones. One query."""
    start, end = (Cast(KT(f"{field}__{edge}"), IntegerField()) for edge in (0, 1))
    text = Substr("version__text", start + 1, end - start)
    rows = (
        told.annotate(words=Lower(text) if also else text)
        .values("words", *also)
        .annotate(number=Count("pk"), outlets=Count("version__article__outlet", distinct=True))
        .order_by("-number", "words")
    )
    return tuple(
        Used(" ".join(row["words"].split()), row[also[0]] if also else "", row["number"], row["outlets"])
        for row in rows[:_WORDS]
    )
