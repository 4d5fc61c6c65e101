"""What is asked for, and what is said to be right: for something ("pass the bill") or against it ("resign")."""

import re

from articles.analysis.lexicon.terms import stance_lexicon

# Whom a demand is put to, before its act: "that the council should", "councillors to be".
_PUT_TO = re.compile(r"(?:\W*[\w'-]+){1,6}?\s(?:should|must|to)\s+(?:be\s+)?")
_DENIED = re.compile(r"\W*(?:not|against)\b|(?:\W*[\w'-]+){1,6}?\s(?:not to|(?:should|must) not)\b")
_OUGHT = re.compile(
    r"\b(?:should|must|needs? to|deserves?|ought(?: to)?|let's|let us)\b(?P<on>\s+(?:\w+ly\s+|also\s+|now\s+|be\s+)*)?",
    re.I,
)
_OUGHT_NOT = re.compile(
    r"\b(?:(?:should|must|ought|need|can|could|will) ?(?:not|never)|(?:should|must|need|ca|could|wo)n't|"
    r"no reason to)\b",
    re.I,
)
_LATE = re.compile(r"have\b", re.I)  # "should have acted": they did not


def asked(words: str) -> float:
    """Whether what is asked for is something (1), or an act against something, owning up or going (-1)."""
    if _DENIED.match(words):
        return -1.0
    act = stance_lexicon().asked_against
    first = re.match(r"(?:\W*\w+){1,3}", words)
    if first is not None and act.search(first.group()):
        return -1.0
    lead = _PUT_TO.match(words)
    return -1.0 if lead is not None and act.match(words, lead.end()) else 1.0


def ought(words: str) -> float:
    """Whether something is said to be right to do (1) or not to do (-1); 0 where nothing is."""
    if _OUGHT_NOT.search(words):
        return -1.0
    value = 0.0
    for match in _OUGHT.finditer(words):
        against = stance_lexicon().asked_against.match(words, match.end()) or _LATE.match(words, match.end())
        value += -1.0 if against else 1.0
    return max(-1.0, min(1.0, value))
