"""Who the words that name a speaker stand for, resolved over all articles of a story.

Each rule has a name and a confidence; what stays unknown is None. Nothing here knows a name: people come from
the texts (names.py), organisations and sides from the knowledge (camps.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.camps import Camp, Camps
from articles.analysis.speakers.recency import Recency, owns
from articles.analysis.speakers.registry import Mention, Person, Registry
from articles.analysis.statements.drafts import Draft
from articles.analysis.text.folding import fold
from articles.analysis.types import Kind, SpeakerKind

_PRONOUN = re.compile(r"(he|she|they|i|we|it|who|him|his|her|them|their|himself|herself)", re.I)
_DOCUMENT = re.compile(
    r"\b(memo|e-?mail|letter|report|statement|note|document|order|study|survey|poll|filing|lawsuit|complaint|indictment|ruling|"
    r"opinion|tweet|post|message|text|leaflet|manifesto|resolution|summary|transcript|advert|ad|video|website|release|paper|"
    r"editorial|article|motion|bill|account|book|guidance|data|figures|records?|affidavit|testimony|petition|review|dossier|"
    r"caption|sign|placard|headline|analysis|spreadsheet|warrant|instruction|directive)s?\b",
    re.I,
)
_VOICE = re.compile(r"\b(spokes\w+|(?:press\s+)?office|press\s+secretary|representatives?\s+(?:of|for))\b", re.I)
_DEFINITE = re.compile(r"(?:the|that|this|his|her|its|their)\b", re.I)
_BODIES = frozenset(
    "union party company group council charity department government agency firm organisation organization committee "
    "association federation campaign board ministry".split()
)
_BODY_WITHIN = 700  # characters before the words in which the organisation must have been named
_QUANTITY = re.compile(
    r"^(?:(?:the|a|an|some|many|most|several|few|both|all|scores|dozens|hundreds|thousands|a\s+number|a\s+group|a\s+handful|other|"
    r"more|than|at\s+least|about|around|nearly|almost|half|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half-dozen|\d+|"
    r"of|those|these|its|their|his|her|another|any|certain|numerous|various)\s+)+",
    re.I,
)
_PLURAL = re.compile(r"\b(?:[a-z]+s|people|police|staff|mps|msps|men|women)$", re.I)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a statement is attributed to, how that was told, and how sure it is (0 to 1)."""

    speaker: str | None
    kind: SpeakerKind | None
    organisation: str | None
    side: str | None
    rule: str
    confidence: float
    person: int | None = None


_UNKNOWN = Resolved(None, None, None, None, "not named", 0.0)


class SpeakerResolver:
    """Resolves the drafts of one story's articles."""

    def __init__(self, registry: Registry, camps: Camps) -> None:
        self.registry, self.camps = registry, camps

    def resolve(self, key: str, text: str, drafts: Sequence[Draft]) -> list[Resolved]:
        """The speaker of each draft, in order; later ones may lean on earlier ones."""
        return _ArticleResolver(self, key, fold(text), drafts).resolve()

    def camp_of(self, person: Person) -> Camp:
        """The organisation and side that a person speaks for: by the editors, else by how the texts describe them."""
        own = self.camps.side_of_person(person.name)
        ranked: dict[Camp, float] = {}
        for description in person.descriptions:
            for position, camp in enumerate(self.camps.named_in(description)):
                ranked[camp] = ranked.get(camp, 0.0) + 1.0 / (1 + position)
        fitting = [c for c in ranked if own is None or c.side == own]
        if not fitting:
            return Camp(None, own)
        best = max(fitting, key=lambda c: (c.organisation is not None, ranked[c], c.organisation or ""))
        return Camp(best.organisation, own or best.side)


