"""Reading the words that name a speaker where they are no name: what is left without quantity, and what it can be."""

import re

from articles.analysis.lexicon.people import people_lexicon, singular
from articles.analysis.types import SpeakerKind

DOCUMENT = re.compile(
    r"\b(memo|memorandum|e-?mail|letter|report|statement|note|document|order|study|survey|poll|filing|lawsuit|complaint|indictment|"
    r"ruling|opinion|tweet|post|message|text|leaflet|manifesto|resolution|summary|transcript|advert|ad|video|website|release|paper|"
    r"editorial|article|motion|bill|account|book|guidance|data|figures|records?|affidavit|testimony|petition|review|dossier|"
    r"caption|sign|placard|headline|analysis|spreadsheet|warrant|instruction|directive|advisory|bulletin|brief|census|invitation)s?\b",
    re.I,
)
VOICE = re.compile(
    r"\b(spokes\w+|(?<!the )(?:press\s+)?office(?!\s+of\b)|"
    r"(?:press|communications)\s+(?:secretary|aide|officer|director|team|staff)|representatives?\s+(?:of|for))\b",
    re.I,
)
DEFINITE = re.compile(r"(?:the|that|this|his|her|its|their)\b", re.I)
_SHARES = (
    r"(?:(?:large|small|vast|overwhelming|clear|slim|bipartisan|significant|growing|good|great|wide|whole)\s+)*"
    r"(?:number|majority|minority|group|handful|couple|host|string|series|range|dozen|half|third|quarter|lot|plurality|percent|%)\s+of"
)
_QUANTITY = re.compile(
    r"^(?:(?:the|a|an|some|many|most|several|few|both|all|scores|dozens|hundreds|thousands|millions|other|just|only|"
    rf"more|than|at\s+least|about|around|nearly|almost|half|one|two|three|four|five|six|seven|eight|nine|ten|dozen|half-dozen|"
    rf"(?!(?:19|20)\d\d\b)[\d,.]+%?|percent|per\s+cent|{_SHARES}|in\s+(?:10|ten|five|three|four)|half-|those\s+who|"
    r"of|those|these|its|their|his|her|our|my|another|any|certain|numerous|various|every|each|no)\s+)+",
    re.I,
)
_PLACED = re.compile(
    r" (?:in|at|on|with|during|under|inside|outside|across|around|near|from|about|among|against|including|such|after|"
    r"before|like) "
)
_MANY = re.compile(
    r"(?:crats|cans|ans|ists|ers|ors|ites|ents|ants|ics|als|ves|ians|aries|ees|ees|men|women|people|police|MPs|MSPs)$"
)
# Endings of nouns for people; a singular noun without one that no lexicon lists is not taken for a speaker.
_AGENT = re.compile(
    r"(?:er|or|ist|ian|ant|ent|ee|man|woman|person|eer|ess|ive|arian|ate|ster|logue|crat|naut|boy|girl|kid)$"
)
_ABSTRACT = re.compile(r"(?:tion|sion|ness|ance|ence|ship|ism|ment|ity|ure|ing)s?$", re.I)
_MONTHS = frozenset(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday christmas easter".split()
)
NOBODY = frozenset(
    "others other another one each none neither either everyone everybody anyone anybody someone somebody nobody it "
    "that this which what there such more less i we you us me much something nothing everything anything".split()
)


# What is named after the person it belongs to ("the Roe campaign").
NAMED_AFTER = frozenset("campaign administration team camp government transition".split())


def plain(words: str) -> str:
    """A noun phrase without its quantity and article, and without what is set beside it.

    >>> plain("scores of Labour MPs")
    'Labour MPs'
    """
    head = re.split(r", | - | \(|\bwho\b|\bthat\b|\bwhich\b", words)[0].strip()
    return _QUANTITY.sub("", head).strip() or head


def head_phrase(words: str) -> str:
    """A plain noun phrase up to where it says the place ("Democrats in the room")."""
    return _PLACED.split(words, maxsplit=1)[0]


def head_noun(words: str) -> str:
    """The noun that a plain noun phrase is about.

    >>> head_noun("lawyers for the family"), head_noun("senior administration official")
    ('lawyers', 'official')
    """
    if (owned := re.search(r"'s? ([\w' -]+)$", head_phrase(words))) is not None and " of " in words[: owned.start()]:
        return head_noun(owned.group(1))  # "the secretary of state's office"
    before = re.split(r" (?:of|for|to|by|close|familiar) ", head_phrase(words), maxsplit=1)[0]
    found = re.findall(r"[\w'.&-]+", before)
    return found[-1].removesuffix("'s").rstrip("'") if found else ""


def is_many(words: str) -> bool:
    """Whether a plain noun phrase is plural."""
    head = head_noun(words)
    if re.search(r" and ", words.split(" of ", maxsplit=1)[0]):
        return True
    if head.islower():
        return (head.endswith("s") and not head.endswith("ss")) or head in {"people", "police", "staff", "men", "women"}
    return bool(_MANY.search(head))


def is_person(words: str) -> bool:
    """Whether the noun of a plain noun phrase is a role of one person or several."""
    return people_lexicon().is_role(head_noun(words))


def kind_of(words: str) -> SpeakerKind | None:
    """What a plain noun phrase that names nobody can be; None for what cannot speak."""
    lexicon, head = people_lexicon(), head_noun(words)
    lower = head.lower()
    one = singular(lower)
    if not head or lower in _MONTHS or (lower in NOBODY and not head.isupper()):
        return None
    if re.fullmatch(r"(?:[A-Z]\.?){2,}", head) and not lexicon.is_role(lower):
        return SpeakerKind.ORGANISATION
    if lower in lexicon.collectives or is_many(words):
        speaks = lower in lexicon.collectives or head[0].isupper() or lexicon.is_role(lower) or not _cannot_speak(lower)
        return SpeakerKind.GROUP if speaks else None
    if DOCUMENT.fullmatch(head):
        return SpeakerKind.DOCUMENT
    named = re.findall(r"[\w'-]+", head_phrase(words))
    if head[0].isupper() and len(named) > 2 and all(w[0].isupper() for w in named) and _has_body(named[:-1]):
        return SpeakerKind.ORGANISATION  # "the Northmoor Union Leader"
    if lexicon.is_role(lower):
        return SpeakerKind.PERSON
    if one in lexicon.bodies or head[0].isupper():
        return SpeakerKind.ORGANISATION
    return SpeakerKind.PERSON if _AGENT.search(lower) and not _cannot_speak(lower) else None


def _has_body(words: list[str]) -> bool:
    return any(word.lower() in people_lexicon().organisation_words for word in words[-1:])


def _cannot_speak(noun: str) -> bool:
    lexicon = people_lexicon()
    if singular(noun) in lexicon.bodies or noun in lexicon.bodies:
        return False
    return (
        noun in lexicon.things or noun in lexicon.utterances or bool(_ABSTRACT.search(noun)) or not noun[-1:].isalpha()
    )
