"""The lexicon that tells people from other names (lexicon/people.json), read once a process."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("people.json")


@dataclass(frozen=True, slots=True)
class PeopleLexicon:
    """Lower-case words by what they tell of a name that they stand in or beside."""

    titles_he: frozenset[str]
    titles_she: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    not_names: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]

    @property
    def all_titles(self) -> frozenset[str]:
        """Titles of any kind."""
        return self.titles | self.titles_he | self.titles_she


@cache
def people_lexicon() -> PeopleLexicon:
    """The shipped lexicon."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    return PeopleLexicon(**{key: frozenset(words.split()) for key, words in data.items() if key != "about"})
