"""The rows of a comparison, from the values of the analysis. The caller holds the transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from articles.analysis.types import Comparison as Analysed
from articles.analysis.types import Evidence, Ruled, SpeakerKind, Stance
from articles.analysis.types import Finding as AnalysedFinding
from articles.analysis.types import Statement as AnalysedStatement
from articles.copies import Origin
from articles.models import (
    Comparison,
    Copies,
    Coverage,
    Finding,
    Framing,
    Point,
    Reading,
    Side,
    Speaker,
    Statement,
    Story,
)
from articles.pipeline.readings import encode_spans

type Json = dict[str, Any]

# The columns end here; a longer name is a reading gone wrong, and the span in the text has all of it.
_LONGEST_NAME = 200


def write_comparison(
    comparison: Comparison,
    result: Analysed,
    readings: Mapping[str, Reading],
    measures: Mapping[str, Json],
    origins: Mapping[int, Origin] | None = None,
) -> None:
    """Store ``comparison`` and all its rows, a fixed number of queries. Keys are version ids as text.

    ``origins`` are those of the versions that are copies, by version id.
    """
    comparison.save()
    speakers, sides = _speakers(result), {side.name: side for side in Side.objects.all()}
    Framing.objects.bulk_create(
        Framing(
            comparison=comparison,
            reading=readings[key],
            position=position,
            measures=measures.get(key, {}),
            **_origin((origins or {}).get(int(key))),
        )
        for position, key in enumerate(result.articles, start=1)
    )
    numbers = {point.id: number for number, point in enumerate(result.points, start=1)}
    points = Point.objects.bulk_create(
        Point(
            comparison=comparison,
            number=numbers[point.id],
            gist=point.gist,
            kind=point.kind.value,
            speaker=speakers.get(_clip(point.speaker)),
            organisation=_clip(point.organisation),
            side=sides.get(point.side or ""),
            stance=point.stance.value,
            target=_clip(point.target),
            stances=_stances(point.stances),
            similar=[numbers[other] for other in point.similar],
            only_in_id=int(point.only_in) if point.only_in else None,
            only_in_once_id=int(point.only_in_once) if point.only_in_once else None,
            ruled=list(point.ruled),
        )
        for point in result.points
    )
    Coverage.objects.bulk_create(
        Coverage(
            point=row,
            version_id=int(key),
            status=cell.status.value,
            spans=encode_spans(cell.spans),
            nearest=list(cell.nearest.span) if cell.nearest else None,
            score=cell.nearest.score if cell.nearest else None,
            ruled=_ruled(cell.ruled) if cell.ruled else None,
        )
        for row, point in zip(points, result.points, strict=True)
        for key, cell in point.coverage.items()
    )
    point_of = {
        (key, ident): row
        for row, point in zip(points, result.points, strict=True)
        for key, cell in point.coverage.items()
        for ident in cell.statements
    }
    Statement.objects.bulk_create(
        _statement(comparison, key, statement, point_of.get((key, statement.id)), speakers, sides)
        for key, article in result.articles.items()
        for statement in article.statements
    )
    Finding.objects.bulk_create(
        _finding(comparison, finding, copies, numbers)
        for copies, findings in ((Copies.EACH, result.findings), (Copies.ONCE, result.findings_once))
        for finding in findings
    )


def replace_comparison(story: Story, comparison: Comparison | None) -> None:
    """Make ``comparison`` the one that the story shows, and delete all others of the story.

    By a query, not by saving the story: what the machine shows is no change of the story that its history would keep.
    """
    story.comparison = comparison
    Story.objects.filter(pk=story.pk).update(comparison=comparison)
    others = story.comparisons.exclude(pk=comparison.pk) if comparison else story.comparisons.all()
    others.delete()


def _statement(
    comparison: Comparison,
    key: str,
    statement: AnalysedStatement,
    point: Point | None,
    speakers: Mapping[str, Speaker],
    sides: Mapping[str, Side],
) -> Statement:
    return Statement(
        comparison=comparison,
        version_id=int(key),
        point=point,
        ident=statement.id,
        start=statement.start,
        end=statement.end,
        parts=encode_spans(statement.parts),
        kind=statement.kind.value,
        in_headline=statement.in_headline,
        paragraph=statement.paragraph,
        cue=list(statement.cue) if statement.cue else None,
        cue_tone=statement.cue_tone.value if statement.cue_tone else "",
        speaker_span=list(statement.speaker_span) if statement.speaker_span else None,
        speaker=speakers.get(_clip(statement.speaker)),
        speaker_kind=statement.speaker_kind.value if statement.speaker_kind else "",
        organisation=_clip(statement.organisation),
        side=sides.get(statement.side or ""),
        stance=statement.stance.value,
        target=_clip(statement.target),
        stances=_stances(statement.stances),
        confidence=statement.confidence,
        rule=statement.rule,
        ruled={ruled.thing.value: _ruled(ruled) for ruled in statement.ruled},
    )


def _finding(comparison: Comparison, finding: AnalysedFinding, copies: Copies, numbers: Mapping[str, int]) -> Finding:
    return Finding(
        comparison=comparison,
        copies=copies,
        rank=finding.rank,
        kind=finding.kind.value,
        text=finding.text,
        version_id=int(finding.article),
        points=[numbers[ident] for ident in finding.points],
        evidence=_passages(finding.evidence),
        nearest=_passages(finding.nearest),
        searched=[int(key) for key in finding.searched],
        words=finding.words,
        paragraph=finding.paragraph,
        about=list(finding.about),
        ruled=finding.ruled,
    )


def _origin(origin: Origin | None) -> Json:
    if origin is None:
        return {}
    return {"origin_id": origin.fullest, "share": origin.share, "share_of_fullest": origin.share_of_fullest}


def _speakers(result: Analysed) -> dict[str, Speaker]:
    """The rows of everyone who speaks, by name; those met for the first time are made, three queries at most."""
    kinds: dict[str, SpeakerKind] = {}
    for article in result.articles.values():
        for statement in article.statements:
            if statement.speaker:
                kinds.setdefault(_clip(statement.speaker), statement.speaker_kind or SpeakerKind.PERSON)
    for point in result.points:
        if point.speaker:
            kinds.setdefault(_clip(point.speaker), SpeakerKind.PERSON)
    found = Speaker.objects.in_bulk(list(kinds), field_name="name")
    missing = [Speaker(name=name, kind=kind.value) for name, kind in sorted(kinds.items()) if name not in found]
    if missing:
        Speaker.objects.bulk_create(missing, ignore_conflicts=True)
        found = Speaker.objects.in_bulk(list(kinds), field_name="name")
    return found


def _ruled(ruled: Ruled) -> Json:
    return {
        "ruling": ruled.ruling,
        "machine": ruled.machine,
        "confidence": ruled.confidence,
        "rule": ruled.rule,
    }


def _stances(stances: Sequence[Stance]) -> list[Json]:
    return [
        {"stance": one.stance.value, "target": one.target, "span": list(one.span) if one.span else None}
        for one in stances
    ]


def _passages(passages: Iterable[Evidence]) -> list[list[int]]:
    return [[int(passage.article), *passage.span] for passage in passages]


def _clip(name: str | None) -> str:
    return (name or "")[:_LONGEST_NAME]
