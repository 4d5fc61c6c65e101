"""The page of a frozen comparison as one frozen value, made from its document alone."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from articles.analysis.rulings.values import RulingKind
from articles.analysis.types import Cell, Point, PointKind, Status
from articles.comparison.words import (
    GLYPHS,
    KIND_WORDS,
    NEAR,
    STATUS_WORDS,
    count,
    listed,
    passage,
    percent,
    shortened,
    stance_words,
    without_name,
)
from articles.freezing.codec import canonical
from articles.freezing.document import Document, GivenArticle, read_document
from articles.models import Freeze, Outlet

_LONGEST_PASSAGE = 600
_OWN_WORDS = "The outlet’s own words"


@dataclass(frozen=True, slots=True)
class FrozenCell:
    """How one article carries a point. ``nearest`` and ``searched`` are empty where nothing is said to be absent."""

    name: str
    glyph: str
    status: str
    how: str
    text: str
    searched: str
    nearest: str


@dataclass(frozen=True, slots=True)
class FrozenPoint:
    """One point with a cell for each article."""

    number: int
    gist: str
    speaker: str
    side: str
    colour: str
    stances: str
    reach: str
    cells: tuple[FrozenCell, ...]


@dataclass(frozen=True, slots=True)
class FrozenFinding:
    """One finding with its passages (the article's name, the words)."""

    rank: int
    text: str
    passages: tuple[tuple[str, str], ...]
    searched: str


@dataclass(frozen=True, slots=True)
class FrozenArticle:
    """The head of one article."""

    name: str
    headline: str
    byline: str
    url: str
    published_at: dt.datetime | None
    facts: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """Everything on the page. ``rulings`` says what editors had ruled on; "" for nothing."""

    title: str
    date: dt.date | None
    sha256: str
    summary: str
    count: str
    filters: str
    analysis: str
    rulings: str
    articles: tuple[FrozenArticle, ...]
    findings: tuple[FrozenFinding, ...]
    points: tuple[FrozenPoint, ...]


def frozen_page(frozen: Freeze) -> FrozenPage:
    """The page; raises ``UnknownFormat`` on a document of another release. No query."""
    document = read_document(frozen.document)
    found, given = document.found.comparison, document.given
    counted = _counted(document)
    shown = [(number, found.points[number - 1]) for number in document.view.points]
    return FrozenPage(
        title=document.story.title,
        date=dt.date.fromisoformat(document.story.date) if document.story.date else None,
        sha256=frozen.sha256,
        summary=_summary(document),
        count=f"{len(shown)} of {count(len(found.points), 'point')}",
        filters="" if document.view.filters == "none" else document.view.filters,
        analysis=document.analysis,
        rulings=_rulings(document),
        articles=tuple(_article(article, document) for article in given.articles),
        findings=_findings(document),
        points=tuple(_point(number, point, document, counted) for number, point in shown),
    )


def document_for(frozen: Freeze, *, whole: bool) -> bytes:
    """The bytes of the document; without ``whole`` texts of outlets that are not licensed are left out of a copy.

    Such a copy says so under ``left_out`` and does not have the hash.
    """
    data = json.loads(frozen.document)
    articles = data["given"]["articles"]
    licensed = set(
        Outlet.objects.filter(licensed=True, name__in=[one["outlet"] for one in articles]).values_list(
            "name", flat=True
        )
    )
    closed = [] if whole else [one for one in articles if one["outlet"] not in licensed]
    if not closed:
        return frozen.document.encode()
    for one in closed:
        one["text"] = None
    data["left_out"] = (
        f"The whole texts of {listed([one['name'] for one in closed])}, which are not licensed: sign in for the "
        f"document with the SHA-256 {frozen.sha256}."
    )
    return canonical(data)


def _once(document: Document) -> bool:
    """Whether the frozen view counts copies as one article."""
    return "copies=once" in document.view.query


def _counted(document: Document) -> Mapping[str, str]:
    """As what each article is counted, by its key: as itself, or as the text of which it is a copy."""
    origins = document.given.origins if _once(document) else {}
    return {article.key: origins.get(article.key, article.key) for article in document.given.articles}


def _summary(document: Document) -> str:
    points = document.found.comparison.points
    outlets, piece = count(len(document.given.articles), "outlet"), "piece"
    only = sum(point.only_in is not None for point in points)
    if _once(document):
        outlets, piece = f"{outlets}, {count(len(set(_counted(document).values())), 'origin')}", "origin"
        only = sum(point.only_in_once is not None for point in points)
    return f"{outlets} · {count(len(points), 'point')}, {only} in one {piece} only"


def _rulings(document: Document) -> str:
    on = Counter(_ruled_on(one.on, one.says) for one in document.given.rulings)
    if not on:
        return ""
    total = count(sum(on.values()), "ruling")
    return f"{total} of editors counted: {listed([f'{number} on {thing}' for thing, number in sorted(on.items())])}."


def _ruled_on(on: str, says: dict[str, str]) -> str:
    if on == "OnStatement":
        return {"statement": "a statement"}.get(thing := RulingKind(says["kind"]).thing.value, f"a {thing}")
    return {"OnPoints": "points", "OnCell": "coverage", "OnFinding": "a finding"}[on]


def _article(article: GivenArticle, document: Document) -> FrozenArticle:
    framing = document.found.framing.get(article.key, {})
    carried = sum(point.coverage[article.key].status.carries for point in document.found.comparison.points)
    points = count(len(document.found.comparison.points), "point")
    incomplete = "" if article.complete else " · the text is incomplete"
    return FrozenArticle(
        name=article.name,
        headline=article.headline,
        byline=article.byline,
        url=article.url,
        published_at=dt.datetime.fromisoformat(article.published) if article.published else None,
        facts=f"{count(int(framing.get('words', 0)), 'word')} · carries {carried} of {points}{incomplete}",
        sha256=article.sha256,
    )


def _findings(document: Document) -> tuple[FrozenFinding, ...]:
    articles = {article.key: article for article in document.given.articles}
    found = document.found.comparison
    return tuple(
        FrozenFinding(
            rank=finding.rank,
            text=finding.text,
            passages=tuple(
                (
                    articles[one.article].name,
                    shortened(passage(articles[one.article].text, [one.span]), _LONGEST_PASSAGE),
                )
                for one in finding.evidence
            ),
            searched=_searched([articles[key].name for key in finding.searched]),
        )
        for finding in (found.findings_once if _once(document) else found.findings)
    )


def _searched(names: list[str]) -> str:
    return f"The full text of {listed(names)} was searched." if names else ""


def _point(number: int, point: Point, document: Document, counted: Mapping[str, str]) -> FrozenPoint:
    sides = {side.name: side for side in document.given.knowledge.sides}
    side = sides.get(point.side or "")
    articles = document.given.articles
    carried = {counted[key] for key, cell in point.coverage.items() if cell.status.carries}
    return FrozenPoint(
        number=number,
        gist=without_name(point.gist, point.speaker),
        speaker=point.speaker or (_OWN_WORDS if point.kind is PointKind.NARRATION else "Speaker not named"),
        side=side.name if side else "",
        colour=side.colour if side else "",
        stances=listed([stance_words(one.stance.value, one.target or "") for one in point.stances]),
        reach=f"in {len(carried)} of {len(set(counted.values()))}",
        cells=tuple(_cell(point.coverage[article.key], article, document) for article in articles),
    )


def _cell(cell: Cell, article: GivenArticle, document: Document) -> FrozenCell:
    said = [s for s in document.found.comparison.articles[article.key].statements if s.id in cell.statements]
    absent = cell.status is Status.ABSENT
    near = cell.nearest if absent and cell.nearest and cell.nearest.score >= NEAR else None
    words = count(int(document.found.framing.get(article.key, {}).get("words", 0)), "word")
    return FrozenCell(
        name=article.name,
        glyph=GLYPHS[cell.status],
        status=STATUS_WORDS[cell.status],
        how=listed(list(dict.fromkeys(KIND_WORDS[statement.kind.value] for statement in said))),
        text=passage(article.text, sorted(cell.spans)) if cell.status.carries else "",
        searched=f"full text searched, {words}" if absent else "",
        nearest=f"{percent(near.score)} alike: “{shortened(passage(article.text, [near.span]))}”" if near else "",
    )
