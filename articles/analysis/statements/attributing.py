"""Whom a quotation or a clause belongs to, within one sentence: the cue beside it, a label, or the subject."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.reports import Report
from articles.analysis.statements.sources import TokenRange, phrase, source_of
from articles.analysis.statements.units import Unit
from articles.analysis.text.folding import fold, trim
from articles.analysis.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_INVERTED = "(?:Said|Says|Stated|Added|Adds|Continued|Wrote|Writes|Replied|Explained|Concluded|Asked|Noted)"
_LABEL = re.compile(
    rf"(?:[Ff]rom |[Ii]n the words of |[Hh]ere's |.* - |{_INVERTED} )?(?P<who>(?:[\w.'&-]+,? ){{0,6}}[\w.'&-]+) ?:\s*"
)
_FRAMED = re.compile(
    r"As (?P<who>\w[\w.'& -]{1,60}?) (?:once |later |often )?(?:put|puts|sees|saw|tells|has) it,? ?:?\s*"
)
_NAME = r"[A-Z][\w.'-]*(?: (?:[A-Z][\w.'-]*|de|da|del|dos|van|von|of|the|and|el|al|bin))"
_SIGNATURE = re.compile(  # beside the quotation, or (two words at least) on the next line
    rf"[^\S\n]*(?:-{{1,2}}\s*|\n\s*-{{1,2}}\s*(?=\S+ \w))"
    rf"(?P<who>{_NAME}{{0,5}}(?:,? \([^()\n]{{1,40}}\)|, [^\n\"]{{1,80}}?)?)[\s.]*(?:\n|$)"
)
_LONGEST_SOURCE = 14  # words


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whom a quotation is attributed to, and how that is known."""

    cue: Span | None
    verb: str | None
    source: Span | None
    rule: str
    confidence: float


def attribution(unit: Unit, doc: "Doc", report: Report, rule: str, confidence: float) -> Attribution:
    """The attribution of a quotation, or of a clause, to the words that a report names."""
    source = _between(unit, doc, report)
    if report.source is not None and source is None:
        source = unit.span(doc[report.source.first].idx, doc[report.source.last].idx + len(doc[report.source.last]))
    first, last = doc[report.cue.first], doc[report.cue.last]
    cue = unit.span(first.idx, last.idx + len(last))
    return Attribution(cue, report.verb, source, rule, confidence if source else 0.4)


def _between(unit: Unit, doc: "Doc", report: Report) -> Span | None:
    """The words between a quotation and its verb (", Ramos, 58, told us") where the parser gave it no subject."""
    start = doc[report.cue.first].idx
    source = report.source
    before = [p for p in unit.placeholders if p.end <= start]
    lost = source is None or any(p.start <= doc[source.first].idx < p.end for p in unit.placeholders)
    if not before or not lost:
        return None
    first, last = trim(unit.text, before[-1].end, start, " ,-")
    words = unit.text[first:last].split()
    return unit.span(first, last) if 1 <= len(words) <= _LONGEST_SOURCE else None


def cue_for(unit: Unit, doc: "Doc", reports: list[Report], position: int) -> Report | None:
    """The report that a quotation belongs to: the nearest verb of saying with nothing but its own words between."""
    placeholder = unit.placeholders[position]
    before_limit = unit.placeholders[position - 1].end if position else 0
    after_limit = unit.placeholders[position + 1].start if position + 1 < len(unit.placeholders) else len(unit.text)
    best: tuple[float, Report] | None = None
    cost: float
    for report in reports:
        if report.rule == "noun" or (report.verb == "be" and not _bare_lead(doc, report, placeholder.start)):
            continue
        start = doc[report.cue.first].idx
        end = doc[report.cue.last].idx + len(doc[report.cue.last])
        if placeholder.end <= start < after_limit:
            between = unit.text[placeholder.end : start]
            cost = len(between.split()) + (0 if unit.text[placeholder.end - 2] in ",?!" else 4)
            limit = 16
        elif before_limit <= start < placeholder.start:
            between = unit.text[end : placeholder.start]
            led = between.rstrip().endswith((":", ","))
            cost = len(between.split()) * (0.5 if led else 1.0) + (0 if led else 2)
            limit = 24
        else:
            continue
        if report.source is None:
            cost += 6
        if report.verb == "according-to":
            cost += 3  # a verb of saying goes before: "he said, according to the paper"
        elif verb_lexicon().frames[report.verb] <= {"object", "attitude", "subject_infinitive", "as"}:
            cost += 5
        if cost <= limit and (best is None or cost < best[0]):
            best = (cost, report)
    return best[1] if best else None


