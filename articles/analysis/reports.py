"""Who reports what, within one parsed sentence: the verb of saying, its subject, and what it takes.

Works on the parse of a unit (units.py). Everything is told from grammar and the verb lexicon; nothing here
knows a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.contents import contents_of, passive_contents
from articles.analysis.sources import TokenRange, agent_of, is_opening_participle, phrase, source_of
from articles.analysis.verbs import verb_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_SOURCE = {"plan", "plans", "schedule", "script", "rules", "taste"}
_UNSURE = {"could", "might", "should", "may", "if"}


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting. ``contents`` is empty where the verb only introduces a quotation."""

    cue: TokenRange
    verb: str
    source: TokenRange | None
    contents: tuple[TokenRange, ...]
    rule: str


def reports_in(doc: "Doc", quoted: set[int]) -> list[Report]:
    """All acts of reporting in a parsed unit; ``quoted`` are the indices of tokens inside quotation marks."""
    found = [report for token in doc if token.i not in quoted for report in _by_verb(token)]
    found.extend(_according_to(doc, quoted))
    return found


def _by_verb(token: "Token") -> Iterator[Report]:
    lexicon = verb_lexicon()
    lemma = lexicon.lemmas.get(token.lower_)
    if lemma is None or not token.tag_.startswith("VB"):
        return
    verb, particle = _with_particle(token, lemma)
    if verb not in lexicon.frames or _is_unsaid(token, verb):
        return
    if token.tag_ in {"VBD", "VBN"} and is_opening_participle(token):  # "Asked what he meant, she said"
        return
    passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in token.children)
    source = agent_of(token) if passive else source_of(token)
    cue = TokenRange(
        min(token.i, particle.i if particle else token.i), max(token.i, particle.i if particle else token.i)
    )
    source_range = phrase(source) if source is not None else None
    contents, rule = ([], "quotation") if passive else contents_of(token, verb)
    if passive and source is not None:
        contents, rule = passive_contents(token, verb)
    yield Report(cue, verb, source_range, tuple(contents), rule)


def _with_particle(token: "Token", lemma: str) -> tuple[str, "Token | None"]:
    wanted = verb_lexicon().particles.get(lemma, frozenset())
    for child in token.rights:
        if (
            child.lower_ in wanted
            and child.dep_ in {"prt", "prep", "advmod", "acomp", "dative"}
            and child.i - token.i <= 2
        ):
            return f"{lemma}-{child.lower_}", child
    return lemma, None


def _is_unsaid(token: "Token", verb: str) -> bool:
    """What was not said, or only might be, is no statement ("did not say", "could argue", "declined to say")."""
    held = verb in {"believe", "think", "agree", "expect"}
    for child in token.lefts:
        if child.dep_ == "neg" and not held:
            return True
        if child.dep_ == "aux" and child.lower_ in _UNSURE:
            return True
        if child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless"}:
            return True
    head = token.head
    return token.dep_ == "xcomp" and verb_lexicon().lemmas.get(head.lower_, head.lower_) in {
        "decline", "declined", "refuse", "fail", "failed", "stop", "stopped", "want", "need", "have", "try", "be",
    }  # fmt: skip


def _according_to(doc: "Doc", quoted: set[int]) -> Iterator[Report]:
    for token in doc[:-1]:
        if token.i in quoted or token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        to = doc[token.i + 1]
        source = next((c for c in to.children if c.dep_ == "pobj"), None) or next(
            (c for c in token.children if c.dep_ == "pobj"), None
        )
        if source is None or source.lower_ in _NO_SOURCE:
            continue
        own = [t.i for t in token.subtree] + [t.i for t in to.subtree]
        low, high = min(own), max(own)
        verb = token.head
        while not verb.tag_.startswith(("VB", "MD")) and verb.head.i != verb.i:
            verb = verb.head
        if low < verb.i and any(report.contents for report in _by_verb(verb)):
            continue  # "according to a memo, she told them to go": the telling is the statement
        first, last = verb.left_edge.i, verb.right_edge.i
        first = _nearest_clause(verb, low, first)
        ranges = [TokenRange(first, min(last, low - 1)), TokenRange(max(first, high + 1), last)]
        contents = tuple(r for r in ranges if r.first <= r.last and _is_clause(doc, r))
        yield Report(TokenRange(token.i, to.i), "according-to", phrase(source), contents, "according to")


def _nearest_clause(verb: "Token", source: int, first: int) -> int:
    """Where the source's words begin: behind "meaning" in "..., meaning only few trains run, according to staff"."""
    meaning = [c for c in verb.rights if c.dep_ == "advcl" and c.lower_ == "meaning" and c.i < source]
    return meaning[-1].i + 1 if meaning else first


def _is_clause(doc: "Doc", words: TokenRange) -> bool:
    """More than an opening adverb."""
    return sum(token.is_alpha for token in doc[words.first : words.last + 1]) >= 2
