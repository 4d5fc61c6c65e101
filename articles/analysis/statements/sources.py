"""Who does a verb, and which words name them, within one parsed sentence."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = {"nsubj", "csubj"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
_RELATIVES = {"who", "which", "that"}


@dataclass(frozen=True, slots=True)
class TokenRange:
    """Tokens ``first`` to ``last``, both included, of one parsed unit."""

    first: int
    last: int


def source_of(verb: "Token") -> "Token | None":
    """The head of whoever does the verb: its subject, that of the verb it hangs on, or the noun it qualifies."""
    for _ in range(6):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.lower_ in _RELATIVES and verb.dep_ == "relcl":
                return verb.head
            return None if subject.lower_ in {"it", "there"} and subject.i > verb.i else subject
        if any(child.dep_ == "nsubjpass" for child in verb.children):
            return next(child for child in verb.children if child.dep_ == "nsubjpass")
        if verb.dep_ in {"acl", "relcl"} and verb.head.tag_.startswith(("NN", "PRP")):
            return verb.head
        if verb.dep_ == "pcomp":
            verb = verb.head
        if (
            verb.dep_ in {"conj", "advcl", "xcomp", "prep", "dep", "acl", "ccomp", "parataxis"}
            and verb.head.i != verb.i
        ):
            verb = verb.head
            continue
        break
    after = next((child for child in verb.rights if child.dep_ in {"dobj", "npadvmod", "attr"}), None)
    behind_mark = verb.i > 0 and verb.doc[verb.i - 1].is_punct
    inverted = after is not None and behind_mark and after.i - verb.i <= 3 and after.tag_ in {"NNP", "PRP", "NN"}
    return after if inverted and verb.dep_ == "ROOT" and not _has_lead(verb) else _set_apart(verb)


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
