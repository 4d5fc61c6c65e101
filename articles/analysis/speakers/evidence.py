"""Whether a name in capitals is a person's: what stands in it, before it and behind it."""

import re
from collections.abc import Iterable

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import people_lexicon, singular
from articles.analysis.speakers.candidates import Candidate
from articles.analysis.text.folding import fold
from articles.analysis.types import SpeakerKind

ENOUGH = 2  # evidence over all places from which a full name is a person's
_SAYS = re.compile(r" (?:said|says|told|added|wrote|tweeted|argued|warned|insisted|asked|called|urged)\b|,? who\b")
_SAYS_LATER = re.compile(r", [^,.;\n]{3,70}, (?:said|says|told|added|wrote|argued)\b")
_PARTY_OR_AGE = re.compile(r" ?\((?:[DRI]-|[DRI]\)|\d\d\))|, (?:[DRI]-[A-Z]|\d\d,)")
_DESCRIBED = re.compile(r"(?: \(\w+\))?(?:,| -) (?P<words>[^.;:,\n]{2,80})")
# Words of places that people are called by, too ("Anna Hill").
_SURNAMES_TOO = frozenset(
    "hill hills north west east park lake lane england ireland street rivers mount tower hall bay avenue".split()
)
_DETERMINED = frozenset("the a an his her its their our one".split())
# Before a name of one word: what then goes on with "he" or "she" is a person.
_GOES_ON = re.compile(
    r"(?:,? who\b|'s (?:\w+ )?(?:wife|husband|mother|father|son|daughter|lawyer|spokes\w+)\b|"
    r"[^.!?\n]{0,200}[.!?]\"?\s+\"?(?:He|She|His|Her)\b|[^.!?\n]{0,60}\b(?:said|says|that|because) (?:he|she)\b|"
    r"[^.!?\n]{0,200}[.!?]\"?\s+\"[^\"\n]{1,400},\" (?:he|she) \w+)"
)


class Evidence:
    """Judges candidates by the knowledge's names and by the words around them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.lexicon = people_lexicon()
        self.organisations = {
            fold(alias).lower()
            for known in knowledge.speakers if known.kind is not SpeakerKind.PERSON
            for alias in (known.name, *known.aliases)
        }  # fmt: skip
        self.sides = {fold(alias).lower() for side in knowledge.sides for alias in (side.name, *side.aliases)}
        self.people = {
            fold(alias): known.name
            for known in knowledge.speakers if known.kind is SpeakerKind.PERSON
            for alias in (known.name, *known.aliases)
        }  # fmt: skip
        self._state_words = frozenset(
            word.lower() for name, forms in self.lexicon.states.items() for word in (*name.split(), *forms)
        )

    def is_organisation(self, name: str, *, titled: bool = False) -> bool:
        """Whether words in a name are those of organisations, parties or places."""
        if name in self.people:
            return False
        words = name.lower().split(" ")
        named = len(words) > 1 and words[0] in self.lexicon.forenames
        runs = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
        surname = {words[-1]} if named else set()  # Michael Reuters is no news agency, Ann Green no party
        party = runs - {word for word in surname if not self.lexicon.is_role(word)}
        if (runs - surname) & self.organisations or any(r in self.sides or f"{r}s" in self.sides for r in party):
            return True
        rest = words[1:] if named else words  # Bill Roe is no act of parliament
        if any(w in self.lexicon.organisation_words for w in (rest[:-1] if titled else rest)):
            return True
        if any(w in self.lexicon.place_words and not ((titled or named) and w in _SURNAMES_TOO) for w in rest):
            return True
        return not named and not titled and any(w in self._state_words for w in words)

    def of_person(self, candidate: Candidate, folded: str, *, speaks: bool) -> int:
        """How much the words around one place of a full name speak for a person; under 0 against it."""
        lexicon = self.lexicon
        after = folded[candidate.span.end : candidate.span.end + 100]
        before = folded[max(0, candidate.span.start - 40) : candidate.span.start]
        value = 3 if candidate.title or candidate.name in self.people else 0
        value += 2 if candidate.name.partition(" ")[0].lower() in lexicon.forenames else 0
        value += 3 if _PARTY_OR_AGE.match(after) else 0
        previous = re.search(r"([\w'-]+),? $", before)
        value += 2 if previous and lexicon.is_role(previous.group(1)) and not previous.group(1).isupper() else 0
        described = self._described(after)
        value += described if described > 0 or candidate.name.partition(" ")[0].lower() not in lexicon.forenames else 0
        value += 2 if _SAYS.match(after) or _SAYS_LATER.match(after) else 0
        value += 2 if re.search(r"(?:\b(?:said|says|added|wrote|argued)|[Aa]ccording to) $", before) else 0
        value += 1 if re.search(r"\b(?:told|by|and) $", before) else 0
        value += 2 if re.match(r", (?:of|from) [A-Z]", after) else 0
        value += 1 if speaks else 0
        value -= 2 if re.search(r"(?:\b(?:the|in|at|near|outside)|(?<!according) to) $", before.lower()) else 0
        value -= 3 if re.search(r"\b[A-Z]\w+ (?:of|for) $", before) else 0  # the end of "Office of ..."
        return value

    def _described(self, after: str) -> int:
        """What the apposition behind a name says: a role of a person, or the kind of an organisation."""
        found = _DESCRIBED.match(after)
        if found is None:
            return 0
        words = [w.lower() for w in re.findall(r"[\w'-]+", found.group("words"))][:8]
        for number, word in enumerate(words):
            if word in {"of", "for", "in", "that", "which", "who", "at", "founded", "run", "based"}:
                return self._kind_of(words[:number])
        return self._kind_of(words)

    def _kind_of(self, words: list[str]) -> int:
        if not words:
            return 0
        roles = [w for w in words if self.lexicon.is_role(w.removesuffix("'s"))]
        last = words[-1].removesuffix("'s")
        if words[0] in _DETERMINED and singular(last) in self.lexicon.bodies and not roles:
            return -4
        somebody = words[0] in _DETERMINED and last not in self.lexicon.things and singular(last) == last
        return 2 if roles or somebody or words[0] in {"former", "whose", "who"} else 0

    def of_single(self, places: Iterable[tuple[Candidate, str]]) -> bool:
        """Whether a name of one word, wherever it stands, is a person's: the text goes on with he, she or who."""
        goes_on = False
        for candidate, folded in places:
            before = folded[max(0, candidate.span.start - 20) : candidate.span.start]
            if re.search(r"\b(?:the|an?|in|from|at|near|across|outside|into|throughout) $", before, re.I):
                return False
            goes_on = goes_on or _GOES_ON.match(folded, candidate.span.end) is not None
        return goes_on

    def may_be_surname(self, name: str) -> bool:
        """A word of small letters behind its capital that no lexicon takes for something else."""
        lower, lexicon = name.lower(), self.lexicon
        other = lower in lexicon.before_names or lower in lexicon.place_words or lower in self._state_words
        plural = lower.endswith(("ians", "icans", "ists", "crats")) or (
            lower != singular(lower) and self.lexicon.is_role(lower)
        )
        return not other and not plural and name[1:].islower() and len(name) > 2 and not self.is_organisation(name)
