"""How two amounts of one thing go together: the same, one looser than the other, or two that differ."""

from math import floor, log10

from articles.analysis.facts.amounts import Amount, Bound
from articles.analysis.facts.types import Agreement

_ABOUT = 0.05  # "about 30" may stand for what is so much nearer or further, as a share of it
_BEYOND = 0.25  # so far above a bound ("more than 40,000") what it bounds may be


def agreement_of(one: Amount, other: Amount) -> Agreement:
    """Compare two amounts of the same thing.

    ``LOOSER`` where one may stand for the other: it is rounded, hedged, or a bound that the other keeps to.
    """
    if (one.low, one.high) == (other.low, other.high):
        return Agreement.SAME if one.bound is other.bound else Agreement.LOOSER
    if _may_stand_for(one, other) or _may_stand_for(other, one):
        return Agreement.LOOSER
    return Agreement.DIFFERS


def nearness(one: Amount, other: Amount) -> float:
    """The smaller amount over the larger one, 0 to 1; 1 for two that are nothing."""
    larger = max(one.low, other.low)
    return min(one.low, other.low) / larger if larger else 1.0


def _may_stand_for(loose: Amount, exact: Amount) -> bool:
    if loose.low != loose.high:
        return loose.low <= exact.low and exact.high <= loose.high
    value, target = loose.low, exact.low
    if exact.low != exact.high or not value or not target:
        return False
    if loose.bound is Bound.OVER:
        return value < target <= value * (1 + _BEYOND)
    if loose.bound is Bound.UNDER:
        return value * (1 - _BEYOND) <= target < value
    if loose.bound is Bound.ABOUT and abs(value - target) <= _ABOUT * target:
        return True
    return _rounded(target, value) == value


def _rounded(value: float, like: float) -> float:
    """``value`` with as many digits that count as ``like`` has: 62,000 like 60,000 is 60,000."""
    digits = len(f"{like:.10g}".replace(".", "").strip("0")) or 1
    return round(value, digits - 1 - floor(log10(abs(value))))
