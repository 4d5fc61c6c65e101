"""Whom a pronoun means: by nearness, by being the subject or the last speaker, and by gender."""

import re
from collections.abc import Sequence

from articles.analysis.speakers.breaks import STOP
from articles.analysis.speakers.registry import Mention, Person
from articles.analysis.types import Span

_OPENING_PRONOUN = re.compile(r"(?:^|[.!?\n][\"')]?\s*|; )(He|She)\b")
_FARTHEST = 1500  # characters over which a pronoun still reaches
_LONGEST_SENTENCE = 400  # characters before a name in which its sentence begins
_WORST = -6.0  # a value under which nobody is meant


class Recency:
    """The people of one article as a reader has them in mind at any place of it.

    ``quoted`` are the words of direct speech, in which nobody is named for the reader; ``sources`` the words that
    statements are attributed to.
    """

    def __init__(
        self,
        folded: str,
        mentions: Sequence[Mention],
        people: Sequence[Person],
        quoted: Sequence[Span],
        sources: frozenset[Span],
    ) -> None:
        self.folded, self.mentions, self.people = folded, mentions, people
        self.quoted, self.sources = quoted, sources
        self.by_title: Sequence[Mention] = ()  # people that a title alone names ("the president")
        self._followed: list[Mention] = []  # people that a "He" or "She" at the head of a sentence stands for
        self._followed_to = 0

    def person_meant(self, at: int, gender: str | None, last: int | None) -> int | None:
        """The person that a pronoun at ``at`` means, by number; ``last`` is who spoke last. None where nobody fits."""
        self._follow(at, last)
        return self._nearest(at, gender, last)

    def in_quotes(self, mention: Mention) -> bool:
        """Whether a name stands in somebody's direct speech."""
        return any(start <= mention.span.start < end for start, end in self.quoted)

    def _follow(self, end: int, last: int | None) -> None:
        """Resolve the pronouns that open sentences up to ``end``: they keep a person in the reader's mind."""
        for match in _OPENING_PRONOUN.finditer(self.folded, self._followed_to, max(end, self._followed_to)):
            at = match.start(1)
            if any(start <= at < stop for start, stop in self.quoted):
                continue
            person = self._nearest(at, match.group(1).lower(), last)
            if person is not None:
                self._followed.append(Mention(Span(*match.span(1)), person, full=False))
        self._followed_to = max(end, self._followed_to)

    def _nearest(self, at: int, gender: str | None, last: int | None) -> int | None:
        best: tuple[float, int] | None = None
        paragraph_start = self.folded.rfind("\n", 0, at) + 1
        for mention in sorted([*self.mentions, *self.by_title, *self._followed], key=lambda m: m.span):
            if mention.span.end > at or at - mention.span.end > _FARTHEST or self.in_quotes(mention):
                continue
            person = self.people[mention.person]
            if gender is not None and person.pronoun is not None and person.pronoun != gender:
                continue
            between = self.folded[mention.span.end : at]
            value = -float(len(STOP.findall(between))) - 0.5 * between.count("\n\n")
            value += 1.2 if self.is_subject(mention) else 0.0
            value += 0.8 if mention.person == last else 0.0
            value += 1.2 if gender is not None and person.pronoun == gender else 0.4
            value += 0.3 if mention.span.start >= paragraph_start else 0.0
            value -= 0.8 if owns(self.folded, mention) else 0.0
            if best is None or value >= best[0]:
                best = (value, mention.person)
        return best[1] if best and best[0] > _WORST else None

    def is_subject(self, mention: Mention) -> bool:
        """Whether a name is what its sentence is about: a source, or near its beginning with no verb before it."""
        if any(s.start <= mention.span.start < s.end for s in self.sources) or mention in self._followed:
            return True
        before = self.folded[max(0, mention.span.start - _LONGEST_SENTENCE) : mention.span.start]
        lead = STOP.split(before.rpartition("\n")[2])[-1].strip(" .\n")
        return not re.search(r"[a-z]{3,}(?:ed|s|ing)\b", lead) and len(lead.split()) <= 6


def owns(folded: str, mention: Mention) -> bool:
    """Whether a name stands in the possessive ("Roe's")."""
    return folded.startswith("'s", mention.span.end) or folded[mention.span.start : mention.span.end].endswith("'s")
