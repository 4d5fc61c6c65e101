"""Words that outlets choose between for one kind of thing ("strike", "walkout", "industrial action")."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.analysis.types import Span

_FILE = Path(__file__).with_name("things.json")


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing with its words; ``unless`` are phrases in which one of them means something else."""

    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    first: frozenset[str]  # with one of these each of its words begins

    def in_text(self, text: str) -> Iterator[tuple[Span, str]]:
        """The places of its words, with the word in small letters; the longest word where one holds another."""
        other = [match.span() for match in self.unless.finditer(text)] if self.unless else []
        for match in self.words.finditer(text):
            if not any(start <= match.start() < end for start, end in other):
                yield Span(*match.span()), re.sub(r"[\s-]+", " ", match.group().casefold())


def things_in(text: str) -> Iterator[tuple[str, Span, str]]:
    """The places of the words of every thing: the thing's name, the place, and the word in small letters."""
    there = set(re.findall(r"[a-z]+", text.casefold()))
    for thing in things():
        if not there.isdisjoint(thing.first):
            for span, word in thing.in_text(text):
                yield thing.name, span, word


@cache
def things() -> tuple[Thing, ...]:
    """All entries of things.json, read once a process."""
    entries = json.loads(_FILE.read_text(encoding="utf-8"))["things"]
    return tuple(
        Thing(
            one["name"],
            _pattern(one["words"]),
            _pattern(one["unless"]) if one.get("unless") else None,
            frozenset(word.partition(" ")[0] for word in one["words"]),
        )
        for one in entries
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Whole words in any case, the longest first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    written = "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in ordered)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE)
