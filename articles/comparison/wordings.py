"""How one text of an utterance differs from the fullest one, change by change and in words.

Nothing is called a cut unless an ellipsis in the text shows it: what is not there may never have been heard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.analysis.text.differences import Difference
from articles.analysis.types import Span
from articles.comparison.alignment import differences_of_words
from articles.comparison.words import count, passage, shortened
from articles.framing import WORD, count_words

_AND = re.compile(r"(?<!\w)&(?!\w)")
_DOTS = re.compile(r"\.\s?\.\s?\.(?!\.)")
_BETWEEN_MARKS = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_LEAST_QUOTED = 3  # words
_BRACKETED = re.compile(r"^\W*\[[^\]]*\]\W*$")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s")  # within the words, or at their end where a blank is put
_LEAST_PARTED = 3  # words that part two passages; fewer are an initial or a title with its stop
_EDGES = ' ,;:.—–-“”"…'
_LONGEST = 90
_ASIDE = 12  # words between two quotations of a text from which they are two, and not one with its verb of saying


class ChangeKind(StrEnum):
    """What sort of difference it is."""

    ABSENT = "absent"
    ELLIPSIS = "ellipsis"
    SUBSTITUTION = "substitution"
    ADDITION = "addition"
    INSERTION = "insertion"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the words that only the fullest text has (``there``) and those that only this one has."""

    kind: ChangeKind
    there: str
    here: str

    @property
    def words(self) -> str:
        """The difference as a phrase that says what stands where, and not why."""
        there, here = _quoted(self.there), _quoted(self.here)
        size = count(count_words(self.there), "word")
        return {
            ChangeKind.ABSENT: f"does not have {there} ({size})",
            ChangeKind.ELLIPSIS: f"an ellipsis shows a cut: {there} ({size})",
            ChangeKind.SUBSTITUTION: f"has {here} for {there}",
            ChangeKind.ADDITION: f"has {here} as well",
            ChangeKind.INSERTION: f"has {here} in brackets{f' for {there}' if self.there else ''}",
            ChangeKind.JOINED: f"joins two passages that {f'{there} ({size})' if self.there else 'more'} parts there",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of an utterance as one text has them.

    ``breaks`` are the places between its passages, each with the number of words that the text has there; in order.
    """

    text: str
    breaks: tuple[tuple[int, int], ...] = ()


def quote_of(text: str, spans: Sequence[Span]) -> Quote:
    """The passages of a text as one running text: white space made single blanks, three dots an ellipsis."""
    pieces: list[str] = []
    breaks: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        if number:
            between = count_words(text[spans[number - 1].end : span.start])
            breaks.append((len(" ".join(pieces)) + 1, between))
        pieces.append(_DOTS.sub("…", passage(text, [span])))
    return Quote(" ".join(pieces), tuple(breaks))


def quoted_parts(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """What of some passages stands between quotation marks; all of them where that is next to nothing."""
    found = [
        Span(match.start() + 1, match.end() - 1)
        for span in spans
        for match in _BETWEEN_MARKS.finditer(text, span.start, span.end)
    ]
    enough = sum(count_words(text[span.start : span.end]) for span in found) >= _LEAST_QUOTED
    return tuple(found) if enough else tuple(spans)


def changes_of(fullest: Quote, this: Quote) -> tuple[Change, ...]:
    """The changes in order; none for texts of the same words, whatever their marks and capitals."""
    found = list(differences_of_words(fullest.text, this.text))
    changes: list[Change] = []
    for at, difference in enumerate(found):
        if difference.op == "same":
            changes.extend(_joined_inside(difference, fullest, this))
            continue
        change = _change(found, at, fullest, this)
        if change is not None:
            changes.append(change)
    return tuple(changes)


def _change(found: Sequence[Difference], at: int, fullest: Quote, this: Quote) -> Change | None:
    difference = found[at]
    there = fullest.text[slice(*difference.left)] if difference.left else ""
    here = this.text[slice(*difference.right)] if difference.right else ""
    if _plain(there) == _plain(here):
        return None
    if "…" in here and _plain(there):
        return Change(ChangeKind.ELLIPSIS, there, here)
    if _BRACKETED.match(_bracketed(this.text, difference.right)):
        return Change(ChangeKind.INSERTION, there if _plain(there) else "", here.strip("[] "))
    if not _plain(there):
        return Change(ChangeKind.ADDITION, "", here)
    if _plain(here):
        return Change(ChangeKind.SUBSTITUTION, there, here)
    over_a_stop = _STOP.search(f"{there} ") is not None and len(_plain(there)) >= _LEAST_PARTED
    if 0 < at < len(found) - 1 and over_a_stop and not _breaks_at(this, found[at - 1].right):
        return Change(ChangeKind.JOINED, there, "")
    return Change(ChangeKind.ABSENT, there, "")


def _joined_inside(same: Difference, fullest: Quote, this: Quote) -> list[Change]:
    """Where shared words run over a place at which the fullest text has two quotations with other text between."""
    if same.left is None or same.right is None:
        return []
    inside = [words for place, words in fullest.breaks if same.left.start < place < same.left.end]
    own = any(same.right.start < place < same.right.end for place, _ in this.breaks)
    return [Change(ChangeKind.JOINED, "", "") for words in inside if words >= _ASIDE and not own]


def _breaks_at(this: Quote, before: Span | None) -> bool:
    """Whether this text closes its quotation where words of the other are not in it."""
    return before is not None and any(before.end <= place <= before.end + 2 for place, _ in this.breaks)


def _bracketed(text: str, span: Span | None) -> str:
    """The words of a span with the brackets that stand right around them."""
    if span is None:
        return ""
    start = span.start - 1 if span.start and text[span.start - 1] == "[" else span.start
    end = span.end + 1 if text[span.end : span.end + 1] == "]" else span.end
    return text[start:end]


def _plain(text: str) -> list[str]:
    """The words in small letters; "&" is the word that it stands for."""
    return [word.casefold().replace("’", "'") for word in WORD.findall(_AND.sub("and", text))]


def _quoted(text: str) -> str:
    return f"“{shortened(' '.join(text.split()).strip(_EDGES), _LONGEST)}”"
