"""The people of a story: every full name in any of its articles, with the words that describe its bearer.

Two passes: first all full names of all articles, then every mention. A sibling article names whom this one
misspells or shortens.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.candidates import Candidate
from articles.analysis.speakers.descriptions import describe
from articles.analysis.speakers.evidence import Evidence
from articles.analysis.speakers.gathered import Gathered
from articles.analysis.speakers.genders import settle_pronouns
from articles.analysis.speakers.organisations import written_out
from articles.analysis.speakers.people import people_of
from articles.analysis.speakers.registry import Mention, Person, Pronoun, Registry
from articles.analysis.types import Span

_WORD = re.compile(r"[^\W\d_][\w'-]*\.?")
_LEAST_IN_HEADING = 3  # letters of a surname from which it is looked for in a heading of capitals


def registry_of(
    texts: Mapping[str, str],
    bodies: Mapping[str, Sequence[Span]],
    knowledge: Knowledge,
    sources: Mapping[str, Sequence[Span]] | None = None,
) -> Registry:
    """Gather the people of all articles.

    ``bodies`` are the spans to look in (boilerplate left out), ``sources`` the words that statements are attributed to.
    """
    evidence, gathered = Evidence(knowledge), Gathered(sources or {})
    for key, text in texts.items():
        gathered.read(key, text, bodies[key])
    gathered.without_openers(evidence.people)
    registry = _Mentioning(gathered, evidence, people_of(gathered, evidence)).finish()
    registry.written_out = written_out(gathered.texts.values())
    return registry


class _Mentioning:
    """Says who each candidate is."""

    def __init__(self, gathered: Gathered, evidence: Evidence, people: list[Person]) -> None:
        self.gathered, self.evidence, self.people = gathered, evidence, people
        self.lexicon = people_lexicon()
        by_form: dict[str, int] = {}
        surnames: dict[str, list[int]] = {}
        for number, person in enumerate(people):
            for form in sorted(person.forms):
                by_form.setdefault(form, number)
                for start in range(1, form.count(" ")):  # "Roe Delling" of "Ann Roe Delling"
                    by_form.setdefault(" ".join(form.split(" ")[start:]), number)
            for surname in {form.rpartition(" ")[2] for form in person.forms}:
                surnames.setdefault(surname, []).append(number)
        self.registry = Registry(people, {}, by_form, {name: tuple(ns) for name, ns in surnames.items()})

    def finish(self) -> Registry:
        """Full names first, so that "Mr Roe" is not taken for Ann Roe; then every mention."""
        texts = self.gathered.texts
        settle_pronouns(self.people, texts, self._full())
        mentions: dict[str, list[Mention]] = {key: [] for key in texts}
        for candidate in self.gathered.candidates:
            bearer = self._who(candidate, mentions[candidate.article])
            if bearer is not None:
                mentions[candidate.article].append(Mention(candidate.span, bearer, not candidate.alone))
                if candidate.name not in self.registry.by_form:
                    self._count(candidate, bearer)
        for key, heading in self.gathered.headings:
            mentions[key].extend(self._in_heading(key, heading))
        self.registry.mentions = {key: sorted(found, key=lambda m: m.span) for key, found in mentions.items()}
        settle_pronouns(self.people, texts, self.registry.mentions)
        return self.registry

    def _full(self) -> dict[str, list[Mention]]:
        mentions: dict[str, list[Mention]] = {key: [] for key in self.gathered.texts}
        for candidate in self.gathered.candidates:
            bearer = self.registry.by_form.get(candidate.name)
            if bearer is not None:
                mentions[candidate.article].append(Mention(candidate.span, bearer, not candidate.alone))
                self._count(candidate, bearer)
        return mentions

    def _in_heading(self, key: str, heading: Span) -> Iterator[Mention]:
        """The known names in a heading whose capitals tell nothing."""
        forms = {form: number for form, number in self.registry.by_form.items() if " " in form}
        for surname, bearers in self.registry.by_surname.items():
            bearer = self.registry.bearer(bearers)
            if bearer is not None and len(surname) >= _LEAST_IN_HEADING:
                forms[surname] = bearer
        if not forms:
            return
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
        for match in pattern.finditer(self.gathered.texts[key], *heading):
            yield Mention(Span(*match.span()), forms[match.group()], " " in match.group())

    def _who(self, candidate: Candidate, before: Sequence[Mention]) -> int | None:
        """The bearer of a name, given the mentions before it in its article."""
        name, registry = candidate.name, self.registry
        whole, pronoun = registry.by_form.get(name), self._pronoun(candidate)
        if whole is not None and (pronoun is None or self.people[whole].pronoun in {None, pronoun}):
            return whole
        if not candidate.alone:
            known = candidate.title is not None and name.rpartition(" ")[2] in registry.by_surname
            return registry.find(name) if known else None
        if bearers := registry.by_surname.get(name):
            last = next((m.person for m in reversed(before) if m.full and m.person in bearers), None)
            title = candidate.title.rstrip(".") if candidate.title else None
            return registry.bearer(bearers, title=title, pronoun=pronoun, last=last)
        by_forename = [n for n, p in enumerate(self.people) if p.forename == name and " " in p.name]
        speaks = self.gathered.speaks(candidate) and name.lower() not in self.lexicon.place_words
        if len(by_forename) == 1 and (candidate.title or speaks):
            return by_forename[0]
        if self.evidence.is_organisation(name) or name.lower() in self.lexicon.forenames:
            return None
        return registry.find(name) if candidate.title else None

    def _pronoun(self, candidate: Candidate) -> Pronoun | None:
        title = candidate.title
        return "he" if title in self.lexicon.titles_he else "she" if title in self.lexicon.titles_she else None

    def _count(self, candidate: Candidate, bearer: int) -> None:
        """Keep what the words around a name say of its bearer."""
        person = self.people[bearer]
        person.count += 1
        person.pronoun = self._pronoun(candidate) or person.pronoun
        if candidate.title:
            person.titles[candidate.title.rstrip(".")] += 1
        description = describe(self.gathered.texts[candidate.article], candidate.span)
        if description:
            person.descriptions.append(description)
            person.words.update(word.lower() for word in _WORD.findall(description))
