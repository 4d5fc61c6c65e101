"""Organisations that one article names: those of the knowledge, and names with a word for a body in them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.speakers.camps import Camps
from articles.analysis.types import Span

_CAPITALS = re.compile(
    r"(?<![\w.])(?:(?:[A-Z]\.){2,}|[A-Z][\w&'-]*)(?:(?: (?:of|for|the|and|on|to|in|&|against))*"
    r" (?:(?:[A-Z]\.){2,}|[A-Z][\w&'-]*))*"
)
_APPOSED = re.compile(
    r"(?:'s)?, (?:an?|the|one of the|which is)\b(?P<words>(?: [\w'-]+){1,6}?)"
    r"(?: (?:that|which|for|of|founded|run|based|opposed)\b|,|\.)"
)
_LEAST_INITIALS = 3  # from which a name is taken for what they stand for, though it does not stand beside them
_SHORT = re.compile(r" \(([A-Z][A-Za-z]{1,6})\)")


_THINGS = frozenset(
    "act bill treaty deal agreement program project convention law mail index".split()
)  # with names, but dumb


@dataclass(frozen=True, slots=True)
class Named:
    """One place where an article names an organisation; ``name`` is that of the knowledge where it is known."""

    span: Span
    name: str
    side: str | None
    kinds: frozenset[str]  # the words for bodies in its name and in its description


def organisations_in(folded: str, camps: Camps, people: Sequence[Span]) -> list[Named]:
    """The organisations that a text names, in order; ``people`` are the places of people's names."""
    taken = {at for span in people for at in range(*span)}
    short: dict[str, str] = {}
    found: list[Named] = []
    for match in _CAPITALS.finditer(folded):
        start, end = match.span()
        words = match.group().removesuffix("'s").split(" ")
        while words and words[0].lower() in people_lexicon().not_names - {"new"}:
            start += len(words[0]) + 1
            words = words[1:]
        while (words and people_lexicon().is_role(words[-1])) or words[-1:] in (["Rep"], ["Sen"], ["Gov"]):
            words = words[:-1]
        if not words or any(at in taken for at in range(start, end)):
            continue
        name = " ".join(words)
        if len(words) == 1 and name.lower() in people_lexicon().bodies:
            continue
        kinds = _kinds(name) | _described(folded, start + len(name))
        known = next((camp for camp in camps.named_in(name) if camp.organisation), None)
        if known is not None and known.organisation:
            kinds |= camps.words_of(known.organisation) & people_lexicon().bodies
        if behind := _SHORT.match(folded, start + len(name)):
            short[behind.group(1)] = name
        if known is None and not kinds and name not in short:
            continue
        shown = known.organisation if known and known.organisation else short.get(name, name)
        found.append(Named(Span(start, start + len(name)), undotted(shown), known.side if known else None, kinds))
    return found


def undotted(name: str) -> str:
    """An abbreviation without its stops, so that "F.B.I." and "FBI" are one.

    >>> undotted("F.B.I."), undotted("Apple Inc.")
    ('FBI', 'Apple Inc.')
    """
    return re.sub(r"(?<![\w.])(?:[A-Z]\.){2,}(?!\w)", lambda found: found.group().replace(".", ""), name)


def written_out(texts: Collection[str]) -> dict[str, str]:
    """The organisations behind the initials that the texts of a story use, where exactly one name has them.

    The name stands before the initials in brackets, or by itself anywhere in the story.

    >>> written_out(["The Harbour Workers Union (HWU) met.", "The National Bank of Roe was late. NBR and RMT said so."])
    {'HWU': 'Harbour Workers Union', 'NBR': 'National Bank of Roe'}
    """
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in _CAPITALS.finditer(text):
            words = match.group().removesuffix("'s").split(" ")
            words = words[1:] if words[0].lower() in people_lexicon().not_names - {"new"} else words
            bracketed = _SHORT.match(text, match.end())
            for start in range(len(words)):
                initials = "".join(word[0] for word in words[start:] if word[0].isupper())
                if (bracketed and bracketed.group(1) == initials) or (not start and len(initials) >= _LEAST_INITIALS):
                    found.setdefault(initials, set()).add(" ".join(words[start:]))
    used = {word for text in texts for word in re.findall(r"(?<![\w.])[A-Z]{2,}(?![\w.])", text)}
    return {initials: names.pop() for initials, names in found.items() if initials in used and len(names) == 1}


def _kinds(name: str) -> frozenset[str]:
    lexicon = people_lexicon()
    words = {word.lower() for word in re.findall(r"[\w-]+", name)}
    return frozenset(((words & lexicon.organisation_words) | (words & lexicon.bodies)) - _THINGS)


def _described(folded: str, end: int) -> frozenset[str]:
    """The words for a body in the apposition behind a name ("Quayside Voice, a harbour charity")."""
    found = _APPOSED.match(folded, end)
    words = re.findall(r"[\w-]+", found.group("words").lower()) if found else []
    return frozenset(words[-1:]) & people_lexicon().bodies
