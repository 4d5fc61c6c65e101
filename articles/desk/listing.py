"""The rulings of a story: all of them with what became of each, and those that a form names."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from articles.comparison.places import Place
from articles.comparison.rows import StoryRows
from articles.desk.subjects import Desk
from articles.desk.words import THINGS, editor_words, is_confirmation, machine_words, outlet_of, quote_of
from articles.models import Anchor, Ruling, RulingState, Story

_MOST_NAMED = 20
_A_PAGE = 50
_STATES = {
    RulingState.IN_EFFECT: "stands",
    RulingState.UNANCHORED: "its text is gone: it is kept, and not applied",
    RulingState.IDLE: "what it was about is not found any more: it is kept, and not applied",
    RulingState.WAITING: "waits for the next comparison",
}
SHOWN = {"": "All", "standing": "That stand", "gone": "Without their text", "past": "Undone or replaced"}


@dataclass(frozen=True, slots=True)
class ThingLine:
    """One thing that was ruled on: what the machine says, what the editor says, and what became of it."""

    thing: str
    machine: str
    editor: str
    confirms: bool
    state: str
    stands: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class RulingEntry:
    """What one editor ruled at one time on one matter. ``undo`` are the ids of what still stands of it."""

    matter: str
    lines: tuple[ThingLine, ...]
    by: str
    at: dt.datetime
    reason: str
    href: str
    undo: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice of which rulings are listed."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class RulingList:
    """One page of the rulings of a story, the newest first."""

    entries: tuple[RulingEntry, ...]
    choices: tuple[Shown, ...]
    page: Page[Ruling]
    query: str


def ruling_list(story: Story, query: QueryDict) -> RulingList:
    """The rulings of a story as an address asks for them; a dozen queries, whatever their number."""
    desk, every = Desk(story), Ruling.objects.of_story(story.pk).order_by("-pk")
    standing = set(Ruling.objects.standing().of_story(story.pk).values_list("pk", flat=True))
    states = {
        int(pk): RulingState(state) for pk, state in (story.comparison.rulings if story.comparison else {}).items()
    }
    gone = {pk for pk, state in states.items() if state is RulingState.UNANCHORED} & standing
    total = every.count()
    counts = {"": total, "standing": len(standing), "gone": len(gone), "past": total - len(standing)}
    chosen = query.get("state", "")
    chosen = chosen if chosen in SHOWN else ""
    narrowed: Mapping[str, QuerySet[Ruling]] = {
        "standing": every.filter(pk__in=standing),
        "gone": every.filter(pk__in=gone),
        "past": every.exclude(pk__in=standing),
    }
    found = narrowed.get(chosen, every).select_related("editor", "withdrawn_by").prefetch_related(with_anchors())
    page = Paginator(found, _A_PAGE).get_page(query.get("page"))
    numbers = _points_of(desk.rows)
    entries = tuple(_entry(group, standing, states, numbers, story) for group in _made_together(page))
    choices = tuple(Shown(value, label, counts[value], value == chosen) for value, label in SHOWN.items())
    return RulingList(entries, choices, page, chosen)


def with_anchors() -> "Prefetch[str]":
    """The anchors of rulings with the outlets of their articles, without their texts."""
    anchors = Anchor.objects.select_related("version__article__outlet").defer("version__text")
    return Prefetch("anchors", anchors)


def named(story: Story, rulings: Collection[int]) -> tuple[Ruling, ...]:
    """Rulings of a story by their ids, with their anchors; two queries."""
    found = Ruling.objects.filter(pk__in=rulings).of_story(story.pk)
    return tuple(found.select_related("editor").prefetch_related(with_anchors()))


def read_ids(text: str) -> tuple[int, ...]:
    """The ids that an address or a form names ("12-13"); whatever else stands there is left out."""
    names = text.split("-")[:_MOST_NAMED]
    return tuple(int(name) for name in names if name.isascii() and name.isdecimal() and len(name) < 19)


def _made_together(rulings: Iterable[Ruling]) -> list[list[Ruling]]:
    """Rulings of one form: they have one time. Each group is in the order in which it was made."""
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        last = groups[-1][0] if groups else None
        if last and (last.created_at, last.editor_id) == (ruling.created_at, ruling.editor_id):
            groups[-1].insert(0, ruling)
        else:
            groups.append([ruling])
    return groups


def _entry(
    group: list[Ruling],
    standing: Collection[int],
    states: Mapping[int, RulingState],
    numbers: Mapping[int, int],
    story: Story,
) -> RulingEntry:
    first = group[0]
    number = next((numbers[ruling.pk] for ruling in group if ruling.pk in numbers), None)
    quote = quote_of(first)
    return RulingEntry(
        matter=f"{quote}, {outlet_of(first)}" if quote else str(first.value.get("text", "")),
        lines=tuple(_line(ruling, ruling.pk in standing, states.get(ruling.pk)) for ruling in group),
        by=str(first.editor),
        at=first.created_at,
        reason=first.reason,
        href=f"{story.get_absolute_url()}{f'?point={number}' if number else _at(first)}",
        undo="-".join(str(ruling.pk) for ruling in group if ruling.pk in standing),
    )


def _line(ruling: Ruling, stands: bool, state: RulingState | None) -> ThingLine:
    if ruling.withdrawn_at is not None:
        words = f"undone by {ruling.withdrawn_by}, {ruling.withdrawn_at:%-d %B %Y}"
    else:
        words = _STATES[state or RulingState.WAITING] if stands else "replaced by a later ruling"
    return ThingLine(
        thing=THINGS[ruling.thing].capitalize(),
        machine=machine_words(ruling),
        editor=editor_words(ruling),
        confirms=is_confirmation(ruling),
        state=words,
        stands=stands,
        gone=stands and state in {RulingState.UNANCHORED, RulingState.IDLE},
    )


def _at(ruling: Ruling) -> str:
    """The point that stands where the ruling holds on to, if any."""
    anchors = ruling.anchors.all()
    places = [Place(a.version_id, a.start, a.end).key for a in anchors if a.version_id and a.quote]
    return f"?at={places[0]}" if places else ""


def _points_of(rows: StoryRows) -> dict[int, int]:
    """The number of the point that each ruling in effect is seen at."""
    found: dict[int, int] = {}
    for point in rows.points:
        ruled = [*point.ruled, *(cell.ruled.ruling for cell in point.cells.values() if cell.ruled)]
        ruled += [one.ruling for statement in point.statements for one in statement.ruled.values()]
        found |= dict.fromkeys(ruled, point.number)
    return found | {finding.ruled: finding.points[0] for finding in rows.findings if finding.ruled and finding.points}
