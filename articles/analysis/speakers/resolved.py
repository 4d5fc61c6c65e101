"""Whom a statement is attributed to, by which rule, and how sure each rule is."""

from dataclasses import dataclass

from articles.analysis.types import SpeakerKind

# About how often each rule was right among statements read by hand (docs/methods.md), a little under it where few
# were read. Up to 0.6 pages say "probable".
CONFIDENCE = {
    "full name": 0.95,
    "surname": 0.95,
    "two names": 0.95,
    "speaks for an organisation": 0.9,
    "named beside the words found": 0.9,
    "role that fits a description": 0.9,
    "pronoun": 0.9,
    "they, after names": 0.9,
    "name, spelt otherwise": 0.9,
    "what is named after a person": 0.9,
    "organisation": 0.85,
    "as the text calls it": 0.85,
    "speaks for a person": 0.8,
    "organisation named last": 0.8,
    "it, after an organisation": 0.75,
    "they, after a group": 0.75,
    "who issued the document": 0.7,
    "speaks for the bearer of an office": 0.6,
    "role, by who was named last": 0.5,
    "pronoun for somebody unnamed": 0.4,
}


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


UNKNOWN = Resolved(None, None, None, None, "not named", 0.0)


def resolved(
    speaker: str,
    kind: SpeakerKind,
    rule: str,
    *,
    organisation: str | None = None,
    side: str | None = None,
    person: int | None = None,
) -> Resolved:
    """A speaker found by a rule, with the rule's confidence."""
    return Resolved(speaker, kind, organisation, side, rule, CONFIDENCE[rule], person)
