"""The range in which a share lies when only some of all cases were looked at."""

from math import sqrt

_Z = 1.959964  # of the normal distribution, for 95 of 100


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The bounds of Wilson's score interval (1927) for 95 of 100 cases, each 0 to 1; of nothing it is everything.

    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not whole:
        return 0.0, 1.0
    at, square = part / whole, _Z * _Z
    middle = (at + square / (2 * whole)) / (1 + square / whole)
    half = _Z / (1 + square / whole) * sqrt(at * (1 - at) / whole + square / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)
