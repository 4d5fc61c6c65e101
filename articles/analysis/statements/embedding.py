"""Verbs of saying that the parser hangs within somebody's reported words, though they report another thing of theirs.

``The chair said the pier would close, calling it "a wreck"``: "calling" is the chair's, not the pier's, and where
words are quoted her first ones end before it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from articles.analysis.statements.beside import FINITE
from articles.analysis.statements.reports import Report
from articles.analysis.statements.sources import SUBJECTS, TokenRange, phrase, source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

_WITHIN = {"conj", "xcomp", "advcl", "ccomp", "acl", "relcl", "pcomp", "prep", "attr", "dobj", "pobj", "acomp", "appos"}
_OPENING = {"and", "but", "then", "also", "even", "while", "before", "after", "later", "instead"}


def apart(doc: "Doc", reports: "Sequence[Report]") -> list[Report]:
    """The reports with those of one speaker side by side: each with the speaker, and none within another's words."""
    by_verb = {report.cue.first: report for report in reports if report.contents and report.rule == "clause"}
    owners = {report.cue.first: _owner(doc[report.cue.first], by_verb) for report in reports if _reports(doc, report)}
    found: list[Report] = []
    for report in reports:
        owner = owners.get(report.cue.first)
        cuts = [doc[at] for at, of in owners.items() if of is not None and of.cue == report.cue]
        contents = report.contents
        if cuts and _quotes(doc, report):
            contents = tuple(words for content in contents for words in _cut(content, cuts))
        source = report.source if owner is None else _speaker(doc, owner)
        found.append(replace(report, source=source, contents=contents))
    return found


def _speaker(doc: "Doc", report: Report) -> TokenRange | None:
    head = source_of(doc[report.cue.first])
    return phrase(head) if head is not None else report.source


def _reports(doc: "Doc", report: Report) -> bool:
    """Whether a report has words of its own, told or quoted."""
    behind = doc[report.cue.last + 1 : report.cue.last + 4]
    return report.rule != "noun" and (bool(report.contents) or any(token.text in {'"', ":"} for token in behind))


def _quotes(doc: "Doc", report: Report) -> bool:
    """Whether quotation marks stand in a report's words: told ones stay together, as one statement."""
    return any(token.text == '"' for c in report.contents for token in doc[c.first : c.last + 1])


def _owner(verb: "Token", by_verb: dict[int, Report]) -> Report | None:
    """The report whose speaker this verb without a subject goes on with; None where it stands as the parser has it."""
    if any(child.dep_ in {*SUBJECTS, "nsubjpass"} for child in verb.children) or not _goes_on(verb):
        return None
    node = verb.head
    while node.head.i != node.i and node.dep_ in _WITHIN:
        outer = by_verb.get(node.head.i)
        if node.dep_ == "ccomp" and outer is not None and outer.cue.first < min(verb.i, node.i):
            same_tense = verb.tag_ == node.head.tag_
            return outer if verb.tag_ == "VBG" or same_tense else None
        node = node.head
    return None


def _goes_on(verb: "Token") -> bool:
    """A participle behind a comma or a joining word, or a finite verb joined to another."""
    if verb.tag_ in FINITE:
        return verb.dep_ == "conj"
    if verb.tag_ != "VBG" or verb.dep_ not in {"advcl", "conj", "acl", "pcomp"}:
        return False
    before = _before(verb)
    return before is not None and (before.text in {",", "-", '"'} or before.lower_ in _OPENING)


def _before(verb: "Token") -> "Token | None":
    """The token before a verb and its adverbs."""
    at = verb.i - 1
    while at >= 0 and verb.doc[at].tag_ == "RB":
        at -= 1
    return verb.doc[at] if at >= 0 else None


def _cut(content: TokenRange, verbs: "Sequence[Token]") -> list[TokenRange]:
    """The words up to the first of the verbs, without what joins them."""
    inside = [verb for verb in verbs if content.first < verb.i <= content.last]
    if not inside:
        return [content]
    doc, last = inside[0].doc, min(verb.i for verb in inside) - 1
    while last > content.first and ((doc[last].is_punct and doc[last].text != '"') or doc[last].lower_ in _OPENING):
        last -= 1
    return [TokenRange(content.first, last)] if last > content.first else []
