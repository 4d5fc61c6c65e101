"""Findings: template sentences about a comparison, ranked, each with the passages that it rests on.

A finding says what a piece has and what the others do not have, never why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.analysis.points.alone import Alone
from articles.analysis.points.lacking import Lacking
from articles.analysis.points.told import Told
from articles.analysis.points.unheard import Unheard
from articles.analysis.types import AnalysedArticle, Finding, Point


def findings_of(
    articles: Mapping[str, AnalysedArticle],
    points: Sequence[Point],
    names: Mapping[str, str],
    origins: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """All findings, the weightiest first; none for fewer than two articles.

    ``origins`` names for copies the article that they are counted with: then a piece is an origin, which has what any
    of its articles has.
    """
    story = Told(articles, points, names, origins or {})
    if len(story.pieces) < 2:
        return ()
    unheard, lacking = Unheard(story), Lacking(story)
    weighed = [
        *Alone(story).findings(),
        *unheard.missing_sides(),
        *unheard.missing_replies(),
        *lacking.words_differ(),
        *lacking.missing(),
    ]
    ordered = sorted(weighed, key=lambda w: (tuple(-x for x in w.weight), w.finding.text))
    return tuple(replace(w.finding, rank=rank) for rank, w in enumerate(ordered, start=1))
