"""Sentences made ready for the parser: a quotation of whole sentences is replaced by a short clause.

The parser then sees ``"It is so," she said at the station.`` however long the quotation is: it is faster, and
finds who spoke more often. Every character keeps the bounds that it stands for in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.text.folding import fold
from articles.analysis.text.quotations import Quotation, without_markup
from articles.analysis.text.sentences import sentences_in
from articles.analysis.types import Span

_STAND_IN = "It is so"
_LOOK_BACK = 250  # characters before a quotation that tell what it is
_LONGEST = 1_500  # characters of a unit, three times the longest sentence of 1,100 articles; lists have no full stop
_DATELINE = re.compile(
    r"[A-Z][A-Z.']{2,}(?:[ ,]+[A-Z][\w.]+){0,4}(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z][\w ]+\))? -{1,2} "
)
_REPORTING = re.compile(
    r"[A-Z][\w.'-]*,? (?:[\w.'(),-]+ ){0,8}?"
    r"(?:said|says|asked|asks|added|replied|wrote|tweeted|told \w+|continued|shouted|questioned|"
    r"pressed|exclaimed|joked|wondered|demanded|responded|went on|recalled|mused|quipped|shot back|snapped|"
    r"yelled|declared|posted|interjected|screamed|cried)\b(?! that)[^\"]{0,60}"
)
_SPEECH_ENDS = ".,!?…-—–"
_CLOSING = "'’”\" "
_SAID_AFTER = re.compile(  # "So it is" he said: a house that drops the comma
    r" (?:(?:[A-Z][\w.'-]*|he|she|they|one|an?|the) (?:[\w.'-]+ ){0,4}?)?"
    r"(?:said|says|told|asked|added|replied|wrote|tweeted|explained|continued)\b"
)
_NAMING = re.compile(r"\b(?:(?:en)?titled|called|(?:nick)?named?|headlined|dubbed|labell?ed|known as|nickname),?$")
_HALF_TOLD = re.compile(  # "She said that if it rains, “we stay at home.”": the clause goes on in the quoted words
    r"\b(?:said|says|saying|told \w+|added|adding|argued|argues|warned|warns|insisted|insists|thinks?|believes?|"
    r"continues) (?:that,? (?:in|with|without|given|once|as|after|before|despite)|"
    r"(?:that,? )?(?:if|when|because|since|although|though|while|unless))\b[^\"!?\n]{0,120},$"
)
_LEAST_SAID = 5  # words of a quotation that a verb of saying alone makes an utterance


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where one part of a quotation stands in a unit's masked text, marks included."""

    start: int
    end: int
    quotation: int
    part: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence for the parser. ``begin[i]`` and ``finish[i]`` bound what ``text[i]`` stands for."""

    text: str
    begin: tuple[int, ...]
    finish: tuple[int, ...]
    placeholders: tuple[Placeholder, ...]
    paragraph: int
    in_headline: bool

    def span(self, start: int, end: int) -> Span:
        """The characters of the article that ``text[start:end]`` stands for."""
        return Span(self.begin[start], self.finish[end - 1])

    @property
    def only_quotation(self) -> bool:
        """Whether nothing but quotations stands in the unit."""
        at = 0
        for placeholder in self.placeholders:
            if self.text[at : placeholder.start].strip(" .,;-'\""):
                return False
            at = placeholder.end
        return bool(self.placeholders) and not self.text[at:].strip(" .,;-'\"")


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is somebody's whole utterance, not a few quoted words within the outlet's clause."""
    first, last = quotation.parts[0], quotation.parts[-1]
    content = text[first.start : last.end]
    if len(quotation.parts) > 1 or not quotation.closed:
        return True
    stops = last_letter(content) in _SPEECH_ENDS or text[quotation.end : quotation.end + 1] in {",", "."}
    before = text[max(0, quotation.start - _LOOK_BACK) : quotation.start].rstrip(" \u00a0")
    led_in = not before or (before[-1] in ':,\n.!?;—–…"”>' and not (before[-1] == "." and content[0].islower()))
    whole = content[0].isupper() or content[0] in "[(“‘'…0123456789#@$£€"
    words = content.split()
    said = re.search(r"([a-z]+)([,:]?)$", before)
    lemma = verb_lexicon().lemmas.get(said.group(1)) if said is not None else None
    named = said is not None and said.group(2) and lemma == said.group(1)  # "her show, “…”"
    speaks = lemma is not None and not named
    long = [word for word in words if len(word.strip(",.!?")) > 3]
    title = bool(long) and all(word[:1].isupper() for word in long) and content[-1] not in "!?"
    if _NAMING.search(before) or (content[0].islower() and _HALF_TOLD.search(fold(before[-200:]))):
        return False
    if led_in and whole and not stops and len(words) >= _LEAST_SAID:
        stops = _SAID_AFTER.match(fold(text[quotation.end : quotation.end + 60])) is not None
    if not led_in:  # "from “Buffalo to Albany.”" is a few quoted words, "he said “We will stay.”" an utterance
        spoken = speaks and lemma != "tell"  # "told “Harbour Talk,”" is a name
        return stops and whole and len(words) >= 2 and (spoken or ((speaks or len(words) >= 8) and not title))
    title = title and 1 < len(words) <= 6 and before[-1:] == "," and content[-1] in ",." and not speaks
    long_enough = len(words) >= 2 or content[-1] in ".,!?"
    return stops and long_enough and not title


