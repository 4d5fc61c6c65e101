"""What each text of a story calls the same person, side or organisation, and how often: counted, never judged.

Precision before recall: a name counts only where it can be nobody else's, a description ("the Scottish Labour
leader") only where a text of the story gives it to one person alone, word for word.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.analysis.knowledge import Knowledge
from articles.analysis.lexicon.people import people_lexicon, singular
from articles.analysis.naming.known import KnownNames
from articles.analysis.naming.roles import role_of
from articles.analysis.naming.things import things_in
from articles.analysis.speakers.candidates import case
from articles.analysis.speakers.names import registry_of
from articles.analysis.speakers.registry import Mention, Registry
from articles.analysis.types import Span

_POLITE = re.compile(r"(?<![\w-])(Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Dr|Prof|Professor|Rev|Baroness|Sen|Rep|Gov)\.? $")
_POSSESSIVE = re.compile(r"['’]s?$")
_APPOSED = 3  # characters between a description and the name that it stands beside
_LEAST_WORDS = 2  # of a description: "the leader" can be anybody


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text as names are looked for in it: its paragraphs without boilerplate, and what stands in quotation marks."""

    key: str
    text: str
    body: tuple[Span, ...]
    quoted: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to name somebody, with its places in each text: in the outlet's own voice, and in quotations."""

    form: str
    own: Mapping[str, tuple[Span, ...]]
    quoted: Mapping[str, tuple[Span, ...]]

    @property
    def times(self) -> int:
        """How often it stands in all texts."""
        return sum(len(places) for by_text in (self.own, self.quoted) for places in by_text.values())


@dataclass(frozen=True, slots=True)
class Named:
    """One person, side, organisation or kind of thing with all ways in which it is named, the commonest first."""

    name: str
    kind: str  # "person", "side", "organisation" or "thing"
    side: str | None
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that is named in two ways or more, most often named first; and the roles of the people, by name."""

    named: tuple[Named, ...]
    roles: Mapping[str, str]


type _Forms = dict[str, dict[bool, dict[str, list[Span]]]]  # form, whether quoted, text


@lru_cache(maxsize=32)  # stories: a second for fifty long texts
def names_of(texts: tuple[NamedText, ...], knowledge: Knowledge) -> Names:
    """The names in the texts of a story; empty for texts that name nothing in two ways."""
    by_key = {one.key: one.text for one in texts}
    registry = registry_of(by_key, {one.key: one.body for one in texts}, knowledge)
    known = KnownNames(knowledge, by_key)
    sides = {speaker.name: speaker.side for speaker in knowledge.speakers}
    described = _descriptions(registry)
    found: dict[tuple[str, str, str | None], _Forms] = defaultdict(dict)
    for one in texts:
        people = list(_people(one, registry, described))
        taken = [span for span, _, _ in people]
        for span, person, form in people:
            shown = registry.people[person].shown
            _keep(found["person", shown, sides.get(shown)], form, one, span)
        for body in one.body:
            for span, owner in known.in_text(one.text, *body):
                if not _within(span, taken):
                    _keep(found[owner.kind, owner.name, owner.side], _plain(one.text, span), one, span)
        starts = [body.start for body in one.body]
        for thing, span, word in things_in(one.text):
            if _holds(one.body, starts, span.start):
                _keep(found["thing", thing, None], word, one, span)
    joined = {of: _plurals_joined(forms) for of, forms in found.items()}
    named = [Named(name, kind, side, _ways(forms)) for (kind, name, side), forms in joined.items() if len(forms) > 1]
    named.sort(key=lambda one: (-sum(way.times for way in one.ways), one.name))
    return Names(tuple(named), _roles(registry))


def _people(one: NamedText, registry: Registry, described: Mapping[str, int]) -> Iterator[tuple[Span, int, str]]:
    """Where a text names a person, by name or as described: the place, the person's number, and the form."""
    mentions = registry.mentions.get(one.key, ())
    for mention in mentions:
        yield from _named(one.text, mention)
    if not described:
        return
    written = "|".join(map(re.escape, sorted(described, key=lambda words: (-len(words), words))))
    pattern = re.compile(rf"(?<![\w-])the ({written})(?![\w-])", re.IGNORECASE)
    spans = [mention.span for mention in mentions]
    for body in one.body:
        for match in pattern.finditer(one.text, *body):
            person = described.get(" ".join(match.group(1).casefold().split()))
            # Beside a name, before or behind it, it only introduces the name.
            if person is not None and not any(_beside(match.span(), span) for span in spans):
                yield Span(*match.span()), person, f"the {_plain_case(match.group(1))}"


