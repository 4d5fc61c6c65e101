"""The reads of the story page: what is stored about one comparison, as plain values.

The number of queries is the same however many articles, points and statements there are.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from articles.analysis.types import Loaded, Span, Status, Voice
from articles.comparison.histories import History, histories
from articles.comparison.rows import (
    ArticleRow,
    Cell,
    FindingRow,
    Passage,
    PointRow,
    SideRow,
    StatementRow,
    StoryRows,
)
from articles.comparison.ruled import ruled_row
from articles.comparison.words import NEAR
from articles.models import (
    Comparison,
    Copies,
    Coverage,
    Finding,
    Framing,
    Outlet,
    OutletSource,
    Point,
    Side,
    Statement,
    Version,
)


def load(comparison: Comparison, *, once: bool = False) -> StoryRows:
    """Read a comparison in six queries, with copies counted ``once`` where it has any.

    One more where an article has earlier versions.
    """
    articles = _articles(comparison)
    texts = of_one_text(articles)
    once = once and len(texts) < len(articles)
    sides = {pk: SideRow(*names) for pk, *names in Side.objects.values_list("pk", "name", "short_name", "colour")}
    statements = _statements(comparison, sides)
    return StoryRows(
        articles=articles,
        pieces=texts if once else tuple((article,) for article in articles),
        once=once,
        points=_points(comparison, sides, statements, once=once),
        statements=statements,
        findings=_findings(comparison, Copies.ONCE if once else Copies.EACH),
        sides={side.name: side for side in sides.values()},
        histories=_histories(articles),
    )


def _histories(articles: tuple[ArticleRow, ...]) -> dict[int, History]:
    changed = {article.version_id: article.article_id for article in articles if article.number > 1}
    return histories(changed) if changed else {}


def of_one_text(articles: tuple[ArticleRow, ...]) -> tuple[tuple[ArticleRow, ...], ...]:
    """Articles that carry one text together, the fullest first; every other article by itself."""
    texts: dict[int, list[ArticleRow]] = {}
    for article in articles:
        texts.setdefault(article.origin or article.version_id, []).append(article)
    return tuple(tuple(sorted(text, key=lambda one: one.origin != one.version_id)) for text in texts.values())


def nearest_passages(comparison: Comparison, number: int) -> dict[int, tuple[Span, float]]:
    """For each version without this point, the passage that comes nearest to it, with its likeness (0 to 1)."""
    cells = Coverage.objects.filter(point__comparison=comparison, point__number=number, nearest__isnull=False)
    return {
        version: (Span(*nearest), score or 0.0)
        for version, nearest, score in cells.values_list("version_id", "nearest", "score")
        if nearest
    }


def nearest_by_point(comparison: Comparison) -> dict[tuple[int, int], tuple[Span, float]]:
    """As ``nearest_passages``, for all points, of those near enough to be shown: by number of the point and version."""
    cells = Coverage.objects.filter(point__comparison=comparison, nearest__isnull=False, score__gte=NEAR)
    return {
        (number, version): (Span(*nearest), score or 0.0)
        for number, version, nearest, score in cells.values_list("point__number", "version_id", "nearest", "score")
        if nearest
    }


def names_of(outlets: Iterable[Outlet]) -> list[tuple[str, str]]:
    """The key and the name of each article of a story, from their outlets in order; an outlet's second is numbered."""
    seen: Counter[str] = Counter()
    names = []
    for outlet in outlets:
        seen[outlet.slug] += 1
        number = seen[outlet.slug]
        again = number > 1
        names.append(
            (f"{outlet.slug}~{number}" if again else outlet.slug, f"{outlet.name} ({number})" if again else outlet.name)
        )
    return names


def _articles(comparison: Comparison) -> tuple[ArticleRow, ...]:
    framings = (
        Framing.objects.filter(comparison=comparison)
        .select_related("reading__version__article__outlet")
        .defer("reading__draft")
        .annotate(versions=_number_of_versions())
    )
    rows: list[ArticleRow] = []
    names = names_of(framing.reading.version.article.outlet for framing in framings)
    for framing, (key, name) in zip(framings, names, strict=True):
        version, layout = framing.reading.version, framing.reading.layout
        article = version.article
        rows.append(
            ArticleRow(
                version_id=version.pk,
                key=key,
                name=name,
                outlet_source=OutletSource(article.outlet_source),
                licensed=article.outlet.licensed,
                headline=article.headline,
                byline=article.byline,
                url=article.url,
                published_at=article.published_at,
                language=layout.get("language") or "",
                complete=version.complete,
                text=version.text,
                headline_span=_span(layout.get("headline")),
                paragraphs=_spans(layout.get("paragraphs")),
                sentences=_spans(layout.get("sentences")),
                boilerplate=_spans(layout.get("boilerplate")),
                loaded=tuple(map(_loaded, layout.get("loaded") or ())),
                measures=framing.measures,
                article_id=article.pk,
                number=version.number,
                versions=framing.versions,
                stored_at=version.created_at,
                origin=framing.origin_id,
                share=framing.share or 0.0,
                share_of_fullest=framing.share_of_fullest or 0.0,
                sha256=version.sha256,
            )
        )
    return tuple(rows)