class _ArticleResolver:
    def __init__(self, story: SpeakerResolver, key: str, folded: str, drafts: Sequence[Draft]) -> None:
        self.story, self.folded, self.drafts = story, folded, drafts
        self.mentions: Sequence[Mention] = story.registry.mentions.get(key, ())
        self.people = story.registry.people
        quoted = [p for d in drafts if d.kind is Kind.DIRECT for p in d.parts]
        sources = frozenset(d.source for d in drafts if d.source is not None)
        self.recency = Recency(folded, self.mentions, self.people, quoted, sources)
        self.before: list[Resolved] = []
        self.by_source: dict[tuple[int, int], Resolved] = {}

    def resolve(self) -> list[Resolved]:
        for draft in self.drafts:
            found = self._one(draft)
            self.before.append(found)
            if draft.source is not None:
                self.by_source[draft.source] = found
        return self.before

    def _one(self, draft: Draft) -> Resolved:
        if draft.source is None:
            return _UNKNOWN
        if draft.source in self.by_source:
            return self.by_source[draft.source]
        words = self.folded[draft.source.start : draft.source.end].strip(" ,")
        if _PRONOUN.fullmatch(words):
            return self._pronoun(words.lower(), draft)
        return self._named(words, draft)

    # -- names, organisations, documents, roles, groups ---------------------------------------------

    def _named(self, words: str, draft: Draft) -> Resolved:
        assert draft.source is not None
        inside = [m for m in self.mentions if draft.source.start <= m.span.start and m.span.end <= draft.source.end]
        voice = _VOICE.search(words)
        document = _DOCUMENT.search(words)
        if inside and not _is_possessed(self.folded, inside[0], draft):
            head = inside[0]
            pair = len(inside) == 2 and re.fullmatch(
                r",? and (?:[\w.' -]+ )?", self.folded[inside[0].span.end : inside[1].span.start]
            )
            if pair and inside[0].person != inside[1].person:
                return self._pair(head, inside[1])
            if not (voice and voice.start() < head.span.start - draft.source.start) and not (
                document and document.start() < head.span.start - draft.source.start
            ):
                return self._person(head.person, "full name" if head.full else "surname", 0.95 if head.full else 0.9)
        if voice or document:
            return self._for_another(words, inside, draft, document=document is not None and voice is None)
        camps = self.story.camps.named_in(words)
        organisation = next((c for c in camps if c.organisation), None)
        plain = _plain(words)
        role = self._role_of(plain)
        if organisation is not None and role is None:
            return self._organisation(organisation, plain)
        person = self.story.registry.find(plain) if re.fullmatch(r"[A-Z][\w'-]+(?: [A-Z][\w'.-]+)*", plain) else None
        if person is not None and not camps:
            return self._person(person, "name, spelt otherwise", 0.7)
        if role is not None:
            return self._role(words, plain, draft)
        body = self._body(words, plain, draft)
        return body if body is not None else self._other(plain, camps)

    def _body(self, words: str, plain: str, draft: Draft) -> Resolved | None:
        """The organisation that was named last, where only its kind is given ("the union said")."""
        assert draft.source is not None
        if plain.lower() not in _BODIES or not _DEFINITE.match(words):
            return None
        start = max(0, draft.source.start - _BODY_WITHIN)
        named = [c for c in self.story.camps.named_in(self.folded[start : draft.source.start]) if c.organisation]
        if not named:
            return None
        last = named[-1]
        return Resolved(
            last.organisation, SpeakerKind.ORGANISATION, last.organisation, last.side, "organisation named last", 0.6
        )

    def _person(self, number: int, rule: str, confidence: float) -> Resolved:
        person = self.people[number]
        camp = self.story.camp_of(person)
        return Resolved(person.shown, SpeakerKind.PERSON, camp.organisation, camp.side, rule, confidence, number)

    def _pair(self, first: Mention, second: Mention) -> Resolved:
        one, two = self._person(first.person, "two names", 0.9), self._person(second.person, "two names", 0.9)
        side = one.side if one.side == two.side else None
        return Resolved(f"{one.speaker} and {two.speaker}", SpeakerKind.GROUP, None, side, "two names", 0.9)

    def _organisation(self, camp: Camp, plain: str) -> Resolved:
        group = bool(_PLURAL.search(plain)) and plain != camp.organisation
        if group and self._role_of(plain) is not None:
            return Resolved(plain, SpeakerKind.GROUP, camp.organisation, camp.side, "group", 0.7)
        return Resolved(camp.organisation, SpeakerKind.ORGANISATION, camp.organisation, camp.side, "organisation", 0.85)

    def _for_another(self, words: str, inside: Sequence[Mention], draft: Draft, *, document: bool) -> Resolved:
        """A spokesperson, an office or a document stands for whom it speaks for."""
        if inside:
            found = self._person(inside[0].person, "speaks for a person", 0.8)
            return replace(found, confidence=0.75) if document else found
        camps = self.story.camps.named_in(words)
        named = next((c for c in camps if c.organisation), camps[0] if camps else None)
        if named is not None:
            return Resolved(
                named.organisation or named.side,
                SpeakerKind.ORGANISATION,
                named.organisation,
                named.side,
                "speaks for an organisation",
                0.8,
            )
        owner = re.search(
            r"\b(?:the|its) ((?:[\w-]+ ){0,3}?[\w-]+)'s?\b|\b(?:for|of|from|by) (?:the )?((?:[\w-]+ ){0,3}[\w-]+)",
            words,
        )
        if owner:
            role = owner.group(1) or owner.group(2)
            person = self._person_by_role(role, draft)
            if person is not None:
                return self._person(person, "speaks for the bearer of an office", 0.7)
        if document and _DEFINITE.match(words) and not _PLURAL.search(_plain(words)):
            issuer = self._issuer(draft)
            if issuer is not None:
                return issuer
        plain = _plain(words)
        proper = re.search(r"\b(?:for|of|from) (?:the )?([A-Z][\w.&'-]*(?: (?:of|for|the|and|[A-Z][\w.&'-]*))*)", words)
        if proper:
            return Resolved(
                proper.group(1), SpeakerKind.ORGANISATION, proper.group(1), None, "speaks for an organisation", 0.65
            )
        kind = SpeakerKind.DOCUMENT if document else SpeakerKind.GROUP if _PLURAL.search(plain) else SpeakerKind.PERSON
        return Resolved(plain, kind, None, None, "as the text calls it", 0.5)

    def _issuer(self, draft: Draft) -> Resolved | None:
        """Who wrote "the memo": the person named nearest before a document word in the paragraphs before it."""
        assert draft.source is not None
        earlier = [
            m
            for m in self.mentions
            if m.span.end <= draft.source.start
            and draft.source.start - m.span.end < 700
            and not self.recency.in_quotes(m)
        ]
        for mention in reversed(earlier):
            beside = self.folded[max(0, mention.span.start - 40) : mention.span.end + 60]
            if _DOCUMENT.search(beside):
                return self._person(mention.person, "who issued the document", 0.65)
        return None

    def _role_of(self, plain: str) -> str | None:
        words = re.findall(r"[\w-]+", plain.lower())
        head = [w for w in words if w in people_lexicon().roles]
        return head[-1] if head else None

    def _role(self, words: str, plain: str, draft: Draft) -> Resolved:
        person = self._person_by_role(plain, draft) if re.match(r"(?:the|that|this|his|her)\b", words, re.I) else None
        if person is not None:
            return self._person(person, "role that fits a description", 0.75)
        definite = re.match(r"the\b", words, re.I) and not _PLURAL.search(plain)
        recent = self._recent(draft, None) if definite else None
        camps = self.story.camps.named_in(words)
        if recent is not None and not camps and len(plain.split()) == 1:
            return self._person(recent, "role, by who was named last", 0.55)
        return self._other(plain, camps)

    def _person_by_role(self, role: str, draft: Draft) -> int | None:
        """The person whose descriptions share most with a role; the one named last among equals."""
        assert draft.source is not None
        wanted = [
            w
            for w in re.findall(r"[\w-]+", role.lower())
            if w not in {"the", "of", "for", "a", "new", "former", "party"}
        ]
        if not wanted:
            return None
        order = self._order(draft)
        best: tuple[float, int] | None = None
        for number, person in enumerate(self.people):
            words = person.words
            hits = [w for w in wanted if words[w]]
            if not hits or (wanted[-1] not in hits and not self._camp_fits(role, person)):
                continue
            value = (
                len(hits) / len(wanted)
                + (0.6 / (1 + order[number]) if number in order else 0.0)
                + min(person.count, 20) * 0.005
            )
            if wanted[-1] not in hits:
                value -= 0.4
            if best is None or value > best[0]:
                best = (value, number)
        return best[1] if best and best[0] >= 0.6 else None

    def _camp_fits(self, role: str, person: Person) -> bool:
        named = self.story.camps.named_in(role)
        return bool(named) and self.story.camp_of(person).side in {c.side for c in named}

    def _order(self, draft: Draft) -> dict[int, int]:
        """How many other people were named since each person was, before the words of the draft's source."""
        assert draft.source is not None
        order: dict[int, int] = {}
        for mention in reversed([m for m in self.mentions if m.span.end <= draft.source.start]):
            if not self.recency.in_quotes(mention):
                order.setdefault(mention.person, len(order))
        return order

    def _other(self, plain: str, camps: Sequence[Camp]) -> Resolved:
        camp = next((c for c in camps if c.organisation), camps[0] if camps else Camp(None, None))
        group = bool(_PLURAL.search(plain.split(" of ", maxsplit=1)[0].split(" who ", maxsplit=1)[0])) or bool(
            re.search(r"s$", plain.rsplit(" ", maxsplit=1)[-1])
        )
        proper = plain[:1].isupper() and self._role_of(plain) is None
        if proper and not group:
            return Resolved(plain, SpeakerKind.ORGANISATION, plain, camp.side, "as the text calls it", 0.6)
        kind = SpeakerKind.GROUP if group else SpeakerKind.PERSON
        return Resolved(plain or None, kind, camp.organisation, camp.side, "as the text calls it", 0.6)

    # -- pronouns -----------------------------------------------------------------------------------

    def _pronoun(self, word: str, draft: Draft) -> Resolved:
        if word in {"he", "she", "him", "his", "her", "himself", "herself", "i", "who"}:
            gender = {"him": "he", "his": "he", "himself": "he", "her": "she", "herself": "she"}.get(word, word)
            number = self._recent(draft, gender if gender in {"he", "she"} else None)
            if number is not None:
                return self._person(number, "pronoun", 0.75)
            unnamed = next((r for r in reversed(self.before) if r.kind is SpeakerKind.PERSON), None)
            return replace(unnamed, rule="pronoun", confidence=0.5) if unnamed else _UNKNOWN
        if word in {"they", "we", "it", "them", "their"}:
            kinds = {SpeakerKind.ORGANISATION} if word == "it" else {SpeakerKind.GROUP, SpeakerKind.ORGANISATION}
            group = next((r for r in reversed(self.before) if r.kind in kinds), None)
            last = self.before[-1] if self.before else None
            found = group or (last if word == "they" else None)
            return replace(found, rule="pronoun", confidence=0.55) if found else _UNKNOWN
        return _UNKNOWN

    def _recent(self, draft: Draft, gender: str | None) -> int | None:
        """The person that a pronoun in the source of ``draft`` means."""
        assert draft.source is not None
        last = next((r.person for r in reversed(self.before) if r.person is not None), None)
        return self.recency.person_meant(draft.source.start, gender, last)


def _is_possessed(folded: str, mention: Mention, draft: Draft) -> bool:
    """Whether what follows a name is the source, not its bearer ("Roe's office")."""
    assert draft.source is not None
    return owns(folded, mention) and mention.span.end + 3 < draft.source.end


def _plain(words: str) -> str:
    """A noun phrase without its quantity and article, and without what is set beside it.

    >>> _plain("scores of Labour MPs")
    'Labour MPs'
    """
    head = re.split(r", | - | \(|\bwho\b", words)[0].strip()
    return _QUANTITY.sub("", head).strip() or head
