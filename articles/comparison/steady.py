"""Reading all of one comparison in several queries, while a worker may put another one in its place.

What takes the place of a comparison deletes it with all its rows at once. So whoever finds it still there at the end
has read all of it, and whoever does not may have read a story in which nobody says anything.
"""

from collections.abc import Callable

from articles.models import Comparison, Story

_TIMES = 3


class ComparedAnew(Exception):
    """The story was compared anew each time while it was read; the message is one sentence that says what to do."""


def read_steady[R](find: Callable[[], Story], read: Callable[[Story], R]) -> R:
    """What ``read`` makes of the story that ``find`` gives, all of it of one comparison, or of a story without any.

    Where the comparison was replaced meanwhile both are asked again, three times in all; then ``ComparedAnew``. One
    query besides theirs. What is made must not ask the database any more.
    """
    for _ in range(_TIMES):
        story = find()
        made = read(story)
        if story.comparison_id is None or Comparison.objects.filter(pk=story.comparison_id).exists():
            return made
    raise ComparedAnew("This story is being compared anew just now: try again in a minute.")
