"""One article of a story while its speakers are told: what was named and who spoke before each statement."""

import re
from collections.abc import Sequence

from articles.analysis.speakers.affiliations import camp_of
from articles.analysis.speakers.camps import Camp, Camps
from articles.analysis.speakers.organisations import Named, organisations_in
from articles.analysis.speakers.recency import Recency
from articles.analysis.speakers.registry import Mention, Person, Registry
from articles.analysis.speakers.resolved import Resolved, resolved
from articles.analysis.speakers.titles import titles_in
from articles.analysis.statements.draft import Draft
from articles.analysis.types import Kind, Span, SpeakerKind


class Scene:
    """What the rules look at. ``before`` grows while the statements of the article are gone through."""

    def __init__(self, registry: Registry, camps: Camps, key: str, folded: str, drafts: Sequence[Draft]) -> None:
        self.registry, self.camps, self.folded = registry, camps, folded
        self.mentions: Sequence[Mention] = registry.mentions.get(key, ())
        self.people: Sequence[Person] = registry.people
        self.organisations: Sequence[Named] = organisations_in(folded, camps, [m.span for m in self.mentions])
        quoted = [p for d in drafts if d.kind is Kind.DIRECT for p in d.parts]
        sources = frozenset(d.source for d in drafts if d.source is not None)
        self.recency = Recency(folded, self.mentions, self.people, quoted, sources)
        self.recency.by_title = [m for m in titles_in(folded, self.people) if self.recency.is_subject(m)]
        self.before: list[Resolved] = []
        self.spoken: list[tuple[int, Resolved]] = []  # the same with the place of the words that named each

    def inside(self, span: Span) -> list[Mention]:
        """The people named within a span."""
        return [m for m in self.mentions if span.start <= m.span.start and m.span.end <= span.end]

    def named_before(self, at: int, reach: int) -> list[Mention]:
        """The people named in the outlet's voice within ``reach`` characters before a place, the last one last."""
        return [m for m in self.mentions if at - reach < m.span.end <= at and not self.recency.in_quotes(m)]

    def order(self, at: int) -> dict[int, int]:
        """How many other people were named since each person was, before a place."""
        order: dict[int, int] = {}
        for mention in reversed(self.named_before(at, at + 1)):
            order.setdefault(mention.person, len(order))
        return order

    def meant(self, at: int, gender: str | None) -> int | None:
        """The person that "he", "she" or "his" at a place means."""
        last = next((r.person for r in reversed(self.before) if r.person is not None), None)
        return self.recency.person_meant(at, gender, last)

    def person(self, number: int, rule: str) -> Resolved:
        """A person of the story as the speaker."""
        person = self.people[number]
        camp = camp_of(person, self.camps)
        return resolved(
            person.shown, SpeakerKind.PERSON, rule, organisation=camp.organisation, side=camp.side, person=number
        )

    def several(self, numbers: Sequence[int], rule: str) -> Resolved:
        """Several people of the story as one speaker."""
        each = [self.person(number, rule) for number in dict.fromkeys(numbers)]
        if len(each) == 1:
            return each[0]
        names = [one.speaker or "" for one in each]
        sides = {one.side for one in each}
        shown = f"{', '.join(names[:-1])} and {names[-1]}"
        return resolved(shown, SpeakerKind.GROUP, rule, side=sides.pop() if len(sides) == 1 else None)

    def camp_in(self, words: str) -> Camp:
        """The organisation, else the side, that words name; nothing where they name two sides."""
        camps = self.camps.named_in(words)
        sides = {camp.side for camp in camps if camp.side is not None}
        organisation = next((camp for camp in camps if camp.organisation), None)
        mixed = any(
            re.search(r"\b[a-z][\w-]*$", part) and not self.camps.named_in(part)
            for part in re.split(r",? and |, ", words)
        )
        if (
            len(sides) > 1
            or not camps
            or (mixed and " and " in words)
            or re.search(r"\b(?:former|ex|anti|non)[ -]", words, re.I)
        ):
            return Camp(None, None)
        return organisation or camps[0]
