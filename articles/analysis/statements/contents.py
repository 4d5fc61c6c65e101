"""What a verb of saying reports within one parsed sentence, as token ranges, and by which rule."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from articles.analysis.lexicon.verbs import verb_lexicon
from articles.analysis.statements.beside import FINITE, misread_subject
from articles.analysis.statements.complements import (
    as_ranges,
    has_to,
    is_complement,
    is_small_clause,
    object_ranges,
    tells,
)
from articles.analysis.statements.lost import (
    lost_clause,
    rest_of_sentence,
    that_clause,
    whole_subject,
    without_remark,
)
from articles.analysis.statements.sources import SUBJECTS, TokenRange

if TYPE_CHECKING:
    from spacy.tokens import Token

# To urge or to call on somebody is to say what somebody should do; to tell or to order is to say it to them.
_WISHES = frozenset(
    "urge ask call-on press push request beg implore invite appeal-to plead-with exhort encourage".split()
)
_WHOM = {"nsubj", "nsubjpass", "dobj", "pobj"}
_NAMING = {"named", "identified", "quoted"}


def contents_of(token: "Token", verb: str) -> tuple[list[TokenRange], str]:
    """What an active verb reports, as token ranges, and by which rule; empty where it only introduces a quotation."""
    for read, rule in _READERS:
        ranges = read(token, verb)
        if ranges is not None:
            return ranges, rule if ranges else "quotation"
    return [], "quotation"


def _misread(token: "Token", verb: str) -> list[TokenRange] | None:
    """All that follows a main verb which the parser took for an adjective."""
    if misread_subject(token) is None:
        return None
    rest = that_clause(token) or rest_of_sentence(token, verb)
    return [rest] if rest is not None else []


def _clause(token: "Token", verb: str) -> list[TokenRange] | None:
    if not verb_lexicon().takes(verb, "clause"):
        return None
    clauses = [c for c in token.children if c.dep_ == "ccomp" and not is_small_clause(c)]
    behind = [c for c in clauses if c.left_edge.i > token.i]  # not the first of "While all is well, Roe said it is not"
    clause = next(iter(behind or clauses), None)
    if clause is None:
        return None
    ranges = _clause_ranges(token, clause)
    cut_short = len(ranges) == 1 and ranges[0].last - ranges[0].first < 2  # "that he'd" of "that he'd rather go"
    whole = that_clause(token) if cut_short else None
    return [whole] if whole is not None else ranges


def _infinitive(token: "Token", verb: str) -> list[TokenRange] | None:
    lexicon = verb_lexicon()
    clause = next((c for c in token.rights if c.dep_ in {"xcomp", "ccomp"} and has_to(c)), None)
    if clause is None or not (lexicon.takes(verb, "infinitive") or lexicon.takes(verb, "subject_infinitive")):
        return None
    if clause.lower_ in _NAMING and any(c.dep_ == "auxpass" for c in clause.children):
        return []  # "who asked not to be named"
    return [_asked(token, clause, verb)]


def _as(token: "Token", verb: str) -> list[TokenRange] | None:
    return (as_ranges(token) or None) if verb_lexicon().takes(verb, "as") else None


def _called_for(token: "Token", verb: str) -> list[TokenRange] | None:
    """``called for the gates to be opened``."""
    if verb != "call-for":
        return None
    wanted = next((c for c in token.rights if any(m.lower_ == "for" and m.dep_ == "mark" for m in c.lefts)), None)
    return [TokenRange(wanted.left_edge.i + 1, wanted.right_edge.i)] if wanted is not None else None


def _that(token: "Token", verb: str) -> list[TokenRange] | None:
    that = that_clause(token) if verb_lexicon().takes(verb, "clause") else None
    return [that] if that is not None else None


def _parenthesis(token: "Token", verb: str) -> list[TokenRange] | None:
    return (_around(token) or None) if verb_lexicon().takes(verb, "clause") else None


def _lost(token: "Token", verb: str) -> list[TokenRange] | None:
    lexicon = verb_lexicon()
    pure = lexicon.takes(verb, "clause") and not lexicon.takes(verb, "infinitive")
    lost = lost_clause(token) if pure else None
    return [lost] if lost is not None else None


def _object(token: "Token", verb: str) -> list[TokenRange] | None:
    if not verb_lexicon().takes(verb, "object") or (token.tag_ == "VB" and has_to(token)):
        return None
    ranges = object_ranges(token, verb)
    thin = verb_lexicon().takes(verb, "attitude") or token.dep_ == "relcl"
    return [r for r in ranges if not thin or tells(token.doc, r)]


def _clause_ranges(verb: "Token", clause: "Token") -> list[TokenRange]:
    first, last = clause.left_edge.i, clause.right_edge.i
    doc = verb.doc
    if first < verb.i < last:  # "The strike, he said, would last": the reporting words stand inside
        inner = [t.i for t in verb.subtree if not clause.is_ancestor(t) and t.i != clause.i]
        low, high = min([verb.i, *inner]), max([verb.i, *inner])
        low = max(low, first)
        return [r for r in (TokenRange(first, low - 1), TokenRange(high + 1, last)) if r.first <= r.last]
    while first < last and (
        (doc[first].lower_ == "that" and (doc[first].dep_ == "mark" or doc[first].tag_ == "WDT"))
        or (doc[first].is_punct and doc[first].text not in "\"'(")
    ):
        first += 1
    return [TokenRange(whole_subject(verb, clause, first), without_remark(clause, last))]


def _asked(verb: "Token", clause: "Token", name: str) -> TokenRange:
    """What is promised, with its "to"; what is asked for, with who is to do it; or what somebody is told to do."""
    told = infinitive(clause)
    if verb_lexicon().takes(name, "subject_infinitive"):
        to = next(c for c in clause.lefts if c.dep_ == "aux" and c.lower_ == "to")
        return TokenRange(min(to.i, told.first), told.last)
    if name not in _WISHES:
        return told
    particle = next((c for c in verb.rights if c.dep_ == "prep" and c.i == verb.i + 1), None)
    beside = [*clause.lefts, *verb.rights, *(particle.children if particle is not None else ())]
    whom = next((c for c in beside if c.dep_ in _WHOM and verb.i < c.i < clause.i), None)
    return TokenRange(whom.left_edge.i if whom is not None else told.first, told.last)


def infinitive(clause: "Token") -> TokenRange:
    """What somebody is told to do: without "to", but with "not to"."""
    first, last = clause.left_edge.i, clause.right_edge.i
    subject = next((c for c in clause.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    to = next(c for c in clause.lefts if c.dep_ == "aux" and c.lower_ == "to")
    negated = any(c.dep_ == "neg" and c.i < to.i for c in clause.lefts)
    if subject is not None:
        first = subject.right_edge.i + 1
    if not negated:
        first = to.i + 1
    return TokenRange(min(first, clause.i), last)


def passive_contents(verb: "Token", name: str) -> tuple[list[TokenRange], str]:
    """What a passive verb with an agent reports ("crews were told by the board to stay"), and by which rule."""
    open_clause = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp"} and has_to(c)), None)
    if open_clause is not None and verb_lexicon().takes(name, "infinitive"):
        return [infinitive(open_clause)], "passive infinitive"
    if verb_lexicon().takes(name, "as"):  # "often dismissed as "a stunt" by its foes"
        named = next((c for c in verb.rights if is_complement(c) and c.dep_ != "agent"), None)
        if named is not None:
            agent = next((c.left_edge.i for c in verb.rights if c.dep_ == "agent"), named.right_edge.i + 1)
            first = named.i + 1 if named.dep_ == "prep" else named.left_edge.i
            last = min(named.right_edge.i, agent - 1) if agent > first else named.right_edge.i
            return [TokenRange(first, last)] if first <= last else [], "passive as"
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or not verb_lexicon().takes(name, "object") or verb.dep_ in {"relcl", "acl"}:
        return [], "quotation"
    return [TokenRange(subject.left_edge.i, subject.right_edge.i)], "passive"


def _around(verb: "Token") -> list[TokenRange]:
    """What stands around a reporting clause in the middle or at the end: "X will, he said, do Y"."""
    head = verb.head
    if (
        verb.dep_ not in {"parataxis", "advcl", "ccomp", "dep", "conj"}
        or head.i == verb.i
        or not head.tag_.startswith(("VB", "MD"))
    ):
        return []
    own = [t.i for t in verb.subtree if not t.is_punct]
    low, high = min(own), max(own)
    doc = verb.doc
    if low == 0 or doc[low - 1].text != "," or any(c.dep_ in {"cc", "mark"} for c in verb.lefts):
        return []
    if verb.dep_ == "advcl" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return []
    first, last = head.left_edge.i, head.right_edge.i
    around = [r for r in (TokenRange(first, low - 2), TokenRange(high + 1, last)) if r.first <= r.last]
    around = [r for r in around if doc[r.first : r.last + 1].text.strip() not in {"", ".", ","}]
    says_something = any(t.tag_ in FINITE for r in around for t in doc[r.first : r.last + 1])
    return around if says_something else []


_READERS: tuple[tuple[Callable[["Token", str], list[TokenRange] | None], str], ...] = (
    (_misread, "clause"), (_clause, "clause"), (_infinitive, "infinitive"), (_as, "as"), (_called_for, "infinitive"),
    (_that, "clause"), (_parenthesis, "parenthesis"), (_lost, "clause"), (_object, "object"),
)  # fmt: skip
