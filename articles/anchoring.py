"""From stored rulings to what they say of the newest texts of a story; one whose text is gone says nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from articles.analysis.rulings.values import (
    Claim,
    OnCell,
    OnFinding,
    OnPoints,
    OnStatement,
    Place,
    RulingKind,
    Sketch,
)
from articles.analysis.rulings.values import Ruling as Said
from articles.analysis.text.carrying import carrying
from articles.analysis.types import FindingKind, Kind, Span, SpeakerKind, Stance, Thing, Tone
from articles.models import Anchor, AnchorRole, Ruling, Version

type Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A stored ruling with what it says of the newest texts; None where text that it holds on to is gone."""

    row: Ruling
    said: Said | None


def standing_rulings(story_id: int) -> tuple[Ruling, ...]:
    """The rulings that count in a story with their anchors, the oldest first; two queries."""
    anchors = Anchor.objects.select_related("version").defer("version__text")
    return tuple(Ruling.objects.standing().of_story(story_id).prefetch_related(Prefetch("anchors", anchors)))


def held(rulings: Sequence[Ruling], versions: Iterable[Version], analysis: str) -> tuple[Held, ...]:
    """What rulings (with their anchors) say of ``versions``, the newest ones of a story; one query where texts changed.

    Articles are named by the ids of these versions, as text. Places are exact for rulings that were made on what the
    same ``analysis`` found in the same versions.
    """
    newest = {version.article_id: version for version in versions}
    older = {
        anchor.version.pk
        for ruling in rulings
        for anchor in ruling.anchors.all()
        if anchor.version and anchor.version.article_id in newest
    } - {version.pk for version in newest.values()}
    texts = dict(Version.objects.filter(pk__in=older).values_list("pk", "text")) if older else {}
    carrier = _Carrier(newest, texts)
    return tuple(Held(ruling, _said(ruling, carrier, ruling.analysis_version == analysis)) for ruling in rulings)


class _Carrier:
    """Takes anchors from the versions that they were set in to the newest ones."""

    def __init__(self, newest: Mapping[int, Version], older: Mapping[int, str]) -> None:
        self.newest, self.older = newest, older

    def key(self, anchor: Anchor) -> str | None:
        """The key of the article that an anchor is in; None where it does not stand in the story (any more)."""
        version = self.newest.get(anchor.version.article_id) if anchor.version else None
        return str(version.pk) if version else None

    def span(self, anchor: Anchor) -> Span | None:
        """Where the anchored characters stand by now."""
        if anchor.version is None or anchor.version.article_id not in self.newest:
            return None
        version, span = self.newest[anchor.version.article_id], Span(anchor.start, anchor.end)
        if version.pk == anchor.version_id:
            return span
        return carrying(self.older[anchor.version.pk], version.text).span(span)

    def still_searched(self, anchor: Anchor) -> bool:
        """Whether the text that was searched has had nothing added to it."""
        if anchor.version is None or anchor.version.article_id not in self.newest:
            return False
        version = self.newest[anchor.version.article_id]
        same = version.pk == anchor.version_id
        return same or carrying(self.older[anchor.version.pk], version.text).adds_nothing

    def places(self, anchors: Iterable[Anchor], *, same_analysis: bool) -> tuple[Place | None, ...]:
        """The statements or passages of anchors, in order; None for one of which any part is gone."""
        numbered: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            numbered.setdefault(anchor.number, []).append(anchor)
        return tuple(self._place(parts, same_analysis) for _, parts in sorted(numbered.items()))

    def _place(self, anchors: Sequence[Anchor], same_analysis: bool) -> Place | None:
        key, spans = self.key(anchors[0]), [self.span(anchor) for anchor in anchors]
        found = tuple(span for span in spans if span is not None)
        if key is None or len(found) < len(spans):
            return None
        return Place(key, found, exact=same_analysis and str(anchors[0].version_id) == key)


def _said(ruling: Ruling, carrier: _Carrier, same_analysis: bool) -> Said | None:
    anchors: dict[str, list[Anchor]] = {}
    for anchor in ruling.anchors.all():
        anchors.setdefault(anchor.role, []).append(anchor)
    places = {role: carrier.places(found, same_analysis=same_analysis) for role, found in anchors.items()}
    try:
        match ruling.thing:
            case Thing.POINTS:
                return _on_points(ruling, places)
            case Thing.COVERAGE:
                return _on_cell(ruling, places, anchors, carrier)
            case Thing.FINDING:
                return _on_finding(ruling, places, carrier.key(anchors[AnchorRole.ABOUT][0]))
            case _:
                return _on_statement(ruling, places)
    except (KeyError, ValueError):  # of a release that had other names; a ruling is kept longer than these
        return None


type _Places = Mapping[str, tuple[Place | None, ...]]


def _there(places: _Places, role: AnchorRole) -> tuple[Place, ...]:
    return tuple(place for place in places.get(role, ()) if place is not None)


def _on_statement(ruling: Ruling, places: _Places) -> OnStatement | None:
    if any(place is None for found in places.values() for place in found):
        return None
    (at,) = _there(places, AnchorRole.ABOUT)
    moved = _there(places, AnchorRole.PARTS)
    given = {**(ruling.statement or {}), **ruling.value}
    return OnStatement(ruling.pk, RulingKind(ruling.kind), at, sketch_of(given, (moved or (at,))[0].parts))


def sketch_of(given: Json, parts: tuple[Span, ...]) -> Sketch:
    """The statement that stored values describe; raises ``KeyError`` or ``ValueError`` on values of another form."""
    return Sketch(
        parts=parts,
        kind=Kind(given["kind"]),
        speaker=given["speaker"],
        speaker_kind=SpeakerKind(given["speaker_kind"]) if given["speaker_kind"] else None,
        organisation=given["organisation"],
        side=given["side"],
        stances=tuple(Stance(Tone(one["stance"]), one["target"], None) for one in given["stances"]),
    )


def _on_points(ruling: Ruling, places: _Places) -> OnPoints | None:
    these = _there(places, AnchorRole.ABOUT)
    joined, apart = _there(places, AnchorRole.JOINED), _there(places, AnchorRole.APART)
    return OnPoints(ruling.pk, these, joined, apart) if these and (joined or apart) else None


def _on_cell(
    ruling: Ruling, places: _Places, anchors: Mapping[str, Sequence[Anchor]], carrier: _Carrier
) -> OnCell | None:
    point = _there(places, AnchorRole.ABOUT)
    if not point:
        return None
    if ruling.kind == RulingKind.CARRIED:
        (passage,) = places[AnchorRole.PASSAGE]
        return OnCell(ruling.pk, point, passage.article, passage) if passage else None
    (searched,) = anchors[AnchorRole.SEARCHED]
    key = carrier.key(searched)
    return OnCell(ruling.pk, point, key, None) if key and carrier.still_searched(searched) else None


def _on_finding(ruling: Ruling, places: _Places, article: str | None) -> OnFinding | None:
    evidence = places.get(AnchorRole.EVIDENCE, ())
    found = tuple(place for place in evidence if place is not None)
    if article is None or len(found) != len(evidence):
        return None
    holds = ruling.kind == RulingKind.FINDING_CONFIRMED
    claim = Claim(FindingKind(ruling.value["finding"]), article, tuple(ruling.value["about"]), found)
    return OnFinding(ruling.pk, holds, claim)
