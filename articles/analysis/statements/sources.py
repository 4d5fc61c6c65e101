"""Who does a verb, and which words name them, within one parsed sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.analysis.statements.beside import FINITE, misread_subject, subject_beside

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "csubj"}
_HANGS = {"conj", "advcl", "xcomp", "prep", "dep", "acl", "ccomp", "parataxis", "acomp"}
_TIMES = frozenset("point time stage moment times points day week month year".split())
_DOCUMENTS = frozenset(
    "statement letter email e-mail memo ad advertisement video message post tweet report note release speech".split()
)
_ISSUED = frozenset(
    "issued issues issuing released releases releasing sent sends sending wrote writes writing posted posts posting "
    "published publishes publishing put aired airs airing gave gives giving signed".split()
)
_RELATIVES = {"who", "which", "that"}


@dataclass(frozen=True, slots=True)
class TokenRange:
    """Tokens ``first`` to ``last``, both included, of one parsed unit."""

    first: int
    last: int


def source_of(verb: "Token") -> "Token | None":
    """The head of whoever does the verb: its subject, that of the verb it hangs on, or the noun it qualifies."""
    misread = misread_subject(verb)
    if misread is not None:
        return misread
    for _ in range(6):
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) or next(
            (c for c in verb.children if c.dep_ == "nsubjpass"), None
        )
        if subject is not None:
            return _named_by(subject, verb)
        if verb.dep_ in {"acl", "relcl"} and verb.head.tag_.startswith(("NN", "PRP")) and not _is_time(verb):
            return _issuer(verb.head) or verb.head
        above = _above(verb)
        if above is None:
            break
        verb = above
        if verb.dep_ == "ROOT" and verb.tag_.startswith("NN"):  # "Roe[,] defended the plan, calling it fair"
            return verb
    return subject_beside(verb)


def _named_by(subject: "Token", verb: "Token") -> "Token | None":
    """Whom a subject names: the noun that a relative clause qualifies, nobody for an empty "it"."""
    if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
        return _issuer(verb.head) or verb.head
    return None if subject.lower_ in {"it", "there"} and subject.i > verb.i else subject


def _is_time(verb: "Token") -> bool:
    """Whether a participle hangs on when something was done ("..., at one point calling it a stunt")."""
    return verb.dep_ == "acl" and verb.head.dep_ == "pobj" and verb.head.lower_ in _TIMES


def _above(verb: "Token") -> "Token | None":
    """The verb, or the noun at the root, that a verb without a subject hangs on."""
    if verb.dep_ == "acl" and _is_time(verb):
        return _governor(verb.head)
    if verb.dep_ == "pcomp":
        verb = verb.head
    return verb.head if verb.dep_ in _HANGS and verb.head.i != verb.i else None


def _issuer(document: "Token") -> "Token | None":
    """Who issues what speaks ("Her office put out a statement saying ..."); None for any other noun."""
    verb = document.head
    if document.dep_ != "dobj" or document.lower_ not in _DOCUMENTS or verb.lower_ not in _ISSUED:
        return None
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in verb.lefts):
        return None
    return source_of(verb)


def _governor(noun: "Token") -> "Token":
    """The verb that a noun in an adverbial hangs on."""
    head = noun.head
    while not head.tag_.startswith("VB") and head.head.i != head.i:
        head = head.head
    return head


def is_opening_participle(token: "Token") -> bool:
    """Whether a verb only opens the sentence ("Asked what he meant, she said")."""
    subject = any(child.dep_ in SUBJECTS for child in token.children)
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.is_punct and _only_verb(token):
        return False  # '"Shut it!" the chair, Ann Roe, tweeted.'
    opens = before is None or before.is_punct or before.lower_ in {"when", "if", "as", "and", "but"}
    return opens and not subject and (token.dep_ in {"advcl", "acl", "csubj", "dep", "nsubj"} or token.tag_ == "VBN")


def _only_verb(token: "Token") -> bool:
    """Whether the parser found no verb that what it takes for a participle could hang on."""
    head = token
    while head.head.i != head.i:
        head = head.head
    return head.tag_.startswith("NN") and not any(t.tag_ in FINITE for t in head.subtree if t.i != token.i)


def agent_of(verb: "Token") -> "Token | None":
    """Whom a passive verb names with "by", or None."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def phrase(head: "Token") -> TokenRange:
    """The noun phrase of ``head`` with its names in apposition, without relative clauses and what follows them."""
    first = last = head.i
    for child in head.lefts:
        if child.dep_ not in {"punct", "cc", "preconj"}:
            first = min(first, child.left_edge.i)
    for child in head.rights:
        if child.dep_ in {"prep", "appos", "conj", "cc", "nmod", "case", "flat", "compound", "punct", "poss", "nummod"}:
            if child.dep_ == "prep" and child.lower_ not in {"of", "for", "from", "at", "in", "with", "to", "on"}:
                break
            last = max(last, child.i if child.dep_ in {"punct", "cc"} else _right(child))
        else:
            break
    while (
        last > head.i
        and (head.doc[last].is_punct or head.doc[last].dep_ == "cc")
        and head.doc[last].text not in {")", "."}
    ):
        last -= 1
    return TokenRange(first, last)


def _right(token: "Token") -> int:
    """The right edge of a phrase, stopping before a clause within it."""
    last = token.i
    for child in token.rights:
        if child.dep_ in {"relcl", "acl", "advcl", "punct"}:
            break
        last = max(last, _right(child))
    return last
