"""What a reply link shows: the sentences that hold the passages of points and findings, never a whole text."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.analysis.types import Span
from articles.comparison.page import StoryPage
from articles.comparison.rows import ArticleRow, FindingRow, PointRow, StoryRows
from articles.comparison.words import shortened, without_name

type Json = dict[str, Any]

MOST = 20  # points and findings that one link shows
_LONGEST_LABEL = 160


@dataclass(frozen=True, slots=True)
class Choice:
    """A point (by its number) or a finding (by its ident) that can be shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One passage: its words, with what stands before and behind them in the same sentences."""

    outlet: str
    headline: str
    url: str
    published_at: dt.datetime | None
    speaker: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One point or finding with its excerpts."""

    heading: str
    excerpts: tuple[Excerpt, ...]


def choices_of(page: StoryPage) -> tuple[list[Choice], list[Choice]]:
    """The points under the filters of a page, and all findings of its story."""
    points = [
        Choice(
            str(one.number),
            shortened(f"{one.number}  {_who(one.speaker)}: {without_name(one.gist, one.speaker)}", _LONGEST_LABEL),
        )
        for one in page.listed
    ]
    return points, [Choice(one.ident, one.text) for one in page.rows.findings]


def content_of(rows: StoryRows, points: Collection[int], findings: Collection[str]) -> list[Json]:
    """What is stored with a link that shows these points and findings: findings first, each in its order."""
    articles = {article.version_id: article for article in rows.articles}
    told = [_of_finding(one, rows, articles) for one in rows.findings if one.ident in findings]
    return [*told, *(_of_point(one, articles) for one in rows.points if one.number in points)]


def shown_of(content: Iterable[Mapping[str, Any]]) -> tuple[Shown, ...]:
    """Stored content as the page shows it."""
    return tuple(
        Shown(
            part["heading"],
            tuple(
                Excerpt(
                    outlet=one["outlet"],
                    headline=one["headline"],
                    url=one["url"],
                    published_at=dt.datetime.fromisoformat(one["published"]) if one["published"] else None,
                    speaker=one["speaker"],
                    before=one["before"],
                    words=one["words"],
                    after=one["after"],
                )
                for one in part["excerpts"]
            ),
        )
        for part in content
    )


def _of_point(point: PointRow, articles: Mapping[int, ArticleRow]) -> Json:
    excerpts = []
    for version, article in articles.items():
        said = [s for s in point.statements if s.version_id == version]
        for statement in said:
            runs = _runs(article.text, statement.parts)
            excerpts += [_excerpt(article, run, statement.speaker or "") for run in runs]
        cell = point.cells.get(version)
        if cell and not said:
            excerpts += [_excerpt(article, span, point.speaker or "") for span in cell.spans]
    return {"heading": f"{_who(point.speaker)}: {without_name(point.gist, point.speaker)}", "excerpts": excerpts}


def _of_finding(finding: FindingRow, rows: StoryRows, articles: Mapping[int, ArticleRow]) -> Json:
    excerpts = [
        _excerpt(articles[one.version_id], one.span, _speaker_at(one.version_id, one.span, rows))
        for one in finding.evidence
        if one.version_id in articles
    ]
    return {"heading": finding.text, "excerpts": excerpts}


def _speaker_at(version: int, span: Span, rows: StoryRows) -> str:
    at = (
        statement.speaker
        for statement in rows.statements
        if statement.version_id == version
        and any(part.start < span.end and span.start < part.end for part in statement.parts)
    )
    return next((speaker for speaker in at if speaker), "")


def _runs(text: str, parts: Sequence[Span]) -> list[Span]:
    """The parts, those with no word between them as one."""
    runs: list[Span] = []
    for part in parts:
        if runs and not any(sign.isalnum() for sign in text[runs[-1].end : part.start]):
            runs[-1] = Span(runs[-1].start, part.end)
        else:
            runs.append(part)
    return runs


def _excerpt(article: ArticleRow, span: Span, speaker: str) -> Json:
    start, end = span
    around = [s for s in article.sentences if s.start < end and start < s.end]
    first, last = min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)])
    return {
        "outlet": article.name,
        "headline": article.headline,
        "url": article.url,
        "published": article.published_at.isoformat() if article.published_at else None,
        "sha256": article.sha256,
        "start": start,
        "end": end,
        "speaker": speaker,
        "before": article.text[first:start],
        "words": article.text[start:end],
        "after": article.text[end:last],
    }


def _who(speaker: str | None) -> str:
    return speaker or "No speaker named"