def _number_of_versions() -> Subquery:
    """How many versions the article of a framing has."""
    versions = Version.objects.filter(article=OuterRef("reading__version__article")).order_by()
    return Subquery(versions.values("article").annotate(number=Count("pk")).values("number"))


def _statements(comparison: Comparison, sides: Mapping[int, SideRow]) -> tuple[StatementRow, ...]:
    found = (
        Statement.objects.filter(comparison=comparison)
        .order_by("version", "start")
        .values(
            *("version_id", "point_id", "ident", "parts", "kind", "paragraph", "in_headline", "cue", "cue_tone"),
            *("speaker__name", "speaker_kind", "organisation", "side_id", "stance", "target", "stances"),
            *("confidence", "rule", "ruled"),
        )
    )
    return tuple(
        StatementRow(
            version_id=row["version_id"],
            point_id=row["point_id"],
            ident=row["ident"],
            parts=_spans(row["parts"]),
            kind=row["kind"],
            paragraph=row["paragraph"],
            in_headline=row["in_headline"],
            cue=_span(row["cue"]),
            cue_tone=row["cue_tone"],
            speaker=row["speaker__name"],
            speaker_kind=row["speaker_kind"],
            organisation=row["organisation"],
            side=sides.get(row["side_id"]) if row["side_id"] else None,
            stance=row["stance"],
            target=row["target"],
            stances=_stances(row["stances"]),
            confidence=row["confidence"],
            rule=row["rule"],
            ruled={thing: ruled_row(one) for thing, one in row["ruled"].items()},
        )
        for row in found
    )


def _points(
    comparison: Comparison, sides: Mapping[int, SideRow], statements: tuple[StatementRow, ...], *, once: bool
) -> tuple[PointRow, ...]:
    cells: dict[int, dict[int, Cell]] = {}
    coverage = Coverage.objects.filter(point__comparison=comparison)
    for point, version, status, spans, ruled in coverage.values_list(
        "point_id", "version_id", "status", "spans", "ruled"
    ):
        cells.setdefault(point, {})[version] = Cell(Status(status), _spans(spans), ruled_row(ruled) if ruled else None)
    told: dict[int | None, list[StatementRow]] = {}
    for statement in statements:
        told.setdefault(statement.point_id, []).append(statement)
    return tuple(
        PointRow(
            number=point.number,
            gist=point.gist,
            kind=point.kind,
            speaker=point.speaker.name if point.speaker else None,
            organisation=point.organisation,
            side=sides.get(point.side_id) if point.side_id else None,
            stance=point.stance,
            target=point.target,
            stances=_stances(point.stances),
            similar=tuple(point.similar),
            only_in=point.only_in_once_id if once else point.only_in_id,
            cells=cells.get(point.pk, {}),
            statements=tuple(told.get(point.pk, ())),
            ruled=tuple(point.ruled),
        )
        for point in Point.objects.filter(comparison=comparison).select_related("speaker")
    )


def _findings(comparison: Comparison, copies: Copies) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            ident=claim_ident(finding.kind, finding.version_id, finding.about, finding.evidence),
            rank=finding.rank,
            kind=finding.kind,
            text=finding.text,
            version_id=finding.version_id,
            points=tuple(finding.points),
            evidence=tuple(map(_passage, finding.evidence)),
            nearest=tuple(map(_passage, finding.nearest)),
            searched=tuple(finding.searched),
            words=finding.words,
            paragraph=finding.paragraph,
            about=tuple(finding.about),
            ruled=finding.ruled,
        )
        for finding in Finding.objects.filter(comparison=comparison, copies=copies)
    )


def claim_ident(kind: str, version: int, about: Sequence[str], evidence: Sequence[Sequence[int]]) -> str:
    """What tells one finding from another, whatever its rank: 12 hexadecimal digits."""
    claim = json.dumps([kind, version, list(about), [list(passage) for passage in evidence]])
    return hashlib.sha256(claim.encode()).hexdigest()[:12]


def _passage(stored: list[int]) -> Passage:
    version, start, end = stored
    return Passage(version, Span(start, end))


def _stances(stored: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((one["stance"], one.get("target") or "") for one in stored)


def _span(stored: list[int] | None) -> Span | None:
    return Span(*stored) if stored else None


def _spans(stored: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in stored or ())


def _loaded(stored: Mapping[str, Any]) -> Loaded:
    return Loaded(Span(stored["start"], stored["end"]), stored["term"], stored["category"], Voice(stored["voice"]))
