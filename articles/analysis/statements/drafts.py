"""Statements of one article before anyone knows who "she" is: content, kind, cue, and the words for the speaker."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from articles.analysis.statements.attributing import (
    Attribution,
    attribution,
    clause_subject,
    cue_for,
    label_before,
    lead_label,
    only_stand_ins,
    signature_after,
    without_speech,
)
from articles.analysis.statements.draft import Draft
from articles.analysis.statements.embedding import apart
from articles.analysis.statements.reports import Report, reports_in
from articles.analysis.statements.rivals import outermost, without_rivals
from articles.analysis.statements.sources import TokenRange
from articles.analysis.statements.units import Unit
from articles.analysis.text.folding import trim
from articles.analysis.text.quotations import Quotation
from articles.analysis.types import Kind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_EDGES = " ,;:-–—"


def drafts_in(
    text: str,
    units: Sequence[Unit],
    docs: "Sequence[Doc]",
    quotations: Sequence[Quotation],
    known: Sequence[Draft] = (),
) -> tuple[Draft, ...]:
    """All statements of an article in order of the text, with those ``known`` already; no two have the same content."""
    gathered = _Gathering(text, quotations)
    for unit, doc in zip(units, docs, strict=True):
        gathered.read(unit, doc)
    return tuple(sorted([*gathered.finish(), *known], key=lambda d: (d.start, d.end)))


class _Gathering:
    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self.text, self.quotations = text, quotations
        self.marked = [outer for q in quotations for outer in q.outer]
        self.clauses: list[Draft] = []
        self.spoken: dict[int, Attribution] = {}
        self.groups: dict[int, int] = {}  # a quotation that goes on with an earlier one of the same utterance
        self.place: dict[int, Unit] = {}
        self.joined: set[int] = set()  # quotations that go on with a clause
        self.fronted: tuple[int, int] | None = None  # the clause before "..., she said." and its paragraph
        self.last: int | None = None
        self.voice: tuple[Attribution, int] | None = None  # who was last reported to say anything, and where
        self.last_unit: Unit | None = None
        self.lead: tuple[int, Attribution] | None = None  # a paragraph that ends in ":" and who speaks next

    def read(self, unit: Unit, doc: "Doc") -> None:
        reports = apart(doc, reports_in(doc, _quoted_tokens(self, unit, doc)))
        used = self._attribute(unit, doc, reports)
        if self.fronted is not None and self._goes_on_from_clause(unit):
            return
        self.fronted = None
        for report in reports:
            if report not in used or not only_stand_ins(unit, doc, report):
                self._add_clause(unit, doc, without_speech(unit, doc, report, used))
        self._note_voice(unit, doc, reports)
        self._note_lead(unit, doc, reports)

    # -- quotations ---------------------------------------------------------------------------------

    def _attribute(self, unit: Unit, doc: "Doc", reports: list[Report]) -> list[Report]:
        used: list[Report] = []
        for position, placeholder in enumerate(unit.placeholders):
            index = placeholder.quotation
            self.place.setdefault(index, unit)
            report = cue_for(unit, doc, reports, position)
            if report is not None:
                used.append(report)
                if index not in self.spoken:
                    self.spoken[index] = attribution(unit, doc, report, "cue beside the quotation", 0.95)
            elif index not in self.spoken:
                self._carry(unit, doc, index)
            self._join(unit, index, used)
            self.last, self.last_unit = index, unit
        return used

    def _carry(self, unit: Unit, doc: "Doc", index: int) -> None:
        """A quotation without a cue of its own."""
        signed = signature_after(self.text, self.quotations[index].end)
        if signed is not None:
            self.spoken[index] = Attribution(None, None, signed, "signature behind the quotation", 0.85)
        elif self.lead is not None and self.lead[0] in {unit.paragraph, unit.paragraph - 1}:
            self.spoken[index] = self.lead[1]
        elif (label := label_before(unit, index)) is not None:
            self.spoken[index] = Attribution(None, None, label, "label before the quotation", 0.85)
        elif not unit.only_quotation:
            subject = clause_subject(unit, doc)
            if subject is not None:
                self.spoken[index] = Attribution(None, None, subject, "subject of the sentence", 0.5)
        if index not in self.spoken and self.voice is not None and unit.only_quotation:
            before, paragraph = self.voice
            near = unit.paragraph - paragraph <= 1
            self.spoken[index] = replace(before, rule="the last speaker goes on", confidence=0.8 if near else 0.5)

    def _join(self, unit: Unit, index: int, used: list[Report]) -> None:
        """``"A," he said. "B."`` in one paragraph is one utterance."""
        before = self.last_unit
        if self.last is None or before is None or self.last == index or self.last in self.joined:
            return
        same_paragraph = before.paragraph == unit.paragraph
        goes_on = unit.only_quotation and same_paragraph and not used
        same_sentence = before is unit and self.spoken.get(self.last) == self.spoken.get(index)
        if goes_on or same_sentence:
            self.groups[index] = self.groups.get(self.last, self.last)

    def _goes_on_from_clause(self, unit: Unit) -> bool:
        """``The plan was "a mess," she said. "It will fail."`` is one statement, as it is where all is quoted."""
        assert self.fronted is not None
        at, paragraph = self.fronted
        if not unit.only_quotation or unit.paragraph != paragraph:
            return False
        new = dict.fromkeys(p.quotation for p in unit.placeholders if p.quotation not in self.joined)
        parts = tuple(part for quotation in new for part in self.quotations[quotation].parts)
        self.clauses[at] = replace(self.clauses[at], parts=(*self.clauses[at].parts, *parts))
        self.joined.update(p.quotation for p in unit.placeholders)
        return True

    def _note_voice(self, unit: Unit, doc: "Doc", reports: list[Report]) -> None:
        """Remember who goes on speaking where the next quotation names nobody."""
        quoted = [self.spoken[p.quotation] for p in unit.placeholders if p.quotation in self.spoken]
        told = [r for r in reports if r.source is not None and r.contents]
        told = [r for r in told if not any(o is not r and o.holds(r.cue.first) for o in told)]
        if quoted and quoted[-1].source is not None:
            self.voice = (quoted[-1], unit.paragraph)
        elif told:
            self.voice = (attribution(unit, doc, told[-1], told[-1].rule, 0.8), unit.paragraph)

    def _note_lead(self, unit: Unit, doc: "Doc", reports: list[Report]) -> None:
        """Remember who speaks next where a sentence ends in a colon ("an email from her office stated:")."""
        if not unit.text.rstrip().endswith(":") or unit.placeholders:
            return
        fitting = [r for r in reports if r.source is not None]
        if fitting:
            self.lead = (unit.paragraph, attribution(unit, doc, fitting[-1], "cue in the line before", 0.9))
            return
        named = lead_label(unit)
        if named is not None:
            self.lead = (unit.paragraph, Attribution(None, None, named, "label in the line before", 0.85))
            return
        subject = clause_subject(unit, doc)
        if subject is not None:
            self.lead = (unit.paragraph, Attribution(None, None, subject, "subject of the line before", 0.5))

    # -- clauses ------------------------------------------------------------------------------------

    def _add_clause(self, unit: Unit, doc: "Doc", report: Report) -> None:
        spans = []
        for content in report.contents:
            span = self._span(unit, doc, content)
            if span is not None:
                spans.append(span)
        if not spans:
            return
        parts = tuple(sorted(spans))
        kind = Kind.MIXED if any(_overlaps(q.outer, parts) for q in self._around(*_hull(parts))) else Kind.INDIRECT
        parts = self._edges(parts, kind)
        if not parts:
            return
        told = attribution(unit, doc, report, report.rule, 0.85 if report.source else 0.4)
        self.clauses.append(
            Draft(
                parts=parts, kind=kind, in_headline=unit.in_headline, paragraph=unit.paragraph, cue=told.cue,
                verb=report.verb, source=told.source, rule=report.rule, confidence=told.confidence,
            )
        )  # fmt: skip
        if kind is Kind.MIXED and told.cue is not None and parts[-1].end <= told.cue.start and not unit.placeholders:
            self.fronted = (len(self.clauses) - 1, unit.paragraph)

    def _span(self, unit: Unit, doc: "Doc", content: TokenRange) -> Span | None:
        start, end = doc[content.first].idx, doc[content.last].idx + len(doc[content.last])
        start, end = trim(unit.text, start, end, _EDGES)
        return unit.span(start, end) if start < end else None

    def _around(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that reach into some characters."""
        first = bisect_right(self.quotations, start, key=lambda q: q.end)
        return self.quotations[first : bisect_left(self.quotations, end, key=lambda q: q.start)]

    def _edges(self, parts: tuple[Span, ...], kind: Kind) -> tuple[Span, ...]:
        """Leave out the final stop of indirect speech; never end within quoted words, and end with them at ",”"."""
        trimmed = []
        for span in parts:
            start, end = trim(self.text, *span, _EDGES)
            if kind is Kind.MIXED:
                start, end = self._whole_quotations(start, end)
            if kind is Kind.INDIRECT or self.text[end - 1 : end] == ".":
                start, end = trim(self.text, start, end, _EDGES + ".")
            if start < end and re.search(r"\w", self.text[start:end]):
                trimmed.append(Span(start, end))
        return tuple(trimmed)

    def _whole_quotations(self, start: int, end: int) -> tuple[int, int]:
        inside = [q for q in self._around(start, end) if len(q.outer) == 1]
        for quotation in inside:
            if quotation.start < end < quotation.end:
                end = quotation.end
            if quotation.start < start < quotation.end and start - quotation.start <= 3:
                start = quotation.start
        return start, end

    def is_quoted(self, at: int) -> bool:
        """Whether a character stands inside marks, or is one."""
        number = bisect_right(self.marked, at, key=lambda outer: outer.start) - 1
        return number >= 0 and at < self.marked[number].end

    # -- all together -------------------------------------------------------------------------------

    def finish(self) -> tuple[Draft, ...]:
        return outermost(without_rivals([*self._utterances(), *self.clauses]))

    def _utterances(self) -> list[Draft]:
        members: dict[int, list[int]] = {}
        for index in sorted(self.place.keys() - self.joined):
            members.setdefault(self.groups.get(index, index), []).append(index)
        drafts = []
        for first, indices in members.items():
            attribution = next((self.spoken[i] for i in indices if i in self.spoken), None)
            unit = self.place[first]
            parts = tuple(part for i in indices for part in self.quotations[i].parts)
            attribution = attribution or Attribution(None, None, None, "quotation without a speaker", 0.3)
            drafts.append(
                Draft(
                    parts=parts, kind=Kind.DIRECT, in_headline=unit.in_headline, paragraph=unit.paragraph,
                    cue=attribution.cue, verb=attribution.verb, source=attribution.source, rule=attribution.rule,
                    confidence=attribution.confidence,
                )
            )  # fmt: skip
        return drafts


def _quoted_tokens(gathering: _Gathering, unit: Unit, doc: "Doc") -> set[int]:
    """The tokens inside marks; a stand-in counts as the opening mark that it stands for."""
    first, last = min(unit.begin, default=0), max(unit.begin, default=0)
    if not any(outer.start <= last and first < outer.end for outer in gathering.marked):  # as in most units
        return set()
    return {token.i for token in doc if gathering.is_quoted(unit.begin[token.idx])}


def _hull(parts: Sequence[Span]) -> Span:
    return Span(parts[0].start, parts[-1].end)


def _overlaps(first: Sequence[Span], second: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in first for b in second)