def _bare_lead(doc: "Doc", report: Report, quotation: int) -> bool:
    """``Her answer was: "…"``: a form of be is a cue only right before the marks."""
    return 0 <= quotation - doc[report.cue.last].idx <= len(doc[report.cue.last]) + 3


def label_before(unit: Unit, index: int) -> Span | None:
    """``DELLING: "…"`` and ``In the words of one docker: "…"``: a few words and a colon, with no verb."""
    placeholder = next(p for p in unit.placeholders if p.quotation == index)
    before = unit.text[: placeholder.start]
    match = _FRAMED.fullmatch(before) or _LABEL.fullmatch(before)
    return unit.span(*match.span("who")) if match else None


def lead_label(unit: Unit) -> Span | None:
    """``Added Roe:`` alone on a line."""
    match = re.fullmatch(rf"{_INVERTED} (?P<who>{_NAME}{{0,5}}):\s*", unit.text)
    return unit.span(*match.span("who")) if match else None


def signature_after(text: str, end: int) -> Span | None:
    """The name that signs a quotation (``"…" - Ann Roe, teacher``), on its line or on the next."""
    match = _SIGNATURE.match(fold(text[end : end + 160]))
    return Span(end + match.start("who"), end + match.end("who")) if match else None


def clause_subject(unit: Unit, doc: "Doc") -> Span | None:
    """The words for whoever does the main verb of a sentence; None where that is the quotation itself."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    source = source_of(root) if root is not None else None
    if source is None or any(p.start <= source.idx < p.end for p in unit.placeholders):
        return None
    words = phrase(source)
    return unit.span(doc[words.first].idx, doc[words.last].idx + len(doc[words.last]))


def only_stand_ins(unit: Unit, doc: "Doc", report: Report) -> bool:
    """Whether what the verb takes is the quotation itself."""
    for content in report.contents:
        for token in doc[content.first : content.last + 1]:
            inside = any(p.start <= token.idx < p.end for p in unit.placeholders)
            if token.is_alpha and not inside:
                return False
    return True


def without_speech(unit: Unit, doc: "Doc", report: Report, used: Sequence[Report]) -> Report:
    """Reported words that run into an utterance stop before it, and before the words that report it."""
    contents: list[TokenRange] = []
    for content in report.contents:
        if report in used and report.rule == "parenthesis":
            continue  # "Asked why, he said, "…"": what stands before is none of his words
        if report in used and any(p.start <= doc[content.first].idx < p.end for p in unit.placeholders):
            continue  # the utterance itself, and what the parser took for its continuation
        last = content.last
        for placeholder in unit.placeholders:
            first = next((t.i for t in doc if t.idx >= placeholder.start), len(doc))
            if not content.first < first <= content.last:
                continue
            inner = [r for r in used if r is not report and content.first < r.cue.first <= content.last]
            opens = [
                min(r.cue.first, r.source.first if r.source and r.source.first > content.first else r.cue.first)
                for r in inner
            ]
            last = min([last, first - 1, *(at - 1 for at in opens)])
        while last > content.first and (
            doc[last].is_punct or doc[last].dep_ in {"cc", "mark"} or doc[last].lower_ == "which"
        ):
            last -= 1
        if last - content.first >= 1 or last == content.last:
            contents.append(TokenRange(content.first, last))
    return replace(report, contents=tuple(contents))