def last_letter(content: str) -> str:
    """The last character of quoted words, but for the marks of a quotation within them."""
    return content.rstrip(_CLOSING)[-1:] or content[-1:]


def units_in(
    text: str,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation],
    *,
    headline: Span | None,
    skip: frozenset[Span],
) -> list[Unit]:
    """The sentences of the report with quotations masked; ``paragraph`` counts all paragraphs from 1."""
    units: list[Unit] = []
    for number, paragraph in enumerate(paragraphs, start=1):
        if paragraph not in skip:
            units.extend(_paragraph_units(text, paragraph, number, quotations, in_headline=paragraph == headline))
    return units


def _paragraph_units(
    text: str, paragraph: Span, number: int, quotations: Sequence[Quotation], *, in_headline: bool
) -> list[Unit]:
    masked: list[str] = []
    begin: list[int] = []
    finish: list[int] = []
    placeholders: list[Placeholder] = []

    def copy(start: int, end: int) -> None:
        plain = without_markup(fold(text[start:end]))
        for order, piece in enumerate(plain.split("''")):
            if order:  # the parser knows twin marks as one
                masked.append('"')
                begin.append(start)
                finish.append(start + 2)
                start += 2
            masked.append(piece)
            begin.extend(range(start, start + len(piece)))
            finish.extend(range(start + 1, start + len(piece) + 1))
            start += len(piece)

    at = paragraph.start + _dateline(text, paragraph)
    first = bisect_right(quotations, paragraph.start, key=lambda q: q.end)
    last = bisect_left(quotations, paragraph.end, key=lambda q: q.start)
    for index, quotation in enumerate(quotations[first:last], start=first):
        if not is_speech(text, quotation):
            continue
        opening = bisect_left(quotation.outer, at, key=lambda outer: outer.start)
        for part, outer in enumerate(quotation.outer[opening:], start=opening):
            if outer.end > paragraph.end:
                break
            copy(at, outer.start)
            stand_in = f'"{_STAND_IN}{_stop(text, quotation.parts[part])}"'
            placeholders.append(Placeholder(len(begin), len(begin) + len(stand_in), index, part))
            masked.append(stand_in)
            begin.extend([outer.start] * len(stand_in))
            finish.extend([outer.end] * len(stand_in))
            at = outer.end
    copy(at, paragraph.end)
    whole = "".join(masked)
    return [
        Unit(
            text=whole[start:end],
            begin=tuple(begin[start:end]),
            finish=tuple(finish[start:end]),
            placeholders=tuple(
                Placeholder(p.start - start, p.end - start, p.quotation, p.part)
                for p in _standing_in(placeholders, start, end)
            ),
            paragraph=number,
            in_headline=in_headline,
        )
        for sentence in _with_reporting_clauses(whole, sentences_in(whole, 0, len(whole)), placeholders)
        for start, end in _pieces(whole, sentence, placeholders)
    ]


def _standing_in(placeholders: Sequence[Placeholder], start: int, end: int) -> Sequence[Placeholder]:
    """The placeholders within some characters."""
    first = bisect_left(placeholders, start, key=lambda p: p.start)
    return placeholders[first : max(first, bisect_right(placeholders, end, key=lambda p: p.end))]


def _pieces(whole: str, sentence: Span, placeholders: Sequence[Placeholder]) -> Iterator[Span]:
    """A sentence, in pieces where it is far longer than any sentence: time and memory grow with the longest unit."""
    start, end = sentence
    while end - start > _LONGEST:
        latest = start + _LONGEST
        taken = {at for p in _standing_in(placeholders, start, end) if p.start < latest for at in range(p.start, p.end)}
        free = [at for at in range(latest, start + _LONGEST // 2, -1) if at not in taken]
        cut = next((at for at in free if whole[at].isspace()), free[0] if free else latest)
        yield Span(start, cut)
        start = end - len(whole[cut:end].lstrip())
    if start < end:
        yield Span(start, end)


def _with_reporting_clauses(whole: str, sentences: Sequence[Span], placeholders: Sequence[Placeholder]) -> list[Span]:
    """``"Why is that?" Rubio said.`` is one sentence, though a mark and a capital stand in it."""
    ends = {p.end for p in placeholders if whole[p.end - 2] in "?!"}
    joined: list[Span] = []
    for sentence in sentences:
        if joined and joined[-1].end in ends and _REPORTING.fullmatch(whole[sentence.start : sentence.end]):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _dateline(text: str, paragraph: Span) -> int:
    """The length of "WASHINGTON (AP) - " at the head of a paragraph; 0 where there is none."""
    match = _DATELINE.match(fold(text[paragraph.start : paragraph.start + 80]))
    return match.end() if match else 0


def _stop(text: str, part: Span) -> str:
    last = last_letter(text[part.start : part.end])
    return last if re.fullmatch(r"[.,!?]", last) else "," if last in "-—–…" else ""
