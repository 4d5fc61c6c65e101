"""The words beside a name that say who bears it."""

import re
from collections.abc import Sequence

from articles.analysis.lexicon.people import people_lexicon
from articles.analysis.types import Span

_NOT_DESCRIBING = frozenset(
    "to have has had been was were is are be said says told as see of for from by with that and but yet if while when "
    "who in on at it he she they his her their its the a an this these than also not will would could".split()
)


_DETERMINERS = frozenset("the a an his her its their former".split())
_ABBREVIATED = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Lt|Gen|Col|Sgt|Capt|Prof|Rev|Jr|Sr|St|No)\.|(?<![a-z])([A-Z])\."
)
_POLITE = frozenset("mr mrs ms miss sir".split())
_BEFORE_TITLES = frozenset(
    "former then late fellow retired acting incumbent longtime conservative liberal state deputy vice ex".split()
)
# What a relative clause behind a name says of where its bearer belongs ("who leads X", "who left X for Y").
_BELONGING = (
    r"leads?|led|chairs?|chaired|heads?|headed|represents?|represented|runs|co-founded|founded|joined|left|quit|defected|"
    r"serves|served|speaks"
)


def describe(folded: str, span: Span) -> str:
    """The words beside a name that say who bears it: before it ("Labour whip") and behind it."""
    found = [
        _before(folded[max(0, span.start - 100) : span.start]),
        _behind(folded[span.end : span.end + 200]),
    ]
    party = re.match(r" ?\(([DRI]-[A-Z][\w.]*)\)|, ([DRI]-[A-Z][\w.]*)", folded[span.end : span.end + 24])
    if party:
        found.append(party.group(1) or party.group(2))
    letter = re.match(r" ?\(([DRI])\)", folded[span.end : span.end + 5])
    if letter:
        found.append(f"{letter.group(1)}-")
    return "; ".join(part for part in found if part)


def _before(text: str) -> str:
    """The noun phrase right before a name, where its last word says what the bearer does or belongs to."""
    text = _ABBREVIATED.sub(r"\1\2", text)
    line = re.split(r"[.!?:;\"(\n]|, (?!$)| - ", text)[-1].rstrip()
    apposed = line.endswith(",")
    words = re.findall(r"[\w'.&-]+", line)
    kept: list[str] = []
    lexicon = people_lexicon()
    for word in reversed(words):
        verb = word.islower() and word.endswith(("ed", "ing"))
        titled = bool(kept) and kept[0][:1].isupper() and kept[0].lower() in lexicon.all_titles
        if titled and word.islower() and not lexicon.is_role(word) and word not in _BEFORE_TITLES:
            break  # "voters dislike Mr Roe"
        if word.lower() in _NOT_DESCRIBING or verb or len(kept) == 8:
            break
        kept.insert(0, word)
    while kept and kept[-1].lower() in _POLITE:
        kept.pop()
    last = kept[-1].lower() if kept else ""
    named = (
        last in lexicon.roles or last in lexicon.all_titles or (bool(kept) and kept[-1][:1].isupper() and not apposed)
    )
    return " ".join(kept) if named else ""


def _behind(text: str) -> str:
    """The apposition behind a name: up to the next mark, or over commas up to the word for what the bearer does."""
    text = _ABBREVIATED.sub(r"\1\2", text)
    told = re.match(rf"(?: \([^)]{{1,24}}\))?,? who (?P<words>(?:{_BELONGING})\b[^,;:.\n]{{2,100}})", text)
    if told is not None:
        return told.group("words")
    match = re.match(
        r"(?: \([^)]{1,24}\))?(?:, | - )(?:[DRI]-[A-Z]\w*, )?(?:who (?:is|was) )?(?P<words>[^;:\n]{2,160})", text
    )
    if match is None:
        return ""
    pieces = re.split(r", | - |(?<=[a-z])\. ", match.group("words").rstrip("."))
    first = re.findall(r"[\w'.&-]+", pieces[0])
    if not first:
        return ""
    if first[0].lower() not in _DETERMINERS:
        return pieces[0] if _opens_with_role(first) else ""
    for count in (1, 2, 3):
        words = ", ".join(pieces[:count])
        if any(word.lower() in people_lexicon().roles for word in re.findall(r"[\w-]+", words)):
            return words.partition(" ")[2]
    return pieces[0].partition(" ")[2]


def _opens_with_role(words: Sequence[str]) -> bool:
    """Whether words are an apposition ("general secretary of ...") and not a verb's ("hit out at the leader")."""
    for word in words[:6]:
        if word.lower().removesuffix("'s") in people_lexicon().roles:
            return True
        if word.lower() in _NOT_DESCRIBING or (word.islower() and word.endswith("ed")):
            return False
    return False
