"""What follows from the rows of a comparison alone: worked out once, and gone with them."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Concatenate
from weakref import WeakKeyDictionary

from articles.comparison.rows import StoryRows

_MOST = 2000  # of what one function gives for the rows of one story: readers may ask for any three of 200 articles


def once_for_rows[**P, R](work: Callable[Concatenate[StoryRows, P], R]) -> Callable[Concatenate[StoryRows, P], R]:
    """A function of rows, and of little else that can be hashed; what it gives must not be changed by anybody."""
    known: WeakKeyDictionary[StoryRows, dict[object, R]] = WeakKeyDictionary()

    @wraps(work)
    def remembered(rows: StoryRows, /, *args: P.args, **kwargs: P.kwargs) -> R:
        of_rows = known.get(rows)
        if of_rows is None:
            of_rows = known.setdefault(rows, {})
        key = (args, tuple(kwargs.items()))
        with suppress(KeyError):
            return of_rows[key]
        made = work(rows, *args, **kwargs)
        if len(of_rows) >= _MOST:
            of_rows.clear()
        of_rows[key] = made
        return made

    return remembered


@once_for_rows
def token_of(rows: StoryRows) -> object:  # noqa: ARG001 - stands for them
    """What stands for rows among keys, and keeps nothing of them: no other rows ever have the same."""
    return object()
