"""Parts of arrays that stand side by side: runs of one value, and ranges of places.

Parts are told by their bounds: where each of them starts and, last, where all end.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

type Ints = "NDArray[np.int64]"
type Floats = "NDArray[np.float64]"


def run_bounds(values: Ints | Floats) -> Ints:
    """The bounds of the runs of one value in sorted values."""
    begins = np.ones(len(values) + 1, dtype=bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:-1])
    return begins.nonzero()[0]


def sizes(bounds: Ints) -> Ints:
    """How many places each part has."""
    return bounds[1:] - bounds[:-1]


def bounds_of(many: Ints) -> Ints:
    """The bounds of parts that have so many places each."""
    bounds = np.zeros(len(many) + 1, dtype=np.int64)
    many.cumsum(out=bounds[1:])
    return bounds


def ranks(values: Floats) -> Ints:
    """Of each value how many different ones are less.

    >>> ranks(np.array([0.5, 0.1, 0.5, 0.9])).tolist()
    [1, 0, 1, 2]
    """
    order = values.argsort()
    runs = run_bounds(values[order])
    found = np.empty_like(order)
    found[order] = np.arange(len(runs) - 1).repeat(sizes(runs))
    return found


def ranges(starts: Ints, many: Ints) -> Ints:
    """From each start on so many places, one range after the other.

    >>> ranges(np.array([5, 0, 9]), np.array([3, 2, 0])).tolist()
    [5, 6, 7, 0, 1]
    """
    shift = many.cumsum()
    np.subtract(starts + many, shift, out=shift)
    places = shift.repeat(many)
    places += np.arange(len(places))
    return places
