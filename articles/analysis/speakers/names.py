"""The people of a story: every full name in any of its articles, with the words that describe its bearer.

Two passes: first all full names of all articles, then every mention. A sibling article names whom this one
misspells or shortens.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import DamerauLevenshtein

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.descriptions import describe
from articles.analysis.speakers.registry import Mention, Person, Pronoun, Registry
from articles.analysis.text.folding import fold
from articles.analysis.types import Span, SpeakerKind

_UPPER, _LETTER = "A-ZÀ-ÖØ-Þ", "A-Za-zÀ-ÖØ-öø-ÿ"
_NAME = rf"(?:[{_UPPER}]\.|[{_UPPER}][{_LETTER}]*(?:['-](?!s\b)[{_LETTER}]+)*(?!\w))"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Sgt|Capt|Prof|Rev|Cllr)\."
_FULL = re.compile(
    rf"\b(?:{_TITLE}|{_NAME})"
    rf"(?:(?: \"[A-Z][a-z]+\"| (?:de|da|di|van|von|der|den|bin|al|el|la|le|du))? (?:{_TITLE}|{_NAME}))*"
)
_SUFFIXES = {"Jr", "Sr", "II", "III", "IV"}
_WORD = re.compile(r"[^\W\d_][\w'-]*\.?")


def registry_of(
    texts: Mapping[str, str],
    bodies: Mapping[str, Sequence[Span]],
    knowledge: Knowledge,
    sources: Mapping[str, Sequence[Span]] | None = None,
) -> Registry:
    """Gather the people of all articles.

    ``bodies`` are the spans to look in (boilerplate left out), ``sources`` the words that statements are attributed to.
    """
    gathering = _Gathering(knowledge, sources or {})
    for key, text in texts.items():
        gathering.read(key, text, bodies[key])
    return gathering.finish()


@dataclass(frozen=True, slots=True)
class _Candidate:
    article: str
    span: Span
    name: str
    title: str | None
    nick: str | None


class _Gathering:
    def __init__(self, knowledge: Knowledge, sources: Mapping[str, Sequence[Span]]) -> None:
        self.sources = sources
        self.lexicon = people_lexicon()
        self.texts: dict[str, str] = {}
        self.raw: dict[str, str] = {}
        self.written: dict[str, str] = {}  # each folded name with the marks and letters that the first text writes
        self.bodies: dict[str, Sequence[Span]] = {}
        self.candidates: list[_Candidate] = []
        self.organisations = {
            fold(alias).lower()
            for known in knowledge.speakers if known.kind is not SpeakerKind.PERSON
            for alias in (known.name, *known.aliases)
        } | {fold(alias).lower() for side in knowledge.sides for alias in (side.name, *side.aliases)}  # fmt: skip
        self.known = {
            fold(alias): k.name
            for k in knowledge.speakers
            if k.kind is SpeakerKind.PERSON
            for alias in (k.name, *k.aliases)
        }

    def read(self, key: str, text: str, body: Sequence[Span]) -> None:
        folded = fold(text)
        self.texts[key], self.raw[key], self.bodies[key] = folded, text, body
        for paragraph in body:
            for match in _FULL.finditer(folded, paragraph.start, paragraph.end):
                self._take(key, folded, match)

    def _take(self, key: str, folded: str, match: re.Match[str]) -> None:
        start, end = match.span()
        words = [(m.group(), m.start()) for m in re.finditer(r"\S+", folded[start:end])]
        title: str | None = None
        while words and self._not_a_name(words[0][0]):
            word = words[0][0].lower()
            title = word if word in self.lexicon.all_titles else None
            words = words[1:]
        for at in range(len(words) - 1, 0, -1):  # "Senate Majority Leader X Y": the name stands behind the last title
            word = words[at - 1][0].lower()
            if word in self.lexicon.all_titles or word in self.lexicon.roles:
                title = word if word in self.lexicon.all_titles else title
                words = words[at:]
                break
        while len(words) > 1 and words[-1][0].rstrip(".") in _SUFFIXES:
            end = start + words[-1][1] - 1
            words = words[:-1]
        if not words:
            return
        begin = start + words[0][1]
        name = folded[begin:end].rstrip(",")
        nick = re.search(r"\"([A-Z][a-z]+)\"", name)
        plain = re.sub(r" \"[A-Z][a-z]+\"", "", name)
        plain = re.sub(r"'s$", "", plain)
        plain = " ".join(_case(word) for word in plain.split(" "))
        if len(plain) == len(name):
            written = self.raw[key][begin : begin + len(name)]
            self.written.setdefault(plain, " ".join(_case(word) for word in written.split()))
        self.candidates.append(
            _Candidate(key, Span(begin, begin + len(name)), plain, title, nick.group(1) if nick else None)
        )

    def _not_a_name(self, word: str) -> bool:
        lower = word.lower() if word.lower() in self.lexicon.all_titles else word.lower().rstrip(".")
        return lower in self.lexicon.not_names | self.lexicon.all_titles | self.lexicon.roles

    # -- who is a person ----------------------------------------------------------------------------

    def _without_openers(self) -> None:
        """Leave out a first word that no name needs ("Even X Y knows"), where the rest is a name of its own."""
        names = {c.name for c in self.candidates if c.name.count(" ") >= 1}
        for number, candidate in enumerate(self.candidates):
            first, _, rest = candidate.name.partition(" ")
            if rest in names and first.lower() not in self.lexicon.he | self.lexicon.she:
                start = candidate.span.start + len(first) + 1
                self.candidates[number] = replace(candidate, span=Span(start, candidate.span.end), name=rest)

    def finish(self) -> Registry:
        self._without_openers()
        score: Counter[str] = Counter()
        alone: Counter[str] = Counter(c.name for c in self.candidates if " " not in c.name)
        for candidate in self.candidates:
            if " " in candidate.name:
                score[candidate.name] += self._evidence(candidate, alone)
        full = {name for name, value in score.items() if value >= 2 and not self._is_organisation(name)}
        titled = {
            c.name for c in self.candidates if " " not in c.name and c.title and not self._is_organisation(c.name)
        }
        people = self._merged(full)
        taken = {person.surname for person in people} | {person.forename for person in people}
        speaking = {c.name for c in self.candidates if " " not in c.name and alone[c.name] >= 2 and self._speaks(c)}
        known = {name for name in speaking if not self._is_organisation(name) and self._bears_a_surname(name)}
        for name in sorted((titled | known) - taken):
            if alone[name] >= 1 and len(name) > 2 and name.lower() not in self.lexicon.place_words:
                people.append(Person(name, self.written.get(name, name), {name}))
        return self._registry(people)

    def _speaks(self, candidate: _Candidate) -> bool:
        """Whether a statement is attributed to words that end in this name."""
        return any(
            s.start <= candidate.span.start and s.end == candidate.span.end
            for s in self.sources.get(candidate.article, ())
        )

    def _bears_a_surname(self, name: str) -> bool:
        """A word of small letters behind its capital that no lexicon takes for something else."""
        lower = name.lower()
        plain = lower not in self.lexicon.not_names | self.lexicon.roles | self.lexicon.he | self.lexicon.she
        return plain and name[1:].islower() and not name.endswith("s") and len(name) > 3

    def _evidence(self, candidate: _Candidate, alone: Counter[str]) -> int:
        folded, lexicon = self.texts[candidate.article], self.lexicon
        words = candidate.name.split(" ")
        after = folded[candidate.span.end : candidate.span.end + 60]
        before = folded[max(0, candidate.span.start - 40) : candidate.span.start]
        value = 0
        value += 3 if candidate.title or candidate.name in self.known else 0
        value += 2 if words[0].lower() in lexicon.he | lexicon.she else 0
        value += 2 if alone[words[-1]] >= 2 else 0
        value += 3 if re.match(r" ?\((?:[DRI]-|\d\d\))|, (?:[DRI]-[A-Z]|\d\d,)", after) else 0
        previous = re.search(r"([\w'-]+),? $", before)
        value += 2 if previous and previous.group(1).lower() in lexicon.roles else 0
        described = re.match(
            r"(?: \(\w+\))?(?:,| -) "
            r"(?:(?:the|a|an|former|who|whose|chief|general|executive|senior|deputy|vice)\b|"
            r"(?:[\w'-]+ ){0,4}?(?P<role>[\w-]+)\b)",
            after,
        )
        if described:
            role = described.group("role")
            value += 2 if role is None or role.lower() in lexicon.roles else 0
        value += (
            2
            if re.match(r" (?:said|says|told|added|wrote|tweeted|argued|warned|insisted|asked)\b|,? who\b", after)
            else 0
        )
        value += 1 if re.search(r"\b(?:said|says|added|wrote|argued|told|by|and) $", before) else 0
        value += 2 if re.match(r", (?:of|from) [A-Z]", after) else 0
        value += 1 if self._speaks(candidate) else 0
        value -= 2 if re.search(r"\b(?:the|in|at|near|outside|to) $", before.lower()) else 0
        return value

    def _is_organisation(self, name: str) -> bool:
        lower = name.lower()
        words = lower.split(" ")
        if lower in self.organisations or any(
            " ".join(words[:n]) in self.organisations for n in range(1, len(words) + 1)
        ):
            return True
        return any(w in self.lexicon.organisation_words or w in self.lexicon.place_words for w in words)

    def _merged(self, names: Iterable[str]) -> list[Person]:
        """One person for each set of names that differ by a middle initial, a short forename or one letter."""
        counts = Counter(c.name for c in self.candidates)
        nicks = {(c.name, c.nick) for c in self.candidates if c.nick}
        people: list[Person] = []
        for name in sorted(names, key=lambda n: (-counts[n], n)):
            known = self.known.get(name)
            same = next(
                (p for p in people if p.name == known or any(_same_person(name, form) for form in p.forms)), None
            )
            if same is None:
                same = Person(known or name, self.written.get(known or name, known or name), {name, known or name})
                people.append(same)
            same.forms.add(name)
            same.forms.update(f"{nick} {name.rpartition(' ')[2]}" for full, nick in nicks if full == name)
        return people

    # -- mentions and descriptions ------------------------------------------------------------------

    def _registry(self, people: list[Person]) -> Registry:
        by_form = {form: number for number, person in enumerate(people) for form in person.forms}
        surnames: dict[str, list[int]] = {}
        for number, person in enumerate(people):
            for surname in {form.rpartition(" ")[2] for form in person.forms}:
                surnames.setdefault(surname, []).append(number)
        registry = Registry(people, {}, by_form, {s: tuple(ns) for s, ns in surnames.items()})
        mentions: dict[str, list[Mention]] = {key: [] for key in self.texts}
        for candidate in self.candidates:
            bearer = self._who(candidate, registry)
            if bearer is not None:
                mentions[candidate.article].append(Mention(candidate.span, bearer, " " in candidate.name))
                self._describe(people[bearer], candidate)
        registry.mentions = mentions
        for person in people:
            person.pronoun = person.pronoun or self._pronoun_by_forename(person)
        return registry

    def _who(self, candidate: _Candidate, registry: Registry) -> int | None:
        if candidate.name in registry.by_form:
            return registry.by_form[candidate.name]
        if " " not in candidate.name:
            forename = [n for n, p in enumerate(registry.people) if p.forename == candidate.name]
            if candidate.title == "sir" and len(forename) == 1:
                return forename[0]
            if candidate.name in registry.by_surname:
                return registry.find(candidate.name)
            if self._is_organisation(candidate.name) or candidate.name.lower() in self.lexicon.he | self.lexicon.she:
                return None
            return registry.find(candidate.name) if candidate.title else None
        return None

    def _describe(self, person: Person, candidate: _Candidate) -> None:
        person.count += 1
        if candidate.title in self.lexicon.titles_he:
            person.pronoun = "he"
        elif candidate.title in self.lexicon.titles_she:
            person.pronoun = "she"
        description = describe(self.texts[candidate.article], candidate.span)
        if description:
            person.descriptions.append(description)
            person.words.update(word.lower() for word in _WORD.findall(description))

    def _pronoun_by_forename(self, person: Person) -> Pronoun | None:
        forename = person.forename.lower()
        if forename in self.lexicon.he:
            return "he"
        return "she" if forename in self.lexicon.she else None


def _case(word: str) -> str:
    """MARA -> Mara; McDONALD stays, and so do short capitals (UN, UK)."""
    return word.capitalize() if word.isupper() and len(word) > 3 and word.isalpha() else word


def _same_person(first: str, second: str) -> bool:
    a, b = first.split(" "), second.split(" ")
    if a[-1] != b[-1]:
        near = DamerauLevenshtein.distance(first, second, score_cutoff=1) <= 1
        return near and a[0] == b[0] and min(len(a[-1]), len(b[-1])) >= 5
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    initial = (len(x) == 1 or len(y) == 1) and x[0] == y[0]
    short = x.startswith(y) or y.startswith(x) or (min(len(x), len(y)) >= 3 and x[:2] == y[:2])  # Joe, Joseph
    return initial or short
