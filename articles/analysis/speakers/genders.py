"""Which pronoun goes with a person: told by titles and nouns, else by how the texts go on, last by the forename."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.registry import Mention, Person, Pronoun

_NEXT = re.compile(r"[.!?][\"')]*\s+\"?(He|She)\b|\b(?:said|says|added) (?:that )?(he|she)\b")
_QUOTED_THEN = re.compile(r",\"? (he|she) (?:said|says|added|told|wrote|continued)\b")
_REACH = 260  # characters behind a name in which a pronoun may be its bearer's
_CLEAR = 2  # votes of the texts by which a pronoun must lead to be believed against the forename


def settle_pronouns(
    people: Sequence[Person], texts: Mapping[str, str], mentions: Mapping[str, Sequence[Mention]]
) -> None:
    """Set the pronoun of each person whom no title has told; None where nothing tells."""
    votes: dict[int, Counter[Pronoun]] = {}
    for key, found in mentions.items():
        _count(texts[key], found, votes)
    for number, person in enumerate(people):
        if person.pronoun is None:
            person.pronoun = _by_noun(person) or _by_votes(person, votes.get(number, Counter()))


def _by_noun(person: Person) -> Pronoun | None:
    """A spokeswoman is "she"; the first noun of a description alone counts ("the wife of a congressman")."""
    lexicon = people_lexicon()
    found: Counter[Pronoun] = Counter()
    for description in person.descriptions:
        for word in re.findall(r"[\w-]+", description.lower()):
            if word in lexicon.gendered_he or word in lexicon.gendered_she:
                found["he" if word in lexicon.gendered_he else "she"] += 1
                break
            if word in {"of", "for", "to", "by"}:
                break
    return _leader(found, 1)


def _by_votes(person: Person, votes: Counter[Pronoun]) -> Pronoun | None:
    lexicon, forename = people_lexicon(), person.forename.lower()
    by_name: Pronoun | None = "he" if forename in lexicon.he else "she" if forename in lexicon.she else None
    if " " not in person.name:
        by_name = None
    return _leader(votes, _CLEAR) or by_name or _leader(votes, 1)


def _leader(votes: Counter[Pronoun], least: int) -> Pronoun | None:
    lead = votes["he"] - votes["she"]
    return "he" if lead >= least else "she" if -lead >= least else None


def _count(folded: str, mentions: Sequence[Mention], votes: dict[int, Counter[Pronoun]]) -> None:
    """Count the first pronoun behind each name, where nobody else is named before it."""
    for number, mention in enumerate(mentions):
        end = mention.span.end + _REACH
        if number + 1 < len(mentions):
            end = min(end, mentions[number + 1].span.start)
        alone = number == 0 or folded.rfind("\n", mentions[number - 1].span.end, mention.span.start) >= 0
        stop = folded.find("\n\n", mention.span.end, end)
        end = stop + 60 if stop >= 0 and stop + 60 < end else end
        found = _NEXT.search(folded, mention.span.end, end) or _QUOTED_THEN.search(folded, mention.span.end, end)
        if found and alone:
            pronoun: Pronoun = "he" if found.group(found.lastindex or 1).lower() == "he" else "she"
            votes.setdefault(mention.person, Counter())[pronoun] += 1
