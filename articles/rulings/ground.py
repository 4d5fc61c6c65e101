"""What rulings of one story are judged on: its newest texts, its comparison, and the rulings that stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.analysis.rulings.values import Place, find, known
from articles.analysis.text.carrying import carrying
from articles.analysis.types import Span
from articles.anchoring import Held, held, standing_rulings
from articles.models import Anchor, AnchorRole, Comparison, Coverage, Point, Ruling, Statement, Story, Version
from articles.rulings.asking import Json, Passage, Stands

_AROUND = 60  # characters of context that are kept on each side


class Refusal(Exception):
    """A ruling that cannot be made; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A place that a ruling is to be anchored to; without a quote it is the whole text."""

    role: AnchorRole
    place: Place
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked, held against what stands: all that a ruling's row is made of.

    ``same`` tells whether another ruling is on the same thing. ``blocked``: what stands has to be undone first.
    """

    stands: Stands
    same: Callable[[Held], bool]
    value: Json
    holds: tuple[Hold, ...]
    statement: Json | None = None
    replaces: tuple[Ruling, ...] = ()
    blocked: bool = False


class Ground:
    """One story as it stands in this moment. Places are in its newest texts, which are keyed by their ids as text."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.versions = tuple(Version.objects.of_story(story.pk))
        self.by_key = {str(version.pk): version for version in self.versions}
        self._carried: dict[Place, Passage] = {}
        self.standing = self._held(standing_rulings(story.pk))

    @cached_property
    def comparison(self) -> Comparison:
        """The comparison that the story shows."""
        if self.story.comparison is None:
            raise Refusal("The story is not analysed yet: wait until it is, and rule then.")
        return self.story.comparison

    def place(self, passage: Passage) -> Place:
        """The passage in the newest text of its article, which the editor means exactly; refuses what is not there."""
        newest = self.newest(passage.version)
        version = self._versions[passage.version]
        ends = [0, *(end for _, end in passage.parts)]
        ordered = all(before <= start < end for before, (start, end) in zip(ends, passage.parts, strict=False))
        if not passage.parts or not ordered or passage.parts[-1].end > len(version.text):
            raise Refusal("The passage does not stand in the text: select it again.")
        if newest.pk == version.pk:
            return Place(str(newest.pk), passage.parts, exact=True)
        spans = [carrying(version.text, newest.text).span(span) for span in passage.parts]
        found = tuple(span for span in spans if span is not None)
        if len(found) < len(spans):
            raise Refusal("The passage has changed in a newer version of the article: load the page again.")
        place = Place(str(newest.pk), found, exact=True)
        self._carried[place] = passage
        return place

    def origin(self, place: Place) -> tuple[Version, tuple[Span, ...]]:
        """The version and the characters in which a place was seen: older ones, where it was carried over."""
        passage = self._carried.get(place)
        if passage is None:
            return self.by_key[place.article], place.parts
        return self._versions[passage.version], passage.parts

    def newest(self, version: int) -> Version:
        """The newest version of the article that a version is of; refuses one of another story."""
        article = self._versions[version].article_id if version in self._versions else None
        found = next((one for one in self.versions if one.article_id == article), None)
        if found is None:
            raise Refusal("The article does not stand in this story any more: load the page again.")
        return found

    def text(self, place: Place) -> str:
        """The text of the article that a place is in."""
        return self.by_key[place.article].text

    @cached_property
    def _versions(self) -> dict[int, Version]:
        return {v.pk: v for v in Version.objects.filter(article__in=[v.article_id for v in self.versions])}

    @cached_property
    def statements(self) -> tuple[tuple[Statement, Place], ...]:
        """The statements of the comparison that stand in the newest texts."""
        rows = self.comparison.statements.select_related("speaker", "side", "point")
        placed = ((row, self.place_of(row.version_id, row.parts)) for row in rows)
        return tuple((row, place) for row, place in placed if place is not None)

    def place_of(self, version: int, parts: Iterable[Sequence[int]]) -> Place | None:
        """The place of a stored passage; None where it has changed in a newer version."""
        try:
            return self.place(Passage(version, tuple(Span(start, end) for start, end in parts)))
        except Refusal:
            return None

    def statement(self, place: Place) -> Statement | None:
        """The statement of the comparison at a place, as it stands or as it was found."""
        number = find(place, self._known)
        return None if number is None else self.statements[number][0]

    @cached_property
    def _known(self) -> list[tuple[int, Place]]:
        said = (one.said for one in self.standing if one.said is not None)
        return known([place for _, place in self.statements], said)

    def as_found(self, place: Place) -> Place:
        """Where a statement was found whose characters were ruled to be those of ``place``."""
        said = (one.said for one in self.standing if one.said is not None)
        return next((before for _, before in known([place], said)[1:]), place)

    def point(self, places: Sequence[Place]) -> Point | None:
        """The point of the comparison that most of the places stand in, as statements or as narrated passages."""
        rows = [self.statement(place) for place in places]
        counted: dict[int, int] = {}
        points: dict[int, Point] = {}
        for row in rows:
            if row is not None and row.point is not None:
                points[row.point.pk] = row.point
                counted[row.point.pk] = counted.get(row.point.pk, 0) + 1
        for place in places:
            for point, spans in self._narrated.get(place.article, ()):
                if find(place, [(0, Place(place.article, spans))]) is not None:
                    points[point.pk] = point
                    counted[point.pk] = counted.get(point.pk, 0) + 1
        return points[max(counted, key=lambda pk: (counted[pk], -points[pk].number))] if counted else None

    @cached_property
    def _narrated(self) -> dict[str, list[tuple[Point, tuple[Span, ...]]]]:
        """The passages of narrated points by article."""
        found: dict[str, list[tuple[Point, tuple[Span, ...]]]] = {}
        points = self.comparison.points.filter(kind="narration").prefetch_related("coverage")
        for point in points:
            for cell in point.coverage.all():
                place = self.place_of(cell.version_id, cell.spans)
                if place is not None:
                    found.setdefault(place.article, []).append((point, place.parts))
        return found

    def cell(self, point: Point, version: Version) -> Coverage:
        """How the comparison says that the article of a version carries a point."""
        found = point.coverage.filter(version__article=version.article_id).first()
        if found is None:
            raise Refusal("The article is not compared yet: wait until it is, and load the page again.")
        return found

    def fallen(self, seen: Iterable[int]) -> tuple[Held, ...]:
        """Those of some rulings that do not stand any more."""
        gone = set(seen) - {one.row.pk for one in self.standing}
        rows = Ruling.objects.filter(pk__in=gone).prefetch_related("anchors__version") if gone else ()
        return self._held(tuple(rows))

    def _held(self, rulings: Sequence[Ruling]) -> tuple[Held, ...]:
        analysis = self.story.comparison.analysis_version if self.story.comparison else ""
        return held(rulings, self.versions, analysis)


def anchors_of(ruling: Ruling, holds: Iterable[Hold], ground: Ground) -> list[Anchor]:
    """The anchors of a ruling, with the characters themselves and those around them."""
    anchors, counted = [], dict[AnchorRole, int]()
    for hold in holds:
        number = counted.get(hold.role, -1) + 1
        counted[hold.role] = number
        version, parts = ground.origin(hold.place)
        for start, end in parts:
            anchor = Anchor(ruling=ruling, role=hold.role, number=number, version=version, start=start, end=end)
            if not hold.whole:
                anchor.quote = version.text[start:end]
                anchor.before = version.text[max(0, start - _AROUND) : start]
                anchor.after = version.text[end : end + _AROUND]
            anchors.append(anchor)
    return anchors
