"""A worker that compares a story anew while a reader asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from articles.models import Comparison, Story
from articles.pipeline import analyse_story

type Execute = Callable[[str, Any, bool, Any], Any]


@contextmanager
def compared_anew(story: Story, times: int, *, before: str = "articles_framing") -> Iterator[None]:
    """So many times another comparison takes the place of the story's, right ``before`` a table is read."""
    left, working = times, False

    def meanwhile(execute: Execute, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401 - Django's
        nonlocal left, working
        if left and not working and sql.startswith("SELECT") and f'FROM "{before}"' in sql:
            left, working = left - 1, True
            Comparison.objects.filter(story=story).update(fingerprint="of other texts")
            analyse_story(story.pk)
            working = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        yield
