"""Sides and organisations named in words: the aliases of the knowledge, longest first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import singular
from articles.analysis.text.folding import fold
from articles.analysis.types import Span, SpeakerKind


@dataclass(frozen=True, slots=True)
class Camp:
    """An organisation or side that words name; ``organisation`` is None where only a side is named."""

    organisation: str | None
    side: str | None


class Camps:
    """Finds organisations and sides in words. Built once for each knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._camps: dict[str, Camp] = {}
        for side in knowledge.sides:
            for alias in (side.name, *side.aliases):
                self._camps[fold(alias)] = Camp(None, side.name)
        for known in knowledge.speakers:
            if known.kind is not SpeakerKind.PERSON:
                for alias in (known.name, *known.aliases):
                    self._camps[fold(alias)] = Camp(known.name, known.side)
        self._people: Mapping[str, str | None] = {
            known.name: known.side for known in knowledge.speakers if known.kind is SpeakerKind.PERSON
        }
        self.parties = frozenset(camp.side for alias, camp in self._camps.items() if alias.lower().endswith("party"))
        self._words: dict[str, frozenset[str]] = {
            known.name: frozenset(
                singular(word.lower())
                for name in (known.name, *known.aliases, known.side or "")
                for word in name.split()
            )
            for known in knowledge.speakers
        }
        self.governments = frozenset(s.name for s in knowledge.sides if s.name.lower().endswith("government"))
        self._folded = {alias.casefold(): alias for alias in self._camps}
        self._pattern = _pattern(list(self._camps))

    def side_of_person(self, name: str) -> str | None:
        """The side that editors gave a person, or None."""
        return self._people.get(name)

    def side_of_organisation(self, name: str) -> str | None:
        """The side of an organisation by its name, or None."""
        camp = self._camps.get(fold(name))
        return camp.side if camp else None

    def is_name(self, words: str) -> bool:
        """Whether words are a whole name of an organisation or side."""
        return self._key(fold(words)) in self._camps

    def words_of(self, organisation: str) -> frozenset[str]:
        """The words, in the singular, of all names of an organisation and of its side."""
        return self._words.get(organisation, frozenset())

    def named_in(self, words: str) -> list[Camp]:
        """All camps that ``words`` name, in order; empty when there is none."""
        if self._pattern is None:
            return []
        found = (self._camps.get(self._key(match.group())) for match in self._pattern.finditer(fold(words)))
        return [camp for camp in found if camp is not None]

    def places_in(self, words: str) -> list[tuple[Span, Camp]]:
        """All camps that ``words`` name, each with its place."""
        if self._pattern is None:
            return []
        found = self._pattern.finditer(fold(words))
        places = [(Span(*match.span()), self._camps.get(self._key(match.group()))) for match in found]
        return [(span, camp) for span, camp in places if camp is not None]

    def _key(self, found: str) -> str:
        return found if found in self._camps else self._folded.get(found.casefold(), found)


def _pattern(aliases: list[str]) -> re.Pattern[str] | None:
    """Short capital aliases (RMT, GOP) by case; others in any case but for a first capital: "labour" is no party.

    A text may begin in capitals ("SCOTTISH LABOUR").
    """
    if not aliases:
        return None
    ordered = sorted(aliases, key=lambda alias: (-len(alias), alias))
    exact = [re.escape(a) for a in ordered if a.isupper() or len(a) <= 3 or a.endswith("-")]
    loose = [_first_as_written(a) for a in ordered if not (a.isupper() or len(a) <= 3 or a.endswith("-"))]
    choices = [f"(?:{'|'.join(loose)})(?!\\w)"] if loose else []
    choices += [f"(?:{'|'.join(exact)})(?:(?<=-)|(?!\\w))"] if exact else []
    return re.compile(r"(?<![\w-])(?:" + "|".join(choices) + ")")


def _first_as_written(alias: str) -> str:
    if alias[0].isupper():
        return f"{re.escape(alias[0])}(?i:{re.escape(alias[1:])})"
    return f"(?:(?i:{re.escape(alias[0])}){re.escape(alias[1:])}|{re.escape(alias.upper())})"