def _beside(description: tuple[int, int], name: Span) -> bool:
    start, end = description
    return end <= name.start <= end + _APPOSED or name.end <= start <= name.end + _APPOSED


def _named(text: str, mention: Mention) -> Iterator[tuple[Span, int, str]]:
    start, end = mention.span
    end -= len(found.group()) if (found := _POSSESSIVE.search(text[start:end])) else 0
    title = _POLITE.search(text[max(0, start - 12) : start])
    begin = start - len(title.group()) if title else start
    name = " ".join(case(word) for word in text[start:end].split())
    if name:
        yield Span(begin, end), mention.person, f"{title.group(1)} {name}" if title else name


def _descriptions(registry: Registry) -> dict[str, int]:
    """What one person alone is called beside the name, in small letters; offices of old days tell nothing."""
    bearers: dict[str, set[int]] = defaultdict(set)
    lexicon = people_lexicon()
    for number, person in enumerate(registry.people):
        for description in person.descriptions:
            words = description.casefold().split()
            office = len(words) >= _LEAST_WORDS and lexicon.is_role(words[-1]) and words[0] not in {"former", "ex"}
            if office and description.replace(" ", "").isalpha():
                bearers[" ".join(words)].add(number)
    return {words: min(numbers) for words, numbers in bearers.items() if len(numbers) == 1}


def _keep(forms: _Forms, form: str, one: NamedText, span: Span) -> None:
    quoted = _holds(one.quoted, [start for start, _ in one.quoted], span.start)
    by_voice = forms.setdefault(form, {False: {}, True: {}})
    by_voice[quoted].setdefault(one.key, []).append(span)


def _ways(forms: _Forms) -> tuple[Way, ...]:
    ways = [Way(form, _frozen(places[False]), _frozen(places[True])) for form, places in forms.items()]
    return tuple(sorted(ways, key=lambda way: (-way.times, way.form)))


def _plurals_joined(forms: _Forms) -> _Forms:
    """The same with "strikes" counted as "strike" where both are there: the two are one choice of word."""
    written = {form.casefold(): form for form in forms}
    joined: _Forms = {}
    for form, by_voice in forms.items():
        first, _, last = form.rpartition(" ")
        one = f"{first} {singular(last)}".strip().casefold()
        into = joined.setdefault(written.get(one, form), {False: {}, True: {}})
        for voice, places in by_voice.items():
            for key, spans in places.items():
                into[voice].setdefault(key, []).extend(spans)
    return joined


def _frozen(places: Mapping[str, Sequence[Span]]) -> dict[str, tuple[Span, ...]]:
    return {key: tuple(sorted(spans)) for key, spans in places.items()}


def _roles(registry: Registry) -> dict[str, str]:
    roles = {person.shown: role_of("person", person.descriptions) for person in registry.people}
    return {name: role for name, role in roles.items() if role}


def _within(span: Span, taken: Sequence[Span]) -> bool:
    return any(start < span.end and span.start < end for start, end in taken)


def _holds(spans: Sequence[Span], starts: Sequence[int], at: int) -> bool:
    """Whether one of some spans in order, which begin at ``starts``, holds a place."""
    before = bisect_right(starts, at)
    return before > 0 and at < spans[before - 1].end


def _plain(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _plain_case(words: str) -> str:
    """Words without capitals that a house style writes at the start of a text ("SCOTTISH Labour leader")."""
    return " ".join(case(word) for word in words.split())
