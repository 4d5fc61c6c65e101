"""What a new text changes in an open story: the comparison before set against the one after. Written by the pipeline.

Kept are values, as comparisons come and go: for each new text a list of entries, most telling first. Each has a
``kind``:

- ``side``: this outlet is the first of the story to quote the ``side``;
- ``gained``: a point that stood in ``others`` (names of outlets) before is carried by this outlet too;
- ``alone``: a point that no other text of the story was found to have;
- ``lost``: a point that the text before carried and the new one was found without.

``speaker`` and ``side`` are "" where they are not known, ``gist`` is the point's, ``at`` where it stands after.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.analysis.types import Status
from articles.models import Comparison, Coverage, Framing, Point, Statement, Story, StoryChange

type Json = dict[str, Any]

_MOST = 40  # entries a text; a page shows fewer still
_PASSAGES = 4  # that a point is found again by
_CARRYING = frozenset(status.value for status in Status if status.carries)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it was compared."""

    version: int
    article: int
    outlet: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """How one text carries one point."""

    status: str
    spans: list[list[int]]

    @property
    def carries(self) -> bool:
        return self.status in _CARRYING


type _Cells = Mapping[int, _Cell]  # of one point, by version


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is needed of a comparison: its points with their cells, and the sides that speak in each text."""

    points: tuple[tuple[Point, _Cells], ...]
    sides: Mapping[int, set[str]]


def note_changes(story: Story, after: Comparison) -> None:
    """Store what the texts that are new in ``after`` change in a story that is open; the caller holds the transaction.

    The story still shows the comparison before. A first comparison changes nothing. Nine queries at most.
    """
    if not story.open or story.comparison_id is None:
        return
    old = _texts(story.comparison_id)
    new = [text for text in _texts(after.pk).values() if text.version not in old]
    if not new:
        return
    was, now = _compared(story.comparison_id), _compared(after.pk)
    StoryChange.objects.bulk_create(
        (
            StoryChange(
                story=story,
                version_id=text.version,
                joined=not any(other.article == text.article for other in old.values()),
                told=list(_changed_by(text, old, was, now))[:_MOST],
            )
            for text in new
        ),
        ignore_conflicts=True,  # it was here before, was taken out, and has come back: that is told already
    )


def _changed_by(text: _Text, old: Mapping[int, _Text], was: _Compared, now: _Compared) -> Iterable[Json]:
    """What one new text changes, most telling first."""
    known = {name for names in was.sides.values() for name in names}
    yield from ({"kind": "side", "side": name} for name in sorted(now.sides.get(text.version, set()) - known))
    replaced = [other.version for other in old.values() if other.article == text.article]
    kept = {version: other.outlet for version, other in old.items() if version not in replaced}
    had = [(point, cells) for point, cells in was.points if any(_carries(cells, version) for version in replaced)]
    entries: dict[str, list[Json]] = {"gained": [], "alone": [], "lost": []}
    for point, cells in now.points:
        others = sorted({outlet for version, outlet in kept.items() if _carries(cells, version)})
        before = any(_meet(cells, earlier) or point.gist == one.gist for one, earlier in had)
        if _carries(cells, text.version) and not before:
            if others:
                entries["gained"].append(_entry("gained", point, cells, others))
            elif point.only_in_id == text.version:
                entries["alone"].append(_entry("alone", point, cells, others))
        elif before and others and text.version in cells and cells[text.version].status == Status.ABSENT:
            entries["lost"].append(_entry("lost", point, cells, others))
    for of_kind in entries.values():
        yield from of_kind


def _carries(cells: _Cells, version: int) -> bool:
    return version in cells and cells[version].carries


def _meet(one: _Cells, other: _Cells) -> bool:
    """Whether two points stand on the same characters of some text."""
    return any(
        a[0] < b[1] and b[0] < a[1]
        for version, cell in one.items()
        if version in other
        for a in cell.spans
        for b in other[version].spans
    )


def _entry(kind: str, point: Point, cells: _Cells, others: list[str]) -> Json:
    at = [[version, *span] for version, cell in cells.items() if cell.carries for span in cell.spans]
    return {
        "kind": kind,
        "speaker": point.speaker.name if point.speaker else "",
        "side": point.side.name if point.side else "",
        "gist": point.gist,
        "others": others,
        "at": at[:_PASSAGES],
    }


def _texts(comparison: int) -> dict[int, _Text]:
    version = "reading__version"
    rows = Framing.objects.filter(comparison=comparison).values_list(
        version, f"{version}__article", f"{version}__article__outlet__name"
    )
    return {pk: _Text(pk, article, outlet) for pk, article, outlet in rows}


def _compared(comparison: int) -> _Compared:
    """Three queries."""
    cells: dict[int, dict[int, _Cell]] = defaultdict(dict)
    coverage = Coverage.objects.filter(point__comparison=comparison).order_by("pk")
    for point, version, status, spans in coverage.values_list("point", "version", "status", "spans"):
        cells[point][version] = _Cell(status, spans)
    points = Point.objects.filter(comparison=comparison).select_related("speaker", "side")
    sides: dict[int, set[str]] = defaultdict(set)
    told = Statement.objects.filter(comparison=comparison, side__isnull=False).order_by()
    for version, name in told.values_list("version", "side__name").distinct():
        sides[version].add(name)
    return _Compared(tuple((point, cells[point.pk]) for point in points), sides)
