"""What follows from the rows of a comparison alone: worked out once, and gone with them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from weakref import WeakKeyDictionary

from articles.comparison.rows import StoryRows


def once_for_rows[**P, R](work: Callable[Concatenate[StoryRows, P], R]) -> Callable[Concatenate[StoryRows, P], R]:
    """A function of rows, and of little else that can be hashed; what it gives must not be changed by anybody."""
    known: WeakKeyDictionary[StoryRows, dict[object, R]] = WeakKeyDictionary()

    @wraps(work)
    def remembered(rows: StoryRows, /, *args: P.args, **kwargs: P.kwargs) -> R:
        of_rows = known.get(rows)
        if of_rows is None:
            of_rows = known.setdefault(rows, {})
        key = (args, tuple(kwargs.items()))
        if key not in of_rows:
            of_rows[key] = work(rows, *args, **kwargs)
        return of_rows[key]

    return remembered
