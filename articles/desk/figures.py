"""How often the machine was right in this installation, as the pages say it."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.accuracy import Accuracy, Feature, Share, own_accuracy
from articles.comparison.words import percent

_STATEMENTS, _POINTS = "statements-and-who-made-them", "points-and-only-in-one-piece"
_STANCE, _FINDINGS = "stance-and-target", "findings"
# What is measured, in a reader's words, and the part of the methods that says how it is found.
_ROWS = {
    Feature.STATEMENTS: ("That something is a statement", _STATEMENTS),
    Feature.SPAN: ("Where a statement begins and ends", _STATEMENTS),
    Feature.KIND: ("Whether it is quoted or told in other words", _STATEMENTS),
    Feature.SPEAKER: ("Who says it", _STATEMENTS),
    Feature.SIDE: ("For which side", _STATEMENTS),
    Feature.STANCE: ("Stance and target", _STANCE),
    Feature.POINTS: ("That two statements are one point", _POINTS),
    Feature.COVERAGE: ("That an article has a point", _POINTS),
    Feature.ABSENCE: ("That an article does not have a point", _POINTS),
    Feature.FINDINGS: ("That a finding holds", _FINDINGS),
}
# The measures that an open point rests on, as one line has room for.
_IN_DRAWER = {
    Feature.STATEMENTS: ("statements", _STATEMENTS),
    Feature.SPEAKER: ("speakers", _STATEMENTS),
    Feature.STANCE: ("stances", _STANCE),
    Feature.POINTS: ("statements that are one point", _POINTS),
    Feature.ABSENCE: ("absences", _POINTS),
}


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One measure. ``precision`` and ``recall`` are sentences' ends: "34 of 40 (85 %)", "too few to say (4)"."""

    name: str
    anchor: str
    judged: int
    precision: str
    recall: str


def own_figures() -> tuple[OwnFigure, ...]:
    """Every measure, those of statements first; one query, three after somebody ruled."""
    return _figures(_ROWS)


def figures_of_point() -> tuple[OwnFigure, ...]:
    """The measures that an open point rests on."""
    return _figures(_IN_DRAWER)


def _figures(rows: Mapping[Feature, tuple[str, str]]) -> tuple[OwnFigure, ...]:
    accuracy = own_accuracy()
    return tuple(_figure(accuracy[feature], *row) for feature, row in rows.items())


def _figure(of: Accuracy, name: str, anchor: str) -> OwnFigure:
    recall = "cannot be known" if of.feature is Feature.FINDINGS else _share(of.recall, of.right + of.missed)
    return OwnFigure(name, anchor, of.judged, _share(of.precision, of.right + of.wrong), recall)


def _share(share: Share | None, of: int) -> str:
    """A share with its counts and its range; of too few only their number."""
    if share is None:
        return f"too few to say ({of})"
    low, high = round(100 * share.low), round(100 * share.high)
    return f"{share.right} of {share.of} ({percent(share.value)}; {low} to {high})"
