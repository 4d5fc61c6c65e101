"""The lexicon that tells people from other names (lexicon/people.json), read once a process."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("people.json")
_OTHER = {"about", "nicknames", "states"}  # what is no plain list of words


@dataclass(frozen=True, slots=True)
class PeopleLexicon:
    """Lower-case words by what they tell of a name that they stand in or beside."""

    titles_he: frozenset[str]
    titles_she: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    gendered_he: frozenset[str]
    gendered_she: frozenset[str]
    relations: frozenset[str]
    organisation_words: frozenset[str]
    bodies: frozenset[str]
    collectives: frozenset[str]
    utterances: frozenset[str]
    things: frozenset[str]
    place_words: frozenset[str]
    not_names: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    either: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    states: Mapping[str, tuple[str, ...]]
    all_titles: frozenset[str]  # titles of any kind
    forenames: frozenset[str]  # forenames of any kind
    before_names: frozenset[str]  # words that stand before a name and are no part of it

    def is_role(self, word: str) -> bool:
        """Whether a noun, singular or plural, says what people do or are."""
        lower = word.lower()
        last = singular(lower.rpartition("-")[2]) if word.islower() else lower
        return any(form in self.roles for form in (lower, singular(lower), last))


def singular(word: str) -> str:
    """A lower-case noun in the singular, by the commonest endings.

    >>> singular("deputies"), singular("congressmen"), singular("aides")
    ('deputy', 'congressman', 'aide')
    """
    if word.endswith("men"):
        return word.removesuffix("men") + "man"
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("ches", "shes", "sses")):
        return word.removesuffix("es")
    return word.removesuffix("s") if word.endswith("s") and not word.endswith("ss") else word


@cache
def people_lexicon() -> PeopleLexicon:
    """The shipped lexicon."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    short = {
        full: frozenset(forms.split(","))
        for full, _, forms in (entry.partition(":") for entry in data["nicknames"].split())
    }
    states = {
        name.replace("_", " "): tuple(forms.replace("_", " ").split("|"))
        for name, _, forms in (entry.partition(":") for entry in data["states"].split())
    }
    listed = {key: frozenset(words.split()) for key, words in data.items() if key not in _OTHER}
    titles = listed["titles"] | listed["titles_he"] | listed["titles_she"]
    return PeopleLexicon(
        **listed,
        nicknames=short,
        states=states,
        all_titles=titles,
        forenames=listed["he"] | listed["she"] | listed["either"],
        before_names=listed["not_names"] | titles | listed["roles"],
    )
