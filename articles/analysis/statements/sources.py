"""Who does a verb, and which words name them, within one parsed sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "csubj"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
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
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
                return _issuer(verb.head) or verb.head
            return None if subject.lower_ in {"it", "there"} and subject.i > verb.i else subject
        if any(child.dep_ == "nsubjpass" for child in verb.children):
            return next(child for child in verb.children if child.dep_ == "nsubjpass")
        if verb.dep_ in {"acl", "relcl"} and verb.head.tag_.startswith(("NN", "PRP")):
            if verb.dep_ == "acl" and verb.head.lower_ in _TIMES and verb.head.dep_ == "pobj":
                verb = _governor(verb.head)  # "..., at one point calling it a stunt"
                continue
            return _issuer(verb.head) or verb.head
        if verb.dep_ == "pcomp":
            verb = verb.head
        if (
            verb.dep_ in {"conj", "advcl", "xcomp", "prep", "dep", "acl", "ccomp", "parataxis", "acomp"}
            and verb.head.i != verb.i
        ):
            verb = verb.head
            if verb.dep_ == "ROOT" and verb.tag_.startswith("NN"):  # "Roe[,] defended the plan, calling it fair"
                return verb
            continue
        break
    after = next((child for child in verb.rights if child.dep_ in {"dobj", "npadvmod", "attr"}), None)
    behind_mark = verb.i > 0 and verb.doc[verb.i - 1].is_punct
    if verb.tag_ in {"VBD", "VBZ", "VBN"} and (verb.i == 0 or verb.doc[verb.i - 1].text == '"'):
        behind = _right_behind(verb)
        if behind is not None:
            return behind
    inverted = after is not None and behind_mark and after.i - verb.i <= 3 and after.tag_ in {"NNP", "PRP", "NN"}
    if inverted and verb.dep_ == "ROOT" and not _has_lead(verb):
        return after
    return _set_apart(verb) or _left_beside(verb)


def misread_subject(verb: "Token") -> "Token | None":
    """The name before a main verb that the parser took for an adjective of what follows ("Roe insisted crews left")."""
    if verb.tag_ != "VBN" or verb.dep_ != "amod" or verb.head.i < verb.i:
        return None
    at = verb.i - 1
    while at >= 0 and verb.doc[at].tag_ == "RB":
        at -= 1
    before = verb.doc[at] if at >= 0 else None
    if before is None or not (before.tag_ in {"NNP", "PRP"} or (before.tag_ == "NN" and before.is_title)):
        return None
    return before if before.dep_ in {"nmod", "ROOT", "compound", "nsubj", "dep", "npadvmod"} else None


def _right_behind(verb: "Token") -> "Token | None":
    """The noun phrase right behind a verb that itself stands right behind a quotation (``"…," tweeted another``)."""
    named = [c for c in verb.rights if c.left_edge.i == verb.i + 1 and not c.tag_.startswith(("VB", "IN", "TO"))]
    return named[0] if named and (named[0].tag_.startswith(("NN", "PRP", "DT")) or _names(named[0])) else None


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


def _has_lead(verb: "Token") -> bool:
    """Whether words other than a quotation stand before the verb, so that what follows is its object."""
    return (
        any(token.is_alpha for token in verb.doc[: verb.i] if token.tag_.startswith("NN")) and verb.doc[0].text != '"'
    )


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


def _set_apart(verb: "Token") -> "Token | None":
    """A subject that the parser took for an apposition ("..., an email from her office, obtained by us, stated:")."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    for token in reversed(verb.doc[: verb.i]):
        if token.dep_ == "appos" and token.tag_.startswith(("NN", "PRP")) and token.left_edge.i > 0:
            return token if token.doc[token.left_edge.i - 1].text == "," else None
    return None


def _left_beside(verb: "Token") -> "Token | None":
    """A name or pronoun right before a main verb that the parser took for an adverb ("And Roe called it a day")."""
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is None or verb.dep_ not in {"ROOT", "ccomp", "conj"} or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    return before if before.head.i == verb.i and _names(before) else None


def _names(token: "Token") -> bool:
    """A name or pronoun, or a word that only its capital tells to be one."""
    return token.tag_ in {"NNP", "NNPS", "PRP"} or (token.tag_ in {"RB", "JJ"} and token.i > 0 and token.is_title)


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
