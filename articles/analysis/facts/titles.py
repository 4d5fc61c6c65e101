"""What stands before or behind a person's name to say who that is: "shadow Treasury minister", "an eye doctor"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.analysis.facts.title_words import MODIFIERS, head_of, is_head, is_plural
from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.types import Span

_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ][\w'&.-]*"
_FURTHEST = 90  # characters before a name in which its title begins
_LAST = re.compile(rf"(?P<head>{_WORD}) $")
_OFFICE_OF = re.compile(r"(?P<head>[A-Za-z]+) (?:of|for) (?:the )?(?:[A-Z][\w'-]*(?: and)? )+$")
_STAFF = re.compile(r"(?P<head>[Cc]hief of [Ss]taff) $")
_BEHIND = re.compile(
    r"(?: \([^)]{1,24}\))?(?:, | -+ )(?:who (?:is|was) )?(?:(?P<article>the|an?|one of the) )?"
    r"(?P<words>[^,;:.()\n]{3,90}?)(?=,| - | --|;|\.(?:\s|$)|\)|\n|$)"
)
_ENDS_HEAD = frozenset("of for in at to from on".split())
_ENDS_TITLE = re.compile(r" (?:who|that|which|whose|with|since|under|when|and|as|after|before|now|leading|running)\b.*")
_ABBREVIATED = frozenset("sen sens rep reps gov lt gen col sgt capt prof rev dr jr sr mr mrs ms u.s no".split())
# What no title begins with or goes over.
_OUTSIDE = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday the a an by for said says told asked called when while "
    "after before if as with but like under over since now even both against from to that".split()
)
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Title:
    """One title of a person as a text gives it. ``head`` is the office or calling in its plain form."""

    span: Span
    head: str


def titles_beside(folded: str, name: Span, sentence: Span) -> Iterator[Title]:
    """The titles right before and right behind a name, within its sentence."""
    for found in (_before(folded, name, sentence), _behind(folded, name, sentence)):
        if found is not None:
            yield found


def _before(folded: str, name: Span, sentence: Span) -> Title | None:
    begin = max(sentence.start, name.start - _FURTHEST)
    plain = folded[begin : name.start]
    last, office = _LAST.search(plain), _OFFICE_OF.search(plain)
    if office and (last is None or not is_head(last["head"]) or is_plural(last["head"])):
        last = office  # "Chairman of the Joint Chiefs Ann Roe"
    found = _STAFF.search(plain) or last
    if found is None or not is_head(found["head"].partition(" ")[0]):
        return None
    start = _widened(plain, found.start("head"))
    words = plain[start : found.end("head")].partition(" of ")[0].split()
    return Title(Span(begin + start, name.start - 1), head_of(words))


def _widened(plain: str, head: int) -> int:
    """Where a title begins whose head begins at ``head``: over capitals and the small words that belong to titles."""
    start, lexicon = head, people_lexicon()
    while (before := re.search(rf"({_WORD}|&) $", plain[:start])) is not None:
        word, lower = before.group(1), before.group(1).lower().removesuffix("'s")
        if lower in {"and", "of", "&"}:
            return _last_office(plain, start, head)
        known = lower in MODIFIERS or lower.startswith(("then-", "ex-"))
        if lower in _OUTSIDE or not (known or (word[0].isupper() and lower not in lexicon.not_names)):
            return start
        start = before.start()
    return start


def _last_office(plain: str, start: int, head: int) -> int:
    """Where a title begins that goes on over "and": "House Ways and Means Chairman" rather too little than half."""
    if not re.search(r"[A-Z][\w'-]* (?:and|of|&) $", plain[:start]) or not plain[start].isupper():
        return start
    office = head_of(plain[start:].split())
    return max(start, plain.rfind(" ", 0, head - 1) + 1) if " " in office else head


def _behind(folded: str, name: Span, sentence: Span) -> Title | None:
    match = _BEHIND.match(folded, name.end, min(sentence.end, name.end + 150))
    if match is None:
        return None
    words = _ENDS_TITLE.sub("", match["words"])
    kept: list[str] = []
    for word in words.split():
        if kept and word.lower() in _ENDS_HEAD:
            break
        kept.append(word)
    if not kept or len(kept) > _MOST_WORDS or words.split()[-1].lower().rstrip(".") in _ABBREVIATED:
        return None
    head = kept[-1].lower()
    if not is_head(head) or is_plural(head) or any(map(_is_verb, kept[:-1])):
        return None
    if match["article"] is None and not all(map(_fits, kept)):
        return None
    begin = match.start("words")
    return Title(Span(begin, begin + len(words)), head_of(kept))


def _fits(word: str) -> bool:
    """Whether a word may stand in a title that no article opens ("general secretary")."""
    return word[0].isupper() or word.lower() in MODIFIERS or is_head(word)


def _is_verb(word: str) -> bool:
    return word.islower() and word.endswith(("ed", "ing")) and word not in MODIFIERS
