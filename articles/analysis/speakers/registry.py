"""The people of a story, and where each article mentions them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from articles.analysis.text.folding import fold
from articles.analysis.types import Span

Pronoun = Literal["he", "she"]
_OFTEN = 3  # times as often named as all others of the surname: then the bare surname is theirs


@dataclass(slots=True)
class Person:
    """One person of a story. ``name`` is folded, ``shown`` as the texts write it; ``forms`` are all full names."""

    name: str
    shown: str
    forms: set[str] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    descriptions: list[str] = field(default_factory=list)
    pronoun: Pronoun | None = None
    count: int = 0

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def forename(self) -> str:
        """The first word of the name; the surname itself where there is only that."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names a person; ``full`` where it gives more than the surname."""

    span: Span
    person: int
    full: bool


@dataclass(slots=True)
class Registry:
    """All people of a story, and where each article mentions them, in order of the text; and its initials."""

    people: list[Person]
    mentions: Mapping[str, Sequence[Mention]]
    by_form: Mapping[str, int]
    by_surname: Mapping[str, tuple[int, ...]]
    written_out: Mapping[str, str] = field(default_factory=dict)  # initials to the organisation's whole name

    def find(self, name: str) -> int | None:
        """The person of a full name or a surname that only one bears; misspellings by one letter are forgiven."""
        folded = fold(name)
        if folded in self.by_form:
            return self.by_form[folded]
        surname = folded.rpartition(" ")[2]
        bearers = self.by_surname.get(surname, ())
        if " " in folded:
            bearers = tuple(p for p in bearers if self.people[p].forename == folded.partition(" ")[0])
        if bearers:
            return self.bearer(bearers)
        return self._misspelt(folded, surname)

    def bearer(
        self,
        bearers: Sequence[int],
        *,
        title: str | None = None,
        pronoun: Pronoun | None = None,
        last: int | None = None,
    ) -> int | None:
        """Whom a surname that several bear means: by title or pronoun, by far the best known, or the one named last."""
        fitting = [p for p in bearers if pronoun is None or self.people[p].pronoun in {None, pronoun}]
        if pronoun is not None and any(self.people[p].pronoun == pronoun for p in fitting):
            fitting = [p for p in fitting if self.people[p].pronoun == pronoun]
        if title is not None and pronoun is None:
            titled = [p for p in fitting if self.people[p].titles[title]]
            if titled:
                fitting = [max(titled, key=lambda p: self.people[p].titles[title])]
        if len(fitting) == 1:
            return fitting[0]
        ordered = sorted(fitting, key=lambda p: -self.people[p].count)
        if ordered and self.people[ordered[0]].count >= _OFTEN * sum(self.people[p].count for p in ordered[1:]):
            return ordered[0]
        return last if last in fitting else None

    def _misspelt(self, name: str, surname: str) -> int | None:
        if len(surname) < 5 or " " in name:
            return None
        for edits in (1, 2):
            near = self._within(surname, edits)
            if len(near) == 1:
                return near[0]
        return None

    def _within(self, surname: str, edits: int) -> list[int]:
        """The bearers of surnames that differ by so many letters, the first ones being the same."""
        return [
            person
            for known, bearers in self.by_surname.items()
            if len(known) >= 5
            and known[: edits + 1] == surname[: edits + 1]
            and DamerauLevenshtein.distance(known, surname, score_cutoff=edits) <= edits
            for person in bearers
        ]
