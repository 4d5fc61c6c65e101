"""Findings as editors have judged them: those rejected are left out, those confirmed say so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.analysis.rulings.values import Claim, OnFinding, Place
from articles.analysis.types import Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings that are left, ranked without a gap, and the rulings that were heeded."""

    findings: tuple[Finding, ...]
    in_effect: frozenset[int]


def judged(findings: Sequence[Finding], rulings: Sequence[OnFinding]) -> Judged:
    """Apply rulings, the oldest first; the last one on a finding counts."""
    if not rulings:
        return Judged(tuple(findings), frozenset())
    left, heeded = list[Finding](), set[int]()
    for finding in findings:
        claim = _claim(finding)
        ruling = next((ruling for ruling in reversed(rulings) if claim.is_as(ruling.claim)), None)
        if ruling is not None:
            heeded.add(ruling.id)
        if ruling is None or ruling.holds:
            left.append(replace(finding, rank=len(left) + 1, ruled=ruling.id if ruling else None))
    return Judged(tuple(left), frozenset(heeded))


def _claim(finding: Finding) -> Claim:
    evidence = tuple(Place(passage.article, (passage.span,)) for passage in finding.evidence)
    return Claim(finding.kind, finding.article, finding.about, evidence)
