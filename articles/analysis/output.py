"""A comparison as the JSON of the command line (a stable contract; see README.md)."""

from collections.abc import Mapping
from typing import Any

from articles.analysis.types import AnalysedArticle, Cell, Comparison, Point, Stance, Statement


def article_json(file: str, article: AnalysedArticle) -> dict[str, Any]:
    """One article with its statements and loaded terms."""
    return {
        "file": file,
        "language": article.language,
        "headline": article.headline,
        "sentences": article.sentences,
        "boilerplate": article.boilerplate,
        "statements": [_statement(statement) for statement in article.statements],
        "loaded": [
            {"start": t.span.start, "end": t.span.end, "term": t.term, "category": t.category, "voice": t.voice.value}
            for t in article.loaded
        ],
    }


def comparison_json(comparison: Comparison, framing: Mapping[str, Any]) -> dict[str, Any]:
    """All of a comparison, with the framing that was measured of it."""
    return {
        "articles": [article_json(file, article) for file, article in comparison.articles.items()],
        "points": [_point(point) for point in comparison.points],
        "framing": framing,
        "findings": [
            {
                "rank": finding.rank,
                "kind": finding.kind.value,
                "text": finding.text,
                "evidence": [{"file": e.article, "span": e.span} for e in finding.evidence],
            }
            for finding in comparison.findings
        ],
    }


def _stances(stances: tuple[Stance, ...]) -> list[dict[str, Any]]:
    return [{"stance": s.stance.value, "target": s.target, "span": s.span} for s in stances]


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "parts": statement.parts,
        "kind": statement.kind.value,
        "in_headline": statement.in_headline,
        "cue": statement.cue,
        "speaker_span": statement.speaker_span,
        "speaker": statement.speaker,
        "speaker_kind": statement.speaker_kind.value if statement.speaker_kind else None,
        "side": statement.side,
        "stances": _stances(statement.stances),
        "stance": statement.stance.value,
        "target": statement.target,
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "gist": point.gist,
        "kind": point.kind.value,
        "speaker": point.speaker,
        "side": point.side,
        "stances": _stances(point.stances),
        "stance": point.stance.value,
        "target": point.target,
        "only_in": point.only_in,
        "coverage": {file: _cell(cell) for file, cell in point.coverage.items()},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    nearest = {"span": cell.nearest.span, "score": cell.nearest.score} if cell.nearest else None
    return {"status": cell.status.value, "statements": cell.statements, "spans": cell.spans, "nearest": nearest}
