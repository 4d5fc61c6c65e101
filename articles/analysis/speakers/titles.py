"""People whom a title alone names ("the president"), where only one of the story bears it."""

import re
from collections import Counter
from collections.abc import Sequence

from articles.analysis.speakers.registry import Mention, Person
from articles.analysis.types import Span

_WRITTEN_OUT = {"gov": "governor"}
# Offices of which a story has one bearer; of senators it has many whom it does not call so.
_OFFICES = frozenset(
    "president president-elect minister chancellor speaker governor mayor king queen pope sheriff".split()
) | {"vice president"}
_MOSTLY = 3  # times as often as all others: then the title alone is one person's


def titles_in(folded: str, people: Sequence[Person]) -> list[Mention]:
    """The places where a text names somebody by a title that is theirs alone."""
    bearers = _bearers(people)
    if not bearers:
        return []
    titles = "|".join(map(re.escape, sorted(bearers, key=lambda title: (-len(title), title))))
    pattern = re.compile(rf"\b[Tt]he (?P<title>{titles})\b(?!'s| (?:of|from|[A-Z]))")
    return [Mention(Span(*m.span()), bearers[m.group("title")], full=False) for m in pattern.finditer(folded)]


def _bearers(people: Sequence[Person]) -> dict[str, int]:
    borne: dict[str, Counter[int]] = {}
    for number, person in enumerate(people):
        for title, times in person.titles.items():
            written = _WRITTEN_OUT.get(title, title)
            if written in _OFFICES:
                borne.setdefault(written, Counter())[number] += times
    found: dict[str, int] = {}
    for title, counts in borne.items():
        (number, times), *others = counts.most_common()
        if times >= _MOSTLY * sum(other for _, other in others):
            found[title] = number
    return found
